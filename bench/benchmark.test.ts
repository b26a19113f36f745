import { expect, it } from 'vitest';
import { type Benchmark, judge, type Outcome } from './benchmark.ts';
import { writeReport } from './report.ts';

const measure = async () => ({ value: 1, unit: '/s' });
const benchmark: Benchmark = { id: 'X', title: 'a thing', goal: { ratio: 0.5, better: 'higher' }, subject: measure, peer: measure };
const outcome = (...values: number[]): Outcome => ({
  benchmark,
  database: 'sqlite',
  samples: values.map((value) => ({ subject: { value, unit: '/s' }, peer: { value: 100, unit: '/s' }, load_average: 0.5 })),
});

it('judges the middle ratio, so that one noisy repetition decides nothing', () => {
  expect(judge(outcome(60, 1, 55))).toEqual({ ratio: 0.55, met: true });
  expect(judge(outcome(40, 90, 45))).toEqual({ ratio: 0.45, met: false });
  expect(judge({ ...outcome(40, 90, 45), benchmark: { ...benchmark, goal: { ratio: 0.5, better: 'lower' } } })).toMatchObject({
    met: true,
  });
});

it('reports every repetition with the load it ran under', () => {
  const report = writeReport([outcome(60, 1, 55)], { commit: 'abc', machine: 'two cores' });
  for (const part of ['| X | a thing | sqlite |', '0.60 0.01 0.55', '≥ 0.5', 'met', 'abc', 'two cores', '0.50 0.50 0.50'])
    expect(report).toContain(part);
});
