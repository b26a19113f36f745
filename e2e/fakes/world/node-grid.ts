import { distanceInMeters, meters_per_degree_lat, meters_per_degree_lon } from './geometry.ts';

const cell_m = 150;
const columns = 1 << 16;

export interface NodeGrid {
  /** Nearest node however far away; -1 in an empty grid. */
  nearest(lon: number, lat: number): number;
  forEachNear(lon: number, lat: number, radius_m: number, visit: (node: number, distance_m: number) => void): void;
}

/** Index of points by square cells, so that looking near a place touches only a few of them. */
export const createNodeGrid = (lon: Float64Array, lat: Float64Array): NodeGrid => {
  const west = lon.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const south = lat.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const column = (value: number) => Math.floor(((value - west) * meters_per_degree_lon) / cell_m);
  const row = (value: number) => Math.floor(((value - south) * meters_per_degree_lat) / cell_m);
  const cells = new Map<number, number[]>();
  lon.forEach((value, node) => {
    const key = row(lat[node] ?? 0) * columns + column(value);
    const members = cells.get(key);
    if (members) members.push(node);
    else cells.set(key, [node]);
  });

  const forEachNear: NodeGrid['forEachNear'] = (at_lon, at_lat, radius_m, visit) => {
    const reach = Math.ceil(radius_m / cell_m);
    const center_column = column(at_lon);
    const center_row = row(at_lat);
    for (let y = center_row - reach; y <= center_row + reach; y += 1) {
      for (let x = center_column - reach; x <= center_column + reach; x += 1) {
        for (const node of cells.get(y * columns + x) ?? []) {
          const distance_m = distanceInMeters(at_lon, at_lat, lon[node] ?? 0, lat[node] ?? 0);
          if (distance_m <= radius_m) visit(node, distance_m);
        }
      }
    }
  };

  return {
    forEachNear,
    nearest: (at_lon, at_lat) => {
      let best = -1;
      let best_distance_m = Number.POSITIVE_INFINITY;
      for (let radius_m = cell_m; best < 0 && radius_m < 200_000 && lon.length > 0; radius_m *= 4) {
        forEachNear(at_lon, at_lat, radius_m, (node, distance_m) => {
          if (distance_m < best_distance_m) {
            best = node;
            best_distance_m = distance_m;
          }
        });
      }
      return best;
    },
  };
};
