import { describe, expect, it } from 'vitest';
import type { MapPoint } from './map-source.ts';
import { positionAge, shortAge, staleLevel } from './staleness.ts';

const now_ms = Date.parse('2026-11-20T12:00:00.000Z');
const point = (status: MapPoint['status'], age_minutes?: number): MapPoint => ({
  id: 'v',
  label: 'v',
  lat: 0,
  lon: 0,
  status,
  ...(age_minutes === undefined ? {} : { position_at: new Date(now_ms - age_minutes * 60_000).toISOString() }),
});

describe('staleLevel', () => {
  it('forgives a parked vehicle what it does not forgive a moving one', () => {
    expect(staleLevel(point('moving', 2), now_ms)).toBe(0);
    expect(staleLevel(point('moving', 10), now_ms)).toBe(1);
    expect(staleLevel(point('moving', 60), now_ms)).toBe(2);
    expect(staleLevel(point('parked', 60), now_ms)).toBe(0);
    expect(staleLevel(point('parked', 60 * 30), now_ms)).toBe(1);
  });

  it('claims nothing about a position without an instant or from a clock that runs ahead', () => {
    expect(staleLevel(point('moving'), now_ms)).toBe(0);
    expect(positionAge(point('moving', -5), now_ms)).toBe(0);
  });
});

describe('shortAge', () => {
  it('uses the largest unit and the language', () => {
    expect([5_000, 200_000, 7_300_000, 200_000_000].map((age_ms) => shortAge(age_ms, 'en'))).toEqual(['5 sec', '3 min', '2 hr', '2 days']);
    expect(shortAge(200_000_000, 'de')).toBe('2 Tg.');
  });
});
