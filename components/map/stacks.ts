import { donutKey, type StatusCounts } from './donut.ts';
import type { MapPoint } from './map-source.ts';

/** Vehicles that stand so close together that their marks would hide each other. */
export type Stack = { id: string; lon: number; lat: number; members: MapPoint[] };

const world_size = 512;

/**
 * Puts standing vehicles into cells of `cell_px` pixels at a zoom; a cell with one vehicle is no stack.
 * Same place, same cell: vehicles with identical positions always stand together.
 */
export const stackStanding = (points: Iterable<MapPoint>, zoom: number, cell_px: number): { single: MapPoint[]; stacks: Stack[] } => {
  const cell_deg = (360 / (world_size * 2 ** zoom)) * cell_px;
  const cells = new Map<string, MapPoint[]>();
  for (const point of points) {
    const narrowing = Math.max(0.05, Math.cos((point.lat * Math.PI) / 180));
    const key = `${Math.floor(point.lon / cell_deg)}:${Math.floor(point.lat / (cell_deg * narrowing))}`;
    const cell = cells.get(key);
    if (cell) cell.push(point);
    else cells.set(key, [point]);
  }
  const single: MapPoint[] = [];
  const stacks: Stack[] = [];
  for (const [key, members] of cells) {
    const [only] = members;
    if (members.length === 1 && only) single.push(only);
    else stacks.push({ id: `stack:${key}`, ...middleOf(members), members });
  }
  return { single, stacks };
};

const middleOf = (members: readonly MapPoint[]) => ({
  lon: members.reduce((sum, { lon }) => sum + lon, 0) / members.length,
  lat: members.reduce((sum, { lat }) => sum + lat, 0) / members.length,
});

export const countStatuses = (members: readonly MapPoint[]): StatusCounts => {
  const counts: StatusCounts = {};
  for (const { status } of members) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

export const stackIcon = (stack: Stack): string => donutKey(countStatuses(stack.members));

/** Largest distance between members along an axis, in pixels at a zoom. */
export const spreadInPixels = (members: readonly MapPoint[], zoom: number): number => {
  const lons = members.map(({ lon }) => lon);
  const lats = members.map(({ lat }) => lat);
  const pixels_per_degree = (world_size * 2 ** zoom) / 360;
  return Math.max(Math.max(...lons) - Math.min(...lons), Math.max(...lats) - Math.min(...lats)) * pixels_per_degree;
};
