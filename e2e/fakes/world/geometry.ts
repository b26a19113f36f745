/** Flat-earth metres around Montevideo; the error within the city stays below 0.1 %. */
const meters_per_degree = 111_320;
const latitude = -34.87;

export const meters_per_degree_lat = meters_per_degree;
export const meters_per_degree_lon = meters_per_degree * Math.cos((latitude * Math.PI) / 180);

export const distanceInMeters = (lon_a: number, lat_a: number, lon_b: number, lat_b: number): number =>
  Math.hypot((lon_b - lon_a) * meters_per_degree_lon, (lat_b - lat_a) * meters_per_degree_lat);

/** Whole degrees clockwise from north, 0 to 359. */
export const bearingInDegrees = (lon_a: number, lat_a: number, lon_b: number, lat_b: number): number => {
  const angle = Math.atan2((lon_b - lon_a) * meters_per_degree_lon, (lat_b - lat_a) * meters_per_degree_lat);
  return Math.round((angle * 180) / Math.PI + 360) % 360;
};

/** How far two headings lie apart, 0 to 180. */
export const turnInDegrees = (from: number, to: number): number => Math.abs(((to - from + 540) % 360) - 180);

/** Distance of a point from the line between two others. */
export const distanceFromLineInMeters = (
  point: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): number => {
  const ax = (a[0] - point[0]) * meters_per_degree_lon;
  const ay = (a[1] - point[1]) * meters_per_degree_lat;
  const dx = (b[0] - a[0]) * meters_per_degree_lon;
  const dy = (b[1] - a[1]) * meters_per_degree_lat;
  const length_squared = dx * dx + dy * dy;
  const share = length_squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length_squared));
  return Math.hypot(ax + share * dx, ay + share * dy);
};
