import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceInMeters } from './distance.ts';
import { type GeofenceShape, isNear, placeOf, ringFault } from './geofence.ts';
import type { Position } from './vehicle-state.ts';

type Point = [number, number];
const polygon = (...points: Point[]): GeofenceShape => ({ type: 'Polygon', coordinates: [[...points, points[0] as Point]] });
const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;

/** A star around a place: its corners by rising angle, so that it never crosses itself. */
const star = fc
  .record({
    lat: fc.integer({ min: -60, max: 60 }),
    lon: fc.integer({ min: -180, max: 179 }),
    radii: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ lat, lon, radii }) => ({
    lat,
    lon,
    corners: radii.map((radius, index): Point => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [lon + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
    }),
  }));

/** Independent of ray casting: how often the ring winds around the point, by the sum of the angles under which its edges are seen. */
const winds = (corners: readonly Point[], [x, y]: Point): boolean => {
  const angles = corners.map(([cx, cy]) => Math.atan2(cy - y, cx - x));
  const sum = angles.reduce((total, angle, index) => {
    const next = angles[(index + 1) % angles.length] ?? angle;
    const turn = next - angle;
    return total + (turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn);
  }, 0);
  return Math.abs(sum) > Math.PI;
};
const offset = fc.record({ dx: fc.double({ min: -25, max: 25, noNaN: true }), dy: fc.double({ min: -25, max: 25, noNaN: true }) });

describe('a geofence', () => {
  it('holds what its ring winds around, across the antimeridian too', () => {
    fc.assert(
      fc.property(star, offset, ({ lat, lon, corners }, { dx, dy }) => {
        const place = placeOf(polygon(...corners.map(([x, y]): Point => [wrapped(x), y])));
        const position = { lat: lat + dy, lon: wrapped(lon + dx) };
        fc.pre(place.borderDistance(position) > 1);
        expect(place.contains(position)).toBe(winds(corners, [lon + dx, lat + dy]));
        if (place.contains(position)) expect(isNear(place, position)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has its corners and edges inside', () => {
    fc.assert(
      fc.property(star, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), ({ corners }, which, share) => {
        const place = placeOf(polygon(...corners.map(([x, y]): Point => [wrapped(x), y])));
        const [ax, ay] = corners[which % corners.length] as Point;
        const [bx, by] = corners[(which + 1) % corners.length] as Point;
        expect(place.contains({ lon: wrapped(ax), lat: ay })).toBe(true);
        expect(place.contains({ lon: wrapped(ax + share * (bx - ax)), lat: ay + share * (by - ay) })).toBe(true);
      }),
    );
  });

  it('is a circle by the way over the globe, at the poles and the antimeridian too', () => {
    const latitude = fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 89.999, 90));
    const longitude = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 179.999, 180));
    const position: fc.Arbitrary<Position> = fc.record({ lat: latitude, lon: longitude });
    const chord = (a: Position, b: Position) => {
      const at = ({ lat, lon }: Position) => {
        const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
        return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)] as const;
      };
      const [p, q] = [at(a), at(b)];
      return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) / 2));
    };
    const near = fc.record({ dlat: fc.double({ min: -6, max: 6, noNaN: true }), dlon: fc.double({ min: -6, max: 6, noNaN: true }) });
    fc.assert(
      fc.property(position, near, fc.integer({ min: 10, max: 500_000 }), (center, { dlat, dlon }, radius_in_meters) => {
        const place = placeOf({ type: 'CIRCLE', center, radius_in_meters });
        const other = { lat: Math.max(-90, Math.min(90, center.lat + dlat)), lon: wrapped(center.lon + dlon) };
        fc.pre(Math.abs(chord(center, other) - radius_in_meters) > 1);
        expect(place.contains(other)).toBe(chord(center, other) < radius_in_meters);
        if (place.contains(other)) expect(isNear(place, other)).toBe(true);
      }),
      { numRuns: 500 },
    );
    const polar = placeOf({ type: 'CIRCLE', center: { lat: 90, lon: 0 }, radius_in_meters: 200_000 });
    for (const lon of [-180, -91, 0, 77, 180])
      expect([polar.contains({ lat: 89, lon }), isNear(polar, { lat: 89, lon })]).toEqual([true, true]);
  });

  it('knows how far its border is', () => {
    const square = placeOf(polygon([10, 50], [10.01, 50], [10.01, 50.01], [10, 50.01]));
    const to = (lat: number, lon: number) => square.borderDistance({ lat, lon });
    expect(to(50.001, 10.005)).toBeCloseTo(distanceInMeters({ lat: 50, lon: 10.005 }, { lat: 50.001, lon: 10.005 }), 1);
    expect(to(50.005, 10.012)).toBeCloseTo(distanceInMeters({ lat: 50.005, lon: 10.01 }, { lat: 50.005, lon: 10.012 }), 1);
    expect(to(50, 10.005)).toBeCloseTo(0, 6);
  });
});

describe('a ring', () => {
  const closed = (...points: Point[]): Point[] => [...points, points[0] as Point];
  it.each<[string | undefined, Point[]]>([
    [undefined, closed([0, 0], [1, 0], [1, 1])],
    [undefined, closed([0, 0], [0.5, 0], [1, 0], [1, 1])],
    [undefined, closed([179, 0], [-179, 0], [-179, 1], [179, 1])],
    [
      'not_closed',
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    ],
    ['not_closed', []],
    ['too_few', closed([0, 0], [1, 0])],
    ['repeated', closed([0, 0], [1, 0], [1, 0], [1, 1])],
    ['self_intersection', closed([0, 0], [1, 1], [1, 0], [0, 1])],
    ['self_intersection', closed([0, 0], [2, 0], [1, 0], [1, 1])],
    ['self_intersection', closed([0, 0], [1, 0], [2, 2], [1, 0], [0, 1])],
    ['self_intersection', closed([179, 0], [-179, 1], [-179, 0], [179, 1])],
    ['no_area', closed([0, 0], [1, 1], [2, 2])],
    ['around_pole', closed([0, 80], [120, 80], [-120, 80])],
    ['too_wide', closed([0, 0], [60, 0], [120, 0], [60, 60])],
  ])('%s', (fault, ring) => {
    expect(ringFault(ring)).toBe(fault);
  });

  it('of a star has no fault, and one with two corners exchanged mostly has', () => {
    fc.assert(
      fc.property(star, ({ corners }) => {
        expect(ringFault(closed(...corners.map(([x, y]): Point => [wrapped(x), y])))).toBeUndefined();
      }),
    );
    const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((step): Point => [Math.cos(step * 1.2566), Math.sin(step * 1.2566)]) as [
      Point,
      Point,
      Point,
      Point,
      Point,
    ];
    expect(ringFault(closed(a, c, b, d, e))).toBe('self_intersection');
  });
});
