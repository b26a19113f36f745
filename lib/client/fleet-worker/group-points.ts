import type { PointGroup } from '../fleet.ts';
import type { FleetColumns } from '../fleet-columns.ts';
import type { Area } from '../fleet-filter.ts';

const world_px = 512;
const cell_px = 64;
/** Groups closer than this become one. */
const merge_px = 42;

/** Where a place lies on the whole map, 0 to 1 from west to east and from north to south. */
const eastOf = (lon: number): number => lon / 360 + 0.5;
const southOf = (lat: number): number => {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

interface Cell {
  number: number;
  x: number;
  y: number;
  lat: number;
  lon: number;
  count: number;
  by_status: Uint32Array;
  /** The only one, while there is one. */
  slot: number;
}

const absorb = (into: Cell, from: Cell): void => {
  const count = into.count + from.count;
  for (const key of ['x', 'y', 'lat', 'lon'] as const) into[key] = (into[key] * into.count + from[key] * from.count) / count;
  for (const [status, added] of from.by_status.entries()) into.by_status[status] = (into.by_status[status] ?? 0) + added;
  into.count = count;
};

/** The larger takes up the smaller ones beside it, so that no two marks lie over each other. */
const mergeNear = (cells: Map<number, Cell>, columns: number, scale: number): Cell[] => {
  const near = (merge_px / scale) ** 2;
  for (const cell of [...cells.values()].sort((a, b) => b.count - a.count || a.number - b.number)) {
    if (!cells.has(cell.number)) continue;
    for (const beside of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
      const other = cells.get(cell.number + beside);
      if (!other || (other.x - cell.x) ** 2 + (other.y - cell.y) ** 2 > near) continue;
      absorb(cell, other);
      cells.delete(other.number);
    }
  }
  return [...cells.values()];
};

/** Whether a place lies in an area; the area may reach across the date line. */
export const isWithin = ([west, south, east, north]: Area, lat: number, lon: number): boolean =>
  lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** The vehicles of an area as groups that do not hide each other at a zoom, and the slots of those that stand alone. */
export const groupPoints = (
  columns: FleetColumns,
  isShown: (slot: number) => boolean,
  area: Area,
  zoom: number,
): { groups: PointGroup[]; alone: number[] } => {
  const scale = world_px * 2 ** Math.floor(zoom);
  const across = Math.ceil(scale / cell_px) + 2;
  const { lat: lats, lon: lons } = columns.numbers();
  const statuses = columns.codes('status');
  const names = columns.values('status');
  const cells = new Map<number, Cell>();
  for (let slot = 0; slot < columns.length(); slot += 1) {
    const [lat, lon] = [lats[slot] ?? Number.NaN, lons[slot] ?? Number.NaN];
    if (!isWithin(area, lat, lon) || !isShown(slot)) continue;
    const [x, y] = [eastOf(lon), southOf(lat)];
    const number = Math.floor((y * scale) / cell_px) * across + Math.floor((x * scale) / cell_px);
    let cell = cells.get(number);
    if (!cell) {
      cell = { number, x: 0, y: 0, lat: 0, lon: 0, count: 0, by_status: new Uint32Array(names.length), slot };
      cells.set(number, cell);
    }
    const status = statuses[slot] ?? 0;
    cell.by_status[status] = (cell.by_status[status] ?? 0) + 1;
    const share = 1 / (cell.count + 1);
    cell.x += (x - cell.x) * share;
    cell.y += (y - cell.y) * share;
    cell.lat += (lat - cell.lat) * share;
    cell.lon += (lon - cell.lon) * share;
    cell.count += 1;
  }
  const merged = mergeNear(cells, across, scale);
  const countsOf = ({ by_status }: Cell) =>
    Object.fromEntries(names.map((name, code) => [name, by_status[code] ?? 0]).filter(([, count]) => count));
  return {
    groups: merged
      .filter(({ count }) => count > 1)
      .map((cell) => ({ number: cell.number, lat: cell.lat, lon: cell.lon, count: cell.count, statuses: countsOf(cell) })),
    alone: merged.filter(({ count }) => count === 1).map(({ slot }) => slot),
  };
};
