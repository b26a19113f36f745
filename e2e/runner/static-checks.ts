import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runStep, type Step } from './step.ts';

const candidates = ['app', 'components', 'lib', 'server', 'e2e', 'bench'];
const rooms = candidates.filter((room) => existsSync(join(root, room)));

/** Types, lint and boundaries. */
export const static_checks: Step[] = [
  { title: 'types', package: 'typescript', bin: 'bin/tsc', args: ['-p', '.'] },
  { title: 'lint and format', package: '@biomejs/biome', bin: 'bin/biome', args: ['check', '.'] },
  {
    title: 'boundaries',
    package: 'dependency-cruiser',
    bin: 'bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', ...rooms],
  },
];

/** tsc needs the declarations that Next writes; a clone that was never built has none yet. */
export async function writeNextTypes(): Promise<void> {
  if (existsSync(join(root, 'next-env.d.ts')) && existsSync(join(root, '.next', 'types'))) return;
  const result = await runStep({
    title: 'route types',
    package: 'next',
    bin: 'dist/bin/next',
    args: ['typegen'],
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (!result.ok) console.log(result.output);
}
