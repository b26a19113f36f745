import type { Benchmark } from './benchmark.ts';
import { wayOf } from './path/run-path.ts';

const commits = 3;
const times = 3;
const floor_ms = 5;

export const benchmarks: Benchmark[] = [500, 5000].flatMap((per_second): Benchmark[] => [
  {
    id: `B-${per_second}-p50`,
    title: `from a unit to a browser, ${per_second} messages a second, against the same way without a store and ${commits} durable commits`,
    goal: { ratio: 1, better: 'lower' },
    subject: async (context) => ({ value: (await wayOf(context, { per_second })).real.p50_ms, unit: 'ms (p50)' }),
    peer: async (context) => {
      const { none, commit_ms } = await wayOf(context, { per_second });
      return { value: none.p50_ms + commits * commit_ms, unit: 'ms' };
    },
  },
  {
    id: `B-${per_second}-p99`,
    title: `the same at the slowest of a hundred, against ${times} times the way without a store, ${floor_ms} ms at least`,
    goal: { ratio: 1, better: 'lower' },
    subject: async (context) => ({ value: (await wayOf(context, { per_second })).real.p99_ms, unit: 'ms (p99)' }),
    peer: async (context) => ({ value: Math.max(floor_ms, times * (await wayOf(context, { per_second })).none.p99_ms), unit: 'ms' }),
  },
]);
