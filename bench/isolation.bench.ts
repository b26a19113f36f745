import { type Illness, illnesses } from '#server/proofs/ill-vendor.fixture.ts';
import type { Benchmark } from './benchmark.ts';
import { endMeasuring, ill_brand, measureRecovery, measureWhileIll, measureWhileWell } from './isolation/run-isolation.ts';

const longest_recovery_seconds = 60;
const idOf = (illness: string) => `P10-${illness.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

export const benchmarks: Benchmark[] = [
  ...Object.keys(illnesses).map(
    (illness): Benchmark => ({
      id: idOf(illness),
      title: `work with four other brands while ${ill_brand} is ill (${illness}), against the same while it is well`,
      goal: { ratio: 1.2, better: 'lower' },
      needs_database: false,
      subject: () => measureWhileIll(illness as Illness),
      peer: measureWhileWell,
    }),
  ),
  {
    id: 'P10-recovery',
    title: 'from the end of an outage until the brand works again, against the promised 60 s',
    goal: { ratio: 1, better: 'lower' },
    needs_database: false,
    subject: measureRecovery,
    peer: async () => ({ value: longest_recovery_seconds, unit: 's' }),
  },
];

export const end = endMeasuring;
