import type { Benchmark } from './benchmark.ts';
import { type TcpRound, tcpRound } from './tcp/run-tcp.ts';

const againstEcho = (name: keyof TcpRound, title: string, goal: Benchmark['goal']): Benchmark => ({
  id: `F-${name}`,
  title: `${title}, against a bare node:net echo`,
  goal,
  needs_database: false,
  subject: async ({ repetition }) => (await tcpRound('gateway', repetition))[name],
  peer: async ({ repetition }) => (await tcpRound('echo', repetition))[name],
});

export const benchmarks: Benchmark[] = [
  againstEcho('memory', 'memory of each of 8,000 idle connections of units', { ratio: 2, better: 'lower' }),
  againstEcho('storm', '8,000 units dial in at once, until each is identified', { ratio: 1.5, better: 'lower' }),
  againstEcho('messages', 'packets answered a second while the others are idle, without a store', { ratio: 0.75, better: 'higher' }),
];
