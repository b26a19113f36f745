import type { Benchmark } from './benchmark.ts';
import { measureChecksum, measureDecode } from './codec/measure-codec.ts';

export const benchmarks: Benchmark[] = [
  {
    id: 'K',
    title: 'Teltonika records decoded a second, every element read, against the checksum pass alone over the same packets',
    goal: { ratio: 0.4, better: 'higher' },
    needs_database: false,
    subject: measureDecode,
    peer: measureChecksum,
  },
];
