import { join } from 'node:path';
import { buildPages } from '../server/setup/build-pages.mjs';
import type { Benchmark } from './benchmark.ts';
import { measurePageScripts } from './page/page-scripts.ts';

const root = join(import.meta.dirname, '..');
const limit_kb = 190;

export const benchmarks: Benchmark[] = [
  {
    id: 'G-js',
    title: `JavaScript of the fleet page without the map, against ${limit_kb} kB; of the build, whatever the database`,
    goal: { ratio: 1, better: 'lower' },
    subject: async () => {
      await buildPages(root, process.execPath);
      return { value: measurePageScripts(root, '(fleet)/fleet/page') / 1000, unit: 'kB gz' };
    },
    peer: async () => ({ value: limit_kb, unit: 'kB gz' }),
  },
];
