/**
 * Joins the drawn road lines of a map into one net.
 * Lines that share a vertex meet there. A map drawn for looking at leaves small gaps where a street is cut, so loose ends are also
 * tied to the nearest vertex of another line: always when it is very near, and further away when that joins two separate nets.
 */
import { distanceInMeters } from './geometry.ts';
import { createNodeGrid } from './node-grid.ts';

export type RoadLine = readonly (readonly [lon: number, lat: number])[];

export interface RoadSegment {
  from: number;
  to: number;
  length_m: number;
  speed_kmh: number;
}

export interface RoadNet {
  lon: Float64Array;
  lat: Float64Array;
  segments: RoadSegment[];
}

const always_tied_m = 25;
const tied_between_nets_m = 120;

/** The map tells no road kind; long unbroken lines are avenues and ramblas, short ones side streets. */
const speedOfLine = (length_m: number): number => {
  if (length_m > 1200) return 60;
  return length_m > 400 ? 48 : 36;
};

const createUnion = (size: number) => {
  const parent = Uint32Array.from({ length: size }, (_, index) => index);
  const find = (start: number): number => {
    let node = start;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node] ?? node] ?? node;
      node = parent[node] ?? node;
    }
    return node;
  };
  return {
    find,
    join: (a: number, b: number) => {
      parent[find(a)] = find(b);
    },
  };
};

const readLines = (lines: readonly RoadLine[]) => {
  const index_by_position = new Map<string, number>();
  const lon: number[] = [];
  const lat: number[] = [];
  const nodeAt = (point: readonly [number, number]): number => {
    const key = `${point[0]},${point[1]}`;
    let index = index_by_position.get(key);
    if (index === undefined) {
      index = lon.push(point[0]) - 1;
      lat.push(point[1]);
      index_by_position.set(key, index);
    }
    return index;
  };
  const paths = lines.map((line) => line.map(nodeAt).filter((node, position, all) => node !== all[position - 1]));
  return { lon: Float64Array.from(lon), lat: Float64Array.from(lat), paths: paths.filter((path) => path.length > 1) };
};

/** Every node and segment of the lines, loose ends tied; parts that remain separate are kept. */
export const joinRoadLines = (lines: readonly RoadLine[]): RoadNet & { netOf: (node: number) => number } => {
  const { lon, lat, paths } = readLines(lines);
  const length = (a: number, b: number) => distanceInMeters(lon[a] ?? 0, lat[a] ?? 0, lon[b] ?? 0, lat[b] ?? 0);
  const segments: RoadSegment[] = [];
  const union = createUnion(lon.length);
  const degree = new Uint16Array(lon.length);
  const connect = (from: number, to: number, speed_kmh: number) => {
    segments.push({ from, to, length_m: length(from, to), speed_kmh });
    union.join(from, to);
    degree[from] = (degree[from] ?? 0) + 1;
    degree[to] = (degree[to] ?? 0) + 1;
  };
  const pairsOf = (path: number[]) => path.slice(1).map((node, index) => [path[index] ?? node, node] as const);
  for (const path of paths) {
    const speed_kmh = speedOfLine(pairsOf(path).reduce((sum, [a, b]) => sum + length(a, b), 0));
    for (const [a, b] of pairsOf(path)) connect(a, b, speed_kmh);
  }

  const grid = createNodeGrid(lon, lat);
  const ties: { end: number; node: number; distance_m: number }[] = [];
  for (const path of paths) {
    const own = new Set(path);
    for (const end of [path[0] ?? 0, path.at(-1) ?? 0]) {
      if (degree[end] !== 1) continue;
      grid.forEachNear(lon[end] ?? 0, lat[end] ?? 0, tied_between_nets_m, (node, distance_m) => {
        if (!own.has(node)) ties.push({ end, node, distance_m });
      });
    }
  }
  ties.sort((a, b) => a.distance_m - b.distance_m || a.end - b.end || a.node - b.node);
  for (const { end, node, distance_m } of ties) {
    const loose = degree[end] === 1 && distance_m <= always_tied_m;
    if (loose || union.find(end) !== union.find(node)) connect(end, node, 30);
  }
  return { lon, lat, segments, netOf: union.find };
};
