/** A mark on the screen that the arrow keys can reach. */
export type ScreenMarker = { key: string; x: number; y: number };

export type Direction = 'left' | 'right' | 'up' | 'down';

const units: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** How much a step aside counts against a step ahead. */
const sideways_weight = 2;

/** The nearest mark in a direction from a point, within a quarter turn about it; undefined when there is none. */
export const nextMarker = <M extends ScreenMarker>(
  markers: readonly M[],
  from: { x: number; y: number; key?: string },
  direction: Direction,
): M | undefined => {
  const unit = units[direction];
  let best: M | undefined;
  let best_cost = Number.POSITIVE_INFINITY;
  for (const marker of markers) {
    if (marker.key === from.key) continue;
    const [dx, dy] = [marker.x - from.x, marker.y - from.y];
    const ahead = dx * unit.x + dy * unit.y;
    const aside = Math.abs(dx * unit.y) + Math.abs(dy * unit.x);
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + sideways_weight * aside;
    if (cost < best_cost) [best, best_cost] = [marker, cost];
  }
  return best;
};

/** The mark nearest to a point: where the arrow keys begin. */
export const nearestMarker = <M extends ScreenMarker>(markers: readonly M[], point: { x: number; y: number }): M | undefined =>
  markers.reduce<M | undefined>((best, marker) => {
    const distance = (candidate: M) => Math.hypot(candidate.x - point.x, candidate.y - point.y);
    return best && distance(best) <= distance(marker) ? best : marker;
  }, undefined);
