import { describe, expect, it } from 'vitest';
import { clusterCounts, donutKey, donutKeyExpression, donutParts, parseDonutKey } from './donut.ts';
import { map_statuses } from './status-color.ts';

describe('donut keys', () => {
  it('shows each status by its share', () => {
    expect(donutParts({ moving: 3, parked: 3 })).toEqual([0, 3, 0, 0, 3, 0]);
    expect(donutKey({ parked: 12 })).toBe('donut:0-0-0-0-6-0');
  });

  it('never loses a single alarm among many', () => {
    const [alarm] = donutParts({ alarm: 1, parked: 9999 });
    expect(alarm).toBe(1);
  });

  it('is the same for the same shares, however many vehicles', () => {
    expect(donutKey({ moving: 1, idle: 1 })).toBe(donutKey({ moving: 500, idle: 500 }));
  });

  it('can be read back, and nothing else is taken for a donut', () => {
    expect(parseDonutKey(donutKey({ alarm: 1, offline: 1 }))).toEqual([3, 0, 0, 0, 0, 3]);
    for (const key of ['marker:moving', 'donut:', 'donut:1-2', 'donut:1-2-3-4-5-x', 'donut:1-2-3-4-5--1'])
      expect(parseDonutKey(key)).toBeUndefined();
  });

  it('counts every status in a cluster and names them in the same order as the key', () => {
    expect(Object.keys(clusterCounts())).toEqual([...map_statuses]);
    const named = JSON.stringify(donutKeyExpression());
    const places = map_statuses.map((status) => named.indexOf(`["get","${status}"]`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
