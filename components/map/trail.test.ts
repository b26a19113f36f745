import { describe, expect, it } from 'vitest';
import { nearestTrailPoint, trailPlaceAt } from './trail.ts';

const trail = [
  { lon: 0, lat: 0, at: '2026-11-20T10:00:00.000Z' },
  { lon: 1, lat: 2, at: '2026-11-20T10:10:00.000Z' },
  { lon: 1, lat: 4, at: '2026-11-20T10:20:00.000Z' },
];

describe('trailPlaceAt', () => {
  it('lies between the reports around the instant', () => {
    expect(trailPlaceAt(trail, '2026-11-20T10:05:00.000Z')).toEqual({ lon: 0.5, lat: 1 });
    expect(trailPlaceAt(trail, '2026-11-20T10:10:00.000Z')).toEqual({ lon: 1, lat: 2 });
  });

  it('stays at the end and knows nothing before the start', () => {
    expect(trailPlaceAt(trail, '2026-11-20T23:00:00.000Z')).toEqual({ lon: 1, lat: 4 });
    expect(trailPlaceAt(trail, '2026-11-20T09:00:00.000Z')).toBeUndefined();
    expect(trailPlaceAt([], '2026-11-20T09:00:00.000Z')).toBeUndefined();
  });
});

describe('nearestTrailPoint', () => {
  it('finds the report next to a place', () => {
    expect(nearestTrailPoint(trail, { lon: 0.9, lat: 2.2 })?.at).toBe('2026-11-20T10:10:00.000Z');
    expect(nearestTrailPoint([], { lon: 0, lat: 0 })).toBeUndefined();
  });
});
