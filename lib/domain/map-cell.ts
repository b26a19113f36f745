/**
 * The earth in cells of 0.0055° by 0.0027° (about 300 m high), numbered along a Z-order curve: cells that lie together have numbers that lie together,
 * so that an ordinary index on one number finds what is in a rectangle. Smaller cells would find less beside a street block, and move with every report.
 */
const bits = 16;
const side = 2 ** bits;

const axis = (degrees: number, span: number): number => Math.min(side - 1, Math.max(0, Math.floor(((degrees + span / 2) / span) * side)));

const interleave = (x: number, y: number): number => {
  let code = 0;
  for (let bit = bits - 1; bit >= 0; bit -= 1) code = code * 4 + ((x >> bit) & 1) + 2 * ((y >> bit) & 1);
  return code;
};

/** Number of the cell that holds the place; undefined without a place. */
export const cellOf = (lat: number | null | undefined, lon: number | null | undefined): number | undefined =>
  lat == null || lon == null ? undefined : interleave(axis(lon, 360), axis(lat, 180));

/** `min_lon > max_lon`: across the antimeridian. */
export interface Bbox {
  min_lon: number;
  min_lat: number;
  max_lon: number;
  max_lat: number;
}

/** West to east, the parts of a box on either side of the antimeridian. */
export const boxParts = (box: Bbox): Bbox[] =>
  box.min_lon <= box.max_lon
    ? [box]
    : [
        { ...box, max_lon: 180 },
        { ...box, min_lon: -180 },
      ];

export const isInBox = (box: Bbox, lat: number, lon: number): boolean =>
  lat >= box.min_lat &&
  lat <= box.max_lat &&
  (box.min_lon <= box.max_lon ? lon >= box.min_lon && lon <= box.max_lon : lon >= box.min_lon || lon <= box.max_lon);

/** Inclusive. */
export type CellRange = [first: number, last: number];

interface Square {
  x: number;
  y: number;
  size: number;
}

const most_ranges = 24;

const rangeOf = ({ x, y, size }: Square): CellRange => {
  const first = interleave(x, y);
  return [first, first + size * size - 1];
};

const merged = (ranges: CellRange[]): CellRange[] => {
  const joined: CellRange[] = [];
  for (const [first, last] of ranges.sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
};

/** A few ranges of numbers that hold every cell of the box, and some of its neighbourhood: what they find is to be compared with the box. */
export const cellRanges = (box: Bbox): CellRange[] =>
  boxParts(box).flatMap((part) => {
    const [x0, x1, y0, y1] = [axis(part.min_lon, 360), axis(part.max_lon, 360), axis(part.min_lat, 180), axis(part.max_lat, 180)];
    const touches = ({ x, y, size }: Square) => x <= x1 && x + size > x0 && y <= y1 && y + size > y0;
    const isInside = ({ x, y, size }: Square) => x >= x0 && x + size - 1 <= x1 && y >= y0 && y + size - 1 <= y1;
    const inside: Square[] = [];
    let border: Square[] = [{ x: 0, y: 0, size: side }];
    while (border.length > 0 && border.length + inside.length <= most_ranges && (border[0]?.size ?? 1) > 1) {
      const quarters = border.flatMap(({ x, y, size }) =>
        [0, 1, 2, 3].map((n) => ({ x: x + (n & 1) * (size / 2), y: y + (n >> 1) * (size / 2), size: size / 2 })),
      );
      const kept = quarters.filter(touches);
      inside.push(...kept.filter(isInside));
      border = kept.filter((square) => !isInside(square));
    }
    return merged([...inside, ...border].map(rangeOf));
  });
