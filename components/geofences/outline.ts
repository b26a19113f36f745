import { earth_radius_in_meters } from '#lib/domain/distance.ts';
import type { GeofenceShape } from '#lib/domain/geofence.ts';

const circle_corners = 72;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** The longitudes follow one another without a jump, so that a map draws the ring across the antimeridian. */
const continuous = (ring: readonly [number, number][]): [number, number][] => {
  const points: [number, number][] = [];
  for (const [lon, lat] of ring) {
    const before = points.at(-1)?.[0] ?? lon;
    points.push([lon + 360 * Math.round((before - lon) / 360), lat]);
  }
  return points;
};

/** The border as a closed line of [longitude, latitude], a circle as the great-circle distance has it. */
export const outlineOf = (shape: GeofenceShape): [number, number][] => {
  if (shape.type === 'Polygon') return continuous(shape.coordinates[0] ?? []);
  const { center, radius_in_meters } = shape;
  const reach = radius_in_meters / earth_radius_in_meters;
  const [lat, lon] = [radians(center.lat), radians(center.lon)];
  const ring = Array.from({ length: circle_corners + 1 }, (_, step): [number, number] => {
    const bearing = (2 * Math.PI * step) / circle_corners;
    const to_lat = Math.asin(Math.sin(lat) * Math.cos(reach) + Math.cos(lat) * Math.sin(reach) * Math.cos(bearing));
    const turn = Math.atan2(Math.sin(bearing) * Math.sin(reach) * Math.cos(lat), Math.cos(reach) - Math.sin(lat) * Math.sin(to_lat));
    return [degrees(lon + turn), degrees(to_lat)];
  });
  return continuous(ring);
};
