import type { Place } from './motion.ts';

/** A place where the vehicle was at an instant (ISO 8601). */
export type TrailPoint = Place & { at: string };

/** Where the vehicle was at an instant, between the two reports around it; undefined before the first and for an empty trail. */
export const trailPlaceAt = (trail: readonly TrailPoint[], at: string): Place | undefined => {
  const at_ms = Date.parse(at);
  let [low, high] = [0, trail.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse(trail[middle]?.at ?? '') <= at_ms) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [trail[low - 1], trail[low]];
  if (!before) return undefined;
  if (!after) return { lon: before.lon, lat: before.lat };
  const [before_ms, after_ms] = [Date.parse(before.at), Date.parse(after.at)];
  const share = after_ms === before_ms ? 0 : (at_ms - before_ms) / (after_ms - before_ms);
  return { lon: before.lon + (after.lon - before.lon) * share, lat: before.lat + (after.lat - before.lat) * share };
};

/** The trail point nearest to a place; degrees of longitude count as they are wide there. */
export const nearestTrailPoint = (trail: readonly TrailPoint[], place: Place): TrailPoint | undefined => {
  const narrowing = Math.cos((place.lat * Math.PI) / 180);
  let best: TrailPoint | undefined;
  let best_distance = Number.POSITIVE_INFINITY;
  for (const point of trail) {
    const distance = Math.hypot((point.lon - place.lon) * narrowing, point.lat - place.lat);
    if (distance < best_distance) [best, best_distance] = [point, distance];
  }
  return best;
};
