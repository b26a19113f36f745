import type { Area } from '#lib/client/fleet-filter.ts';

const tile_px = 512;
const deepest_zoom = 18;

const mercatorY = (lat: number): number => {
  const sine = Math.sin((Math.min(Math.max(lat, -85), 85) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** Centre and zoom at which a map of the given size in pixels shows the area, as MapLibre counts zoom. */
export const areaView = (area: Area, width_px: number, height_px: number): { center: [number, number]; zoom: number } => {
  const [west, south, east, north] = area;
  const width = ((east - west + 360) % 360 || 360) / 360;
  const height = Math.abs(mercatorY(south) - mercatorY(north));
  const scale = Math.min(width_px / tile_px / width, height > 0 ? height_px / tile_px / height : Number.POSITIVE_INFINITY);
  const middle = (mercatorY(south) + mercatorY(north)) / 2;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * middle))) * 180) / Math.PI;
  const lon = west + width * 180;
  return { center: [lon > 180 ? lon - 360 : lon, lat], zoom: Math.min(deepest_zoom, Math.max(0, Math.log2(scale))) };
};
