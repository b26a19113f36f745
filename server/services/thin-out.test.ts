import { describe, expect, it } from 'vitest';
import { thinOut } from './thin-out.ts';

const points = Array.from({ length: 5000 }, (_, index) => ({
  at: new Date(Date.UTC(2026, 10, 20) + index * 1000).toISOString(),
  value: index === 2501 ? 999 : index === 2503 ? -999 : Math.sin(index / 300) * 50,
}));

describe('thinOut', () => {
  it('leaves few points as they are', () => {
    expect(thinOut(points.slice(0, 100), 100)).toEqual(points.slice(0, 100));
    expect(thinOut([], 2)).toEqual([]);
  });

  it.each([2, 3, 4, 10, 501])('gives at most %i, first and last among them, in order', (most) => {
    const kept = thinOut(points, most);
    expect(kept.length).toBeLessThanOrEqual(most);
    expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(kept).toEqual([...kept].sort((a, b) => (a.at < b.at ? -1 : 1)));
    expect(new Set(kept.map(({ at }) => at)).size).toBe(kept.length);
  });

  it('loses no peak', () => {
    const values = thinOut(points, 20).map(({ value }) => value);
    expect(values).toContain(999);
    expect(values).toContain(-999);
  });
});
