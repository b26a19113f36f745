import type { Benchmark } from './benchmark.ts';
import { measurePush } from './push/run-push.ts';

export const benchmarks: Benchmark[] = [
  {
    id: 'A3',
    title: "a vendor's signed push (HTTP, JSON), durable before it is answered, against a bare node:http server that parses the same body",
    goal: { ratio: 0.3, better: 'higher' },
    subject: measurePush('gateway'),
    peer: measurePush('bare'),
  },
];
