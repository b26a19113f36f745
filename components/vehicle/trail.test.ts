import { describe, expect, it } from 'vitest';
import { isPast, joinTrails, trailAround, trailPoint } from './trail.ts';
import { instantAt, noon } from './vehicle.fixture.ts';

const point = (seconds: number) => ({ at: instantAt(seconds), lat: -34.9, lon: -56.1 });

describe('the trail', () => {
  it('joins what was loaded and what came live: by time, once each, two hours long', () => {
    const trail = joinTrails([point(-7300), point(0), point(60)], [point(120), point(60), point(30)], Date.parse(noon) + 120_000);
    expect(trail.map(({ at }) => at)).toEqual([instantAt(0), instantAt(30), instantAt(60), instantAt(120)]);
  });

  it('takes the speed only when it was measured with the position', () => {
    const position = { value: { lat: 1, lon: 2 }, timestamp: noon };
    expect(trailPoint({ position, speed_in_kilometers_per_hour: { value: 30, timestamp: noon } })).toEqual({
      at: noon,
      lat: 1,
      lon: 2,
      speed: 30,
    });
    expect(trailPoint({ position, speed_in_kilometers_per_hour: { value: 30, timestamp: instantAt(-9) } })).toEqual({
      at: noon,
      lat: 1,
      lon: 2,
    });
    expect(trailPoint({})).toBeUndefined();
  });

  it('goes to the hours around an older instant, the same for close ones', () => {
    expect([isPast(instantAt(-7199), Date.parse(noon)), isPast(instantAt(-7201), Date.parse(noon))]).toEqual([false, true]);
    expect(trailAround(instantAt(400))).toEqual({ after: instantAt(-3600), before: instantAt(3600) });
    expect(trailAround(instantAt(-400))).toEqual(trailAround(noon));
  });
});
