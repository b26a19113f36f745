import { earth_radius_in_meters } from './distance.ts';
import type { Position } from './vehicle-state.ts';

export interface Box {
  min_lat: number;
  max_lat: number;
  min_lon: number;
  max_lon: number;
}

const degrees = (radians: number) => (radians * 180) / Math.PI;

/** Boxes that together hold every place within the radius: two when it reaches over the antimeridian, all around when it reaches over a pole. */
export const boxesAround = ({ lat, lon }: Position, radius_in_meters: number): Box[] => {
  // A hair more than the radius, so that rounding leaves nobody out.
  const angle = (radius_in_meters / earth_radius_in_meters) * (1 + 1e-9) + 1e-12;
  const step = degrees(angle);
  const [min_lat, max_lat] = [Math.max(-90, lat - step), Math.min(90, lat + step)];
  if (lat + step >= 90 || lat - step <= -90) return [{ min_lat, max_lat, min_lon: -180, max_lon: 180 }];
  const wide = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((lat * Math.PI) / 180)))) + 1e-9;
  const [min_lon, max_lon] = [lon - wide, lon + wide];
  const box = (west: number, east: number): Box => ({ min_lat, max_lat, min_lon: west, max_lon: east });
  if (min_lon < -180) return [box(-180, max_lon), box(min_lon + 360, 180)];
  if (max_lon > 180) return [box(min_lon, 180), box(-180, max_lon - 360)];
  return [box(min_lon, max_lon)];
};

export const isInAnyBox = (boxes: readonly Box[], { lat, lon }: Position): boolean =>
  boxes.some((box) => lat >= box.min_lat && lat <= box.max_lat && lon >= box.min_lon && lon <= box.max_lon);
