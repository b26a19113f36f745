import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesAround, isInAnyBox } from './boxes-around.ts';
import { distanceInMeters } from './distance.ts';

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const place = fc.record({ lat: degrees(90), lon: degrees(180) });
/** Among them the corners of the map. */
const center = fc.oneof(
  place,
  fc.record({ lat: fc.constantFrom(90, -90, 89.99, -89.97, 0, 45), lon: fc.constantFrom(180, -180, 179.99, -179.98, 0) }),
);

describe('the boxes around a place', () => {
  it('hold every place within the radius, over the antimeridian and the poles too', () => {
    fc.assert(
      fc.property(center, fc.integer({ min: 1, max: 5000 }), degrees(1), degrees(1), fc.boolean(), (around, radius, north, east, jump) => {
        const lat = Math.max(-90, Math.min(90, around.lat + north * 0.06));
        const stretch = Math.min(180, 0.06 / Math.max(0.0003, Math.cos((lat * Math.PI) / 180)));
        const lon = (((((jump ? around.lon + 180 * east : around.lon + east * stretch) + 180) % 360) + 360) % 360) - 180;
        const inside = distanceInMeters(around, { lat, lon }) <= radius;
        expect(!inside || isInAnyBox(boxesAround(around, radius), { lat, lon })).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('are small, so that they leave most of the world out', () => {
    const [box] = boxesAround({ lat: 60, lon: 10 }, 1000);
    expect(box && box.max_lat - box.min_lat).toBeLessThan(0.0181);
    expect(box && box.max_lon - box.min_lon).toBeLessThan(0.0361);
  });
});
