import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addInterval,
  bucket_ratio,
  empty_histogram,
  intervalQuantile,
  longest_interval_seconds,
  parseHistogram,
  sampleCount,
} from './interval-histogram.ts';

const learn = (intervals: readonly number[]) => intervals.reduce(addInterval, empty_histogram);

describe('usual pauses', () => {
  it('are read to a quarter, from above', () => {
    const pauses = fc.array(fc.integer({ min: 1, max: longest_interval_seconds }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 100 }), (intervals, percent) => {
        const exact = intervals.toSorted((a, b) => a - b)[Math.ceil((intervals.length * percent) / 100) - 1] ?? 0;
        const read = intervalQuantile(learn(intervals), percent / 100) ?? 0;
        return read >= Math.min(exact, longest_interval_seconds) * 0.999 && read <= exact * bucket_ratio * 1.001;
      }),
    );
  });

  it('are not moved by outages, values of one message or a broken clock', () => {
    const regular = Array.from({ length: 95 }, () => 60);
    const odd = [0, 0.2, -5, Number.NaN, 80_000, 500_000];
    const read = intervalQuantile(learn([...regular, ...odd]), 0.9) ?? 0;
    expect(read).toBeGreaterThanOrEqual(60);
    expect(read).toBeLessThan(60 * bucket_ratio);
  });

  it('follow a fleet that changes its ways, in bounded space', () => {
    const first = learn(Array.from({ length: 20_000 }, () => 900));
    const changed = Array.from({ length: 10_000 }, () => 30).reduce(addInterval, first);
    expect(intervalQuantile(changed, 0.9)).toBeLessThan(30 * bucket_ratio);
    expect(sampleCount(changed)).toBeLessThanOrEqual(2_000);
    expect(changed).toHaveLength(empty_histogram.length);
  });

  it('survive storage, and nothing else is taken for them', () => {
    const learned = learn([1, 60, 60, 3_600]);
    expect(parseHistogram(JSON.parse(JSON.stringify(learned)))).toEqual(learned);
    for (const broken of [undefined, 'x', [], [1, 2], empty_histogram.map(() => -1)]) expect(parseHistogram(broken)).toBeUndefined();
    expect(intervalQuantile(empty_histogram, 0.9)).toBeUndefined();
  });
});
