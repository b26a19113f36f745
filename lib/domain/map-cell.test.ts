import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxParts, cellOf, cellRanges, isInBox } from './map-cell.ts';

const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
/** Boxes of every size, from a street to the earth, across the antimeridian too. */
const box = fc
  .tuple(lon, lat, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 6 }))
  .map(([west, south, width, height, zoom]) => {
    const east = west + (width * 360) / 4 ** zoom;
    return {
      min_lon: west,
      min_lat: south,
      max_lon: east > 180 ? Math.max(-180, east - 360) : east,
      max_lat: Math.min(90, south + (height * 180) / 4 ** zoom),
    };
  });
const isCovered = (ranges: [number, number][], cell: number | undefined) =>
  cell !== undefined && ranges.some(([first, last]) => cell >= first && cell <= last);

describe('the cells of the map', () => {
  it('cover every place of a box', () => {
    const place_in = fc.tuple(box, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(place_in, ([one, right, up]) => {
        for (const part of boxParts(one)) {
          const place_lat = part.min_lat + up * (part.max_lat - part.min_lat);
          const place_lon = part.min_lon + right * (part.max_lon - part.min_lon);
          expect(isInBox(one, place_lat, place_lon)).toBe(true);
          expect(isCovered(cellRanges(one), cellOf(place_lat, place_lon))).toBe(true);
        }
      }),
    );
  });

  it('come in few ranges, apart and in order', () => {
    fc.assert(
      fc.property(box, (one) => {
        for (const part of boxParts(one)) {
          const ranges = cellRanges(part);
          expect(ranges.length).toBeLessThanOrEqual(100);
          for (const [index, [first, last]] of ranges.entries()) {
            expect(last).toBeGreaterThanOrEqual(first);
            expect(first).toBeGreaterThan((ranges[index - 1]?.[1] ?? -2) + 1);
          }
        }
      }),
    );
  });

  it('leave out what is far from the box', () => {
    const harbour = cellRanges({ min_lon: -56.22, min_lat: -34.92, max_lon: -56.18, max_lat: -34.88 });
    expect(isCovered(harbour, cellOf(-34.9, -56.2))).toBe(true);
    for (const [far_lat, far_lon] of [
      [-34.7, -56.2],
      [-34.9, -55.9],
      [34.9, 56.2],
    ] as const) {
      expect(isCovered(harbour, cellOf(far_lat, far_lon))).toBe(false);
    }
  });

  it('are unknown without a place', () => {
    expect([cellOf(null, 3), cellOf(3, undefined)]).toEqual([undefined, undefined]);
  });
});
