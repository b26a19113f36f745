/** Where the marks of a stack go when it opens: pixels from the middle, y downwards. */
export type Offset = { x: number; y: number };

const ring_spacing_px = 54;
const spiral_spacing_px = 36;
const first_radius_px = 52;
/** Up to this many marks form a ring, with room for their names. */
export const largest_ring = 10;

const ring = (count: number): Offset[] => {
  const radius = Math.max(first_radius_px, (count * ring_spacing_px) / (2 * Math.PI));
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count - Math.PI / 2;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
};

/** Marks follow one another on a spiral at even distances, so any number finds a place. */
const spiral = (count: number): Offset[] => {
  const growth_px = (spiral_spacing_px * 1.05) / (2 * Math.PI);
  const offsets: Offset[] = [];
  let angle = first_radius_px / growth_px;
  for (let index = 0; index < count; index += 1) {
    const radius = growth_px * angle;
    offsets.push({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    angle += spiral_spacing_px / radius;
  }
  return offsets;
};

/** One offset per mark: a ring for few, a spiral for many. */
export const fanOffsets = (count: number): Offset[] => (count <= largest_ring ? ring(count) : spiral(count));
