import type { Position } from './vehicle-state.ts';

/** Mean radius of the earth (IUGG). */
export const earth_radius_in_meters = 6_371_008.8;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Length of the shortest way over the globe, by the haversine formula. */
export const distanceInMeters = (a: Position, b: Position): number => {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon, b.lon);
  return 2 * earth_radius_in_meters * Math.asin(Math.sqrt(Math.min(1, chord)));
};
