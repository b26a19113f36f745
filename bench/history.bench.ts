import type { Benchmark } from './benchmark.ts';
import { historyOf } from './history/run-history.ts';

const most_bytes = 30;
const most_ms = 5;
const most_blocked_ms = 50;

export const benchmarks: Benchmark[] = [
  {
    id: 'J-size',
    title: `a point of history at rest in blocks, with its share of the indexes, against ${most_bytes} bytes`,
    goal: { ratio: 1, better: 'lower' },
    subject: async (context) => ({ value: (await historyOf(context)).bytes_per_point.blocks, unit: 'bytes' }),
    peer: async () => ({ value: most_bytes, unit: 'bytes' }),
  },
  {
    id: 'J-json',
    title: 'a point of history in blocks, against its JSON row',
    goal: { ratio: 0.1, better: 'lower' },
    subject: async (context) => ({ value: (await historyOf(context)).bytes_per_point.blocks, unit: 'bytes' }),
    peer: async (context) => ({ value: (await historyOf(context)).bytes_per_point.rows, unit: 'bytes' }),
  },
  {
    id: 'J-read',
    title: `positions of 24 hours of one vehicle out of blocks, against ${most_ms} ms`,
    goal: { ratio: 1, better: 'lower' },
    subject: async (context) => ({ value: (await historyOf(context)).read_ms.blocks, unit: 'ms' }),
    peer: async () => ({ value: most_ms, unit: 'ms' }),
  },
  {
    id: 'J-blocked',
    title: `longest time for which moving records into full blocks lets nobody else work, against ${most_blocked_ms} ms`,
    goal: { ratio: 1, better: 'lower' },
    subject: async (context) => ({ value: (await historyOf(context)).blocked_ms, unit: 'ms' }),
    peer: async () => ({ value: most_blocked_ms, unit: 'ms' }),
  },
];
