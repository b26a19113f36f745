import { describe, expect, it } from 'vitest';
import { advanceTrack, isMoving, metersBetween, placeAt, restingTrack } from './motion.ts';

const start = { lon: 10, lat: 50 };
const next = { lon: 10.001, lat: 50.0005 };

describe('advanceTrack', () => {
  it('glides for as long as the reports lie apart', () => {
    const track = advanceTrack(restingTrack(start, 0), next, 2000, true);
    expect(track.duration_ms).toBe(2000);
    expect(placeAt(track, 2000)).toEqual(start);
    expect(placeAt(track, 3000).lon).toBeCloseTo(10.0005, 9);
    expect(placeAt(track, 9000)).toEqual(next);
    expect([isMoving(track, 3999), isMoving(track, 4000)]).toEqual([true, false]);
  });

  it('starts from where the mark is seen, without a jump back', () => {
    const first = advanceTrack(restingTrack(start, 0), next, 1000, true);
    const second = advanceTrack(first, { lon: 10.002, lat: 50 }, 1500, true);
    expect(second.from).toEqual(placeAt(first, 1500));
  });

  it('keeps its course when the same place is reported again', () => {
    const track = advanceTrack(restingTrack(start, 0), next, 1000, true);
    expect(advanceTrack(track, { ...next }, 1400, true)).toBe(track);
  });

  it('jumps when less movement is wanted, when it is far, and at first sight', () => {
    const resting = restingTrack(start, 0);
    expect(isMoving(advanceTrack(resting, next, 1000, false), 1000)).toBe(false);
    expect(placeAt(advanceTrack(resting, { lon: 11, lat: 50 }, 1000, true), 1000)).toEqual({ lon: 11, lat: 50 });
    expect(isMoving(advanceTrack(undefined, next, 1000, true), 1000)).toBe(false);
  });

  it('is bounded for vehicles that report rarely', () => {
    expect(advanceTrack(restingTrack(start, 0), next, 600_000, true).duration_ms).toBe(4000);
  });
});

describe('metersBetween', () => {
  it('knows a degree of latitude and the narrowing of longitudes', () => {
    expect(metersBetween({ lon: 0, lat: 0 }, { lon: 0, lat: 1 })).toBeCloseTo(111_320, 0);
    expect(metersBetween({ lon: 0, lat: 60 }, { lon: 1, lat: 60 })).toBeCloseTo(55_660, 0);
  });
});
