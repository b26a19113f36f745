import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createNodeGrid, type NodeGrid } from './node-grid.ts';
import { joinRoadLines, type RoadLine, type RoadNet } from './road-lines.ts';

/**
 * The streets on which everything drives: one connected, undirected net in compact arrays.
 * The edges of node n are `first_edge[n]` up to, not including, `first_edge[n + 1]`.
 */
export interface RoadGraph {
  lon: Float64Array;
  lat: Float64Array;
  first_edge: Uint32Array;
  edge_to: Uint32Array;
  edge_length_m: Float32Array;
  edge_speed_kmh: Uint8Array;
  nearestNode: NodeGrid['nearest'];
  forEachNodeNear: NodeGrid['forEachNear'];
}

export const degreeOf = (graph: RoadGraph, node: number): number => (graph.first_edge[node + 1] ?? 0) - (graph.first_edge[node] ?? 0);

const keepLargestNet = ({ lon, lat, segments, netOf }: ReturnType<typeof joinRoadLines>): RoadNet => {
  const sizes = new Map<number, number>();
  lon.forEach((_, node) => {
    sizes.set(netOf(node), (sizes.get(netOf(node)) ?? 0) + 1);
  });
  const largest = [...sizes].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, 0])[0];
  const kept = [...lon.keys()].filter((node) => netOf(node) === largest);
  const new_index = new Map(kept.map((node, index) => [node, index]));
  return {
    lon: Float64Array.from(kept, (node) => lon[node] ?? 0),
    lat: Float64Array.from(kept, (node) => lat[node] ?? 0),
    segments: segments.flatMap((segment) => {
      const from = new_index.get(segment.from);
      const to = new_index.get(segment.to);
      return from === undefined || to === undefined ? [] : [{ ...segment, from, to }];
    }),
  };
};

/** Builds the graph of the largest connected part of the given lines. */
export const createRoadGraph = (lines: readonly RoadLine[]): RoadGraph => {
  const { lon, lat, segments } = keepLargestNet(joinRoadLines(lines));
  const first_edge = new Uint32Array(lon.length + 1);
  for (const { from, to } of segments) {
    first_edge[from + 1] = (first_edge[from + 1] ?? 0) + 1;
    first_edge[to + 1] = (first_edge[to + 1] ?? 0) + 1;
  }
  for (let node = 0; node < lon.length; node += 1) first_edge[node + 1] = (first_edge[node + 1] ?? 0) + (first_edge[node] ?? 0);
  const edge_to = new Uint32Array(segments.length * 2);
  const edge_length_m = new Float32Array(segments.length * 2);
  const edge_speed_kmh = new Uint8Array(segments.length * 2);
  const next_free = first_edge.slice();
  const addEdge = (from: number, to: number, length_m: number, speed_kmh: number) => {
    const edge = next_free[from] ?? 0;
    next_free[from] = edge + 1;
    edge_to[edge] = to;
    edge_length_m[edge] = length_m;
    edge_speed_kmh[edge] = speed_kmh;
  };
  for (const { from, to, length_m, speed_kmh } of segments) {
    addEdge(from, to, length_m, speed_kmh);
    addEdge(to, from, length_m, speed_kmh);
  }
  const grid = createNodeGrid(lon, lat);
  return { lon, lat, first_edge, edge_to, edge_length_m, edge_speed_kmh, nearestNode: grid.nearest, forEachNodeNear: grid.forEachNear };
};

const RoadLines = z.array(z.array(z.tuple([z.number(), z.number()])));
let montevideo: RoadGraph | undefined;

/** The streets of Montevideo, read once per process. */
export const loadMontevideo = (): RoadGraph => {
  montevideo ??= createRoadGraph(RoadLines.parse(JSON.parse(readFileSync(new URL('../montevideo-roads.json', import.meta.url), 'utf8'))));
  return montevideo;
};
