import { type Random, wholeBetween } from './random.ts';
import type { RoadGraph } from './road-graph.ts';

/** A way without a destination, at least `length_m` long: at each node anywhere but back, unless it is a dead end. Costs next to nothing. */
export const wander = (graph: RoadGraph, start: number, length_m: number, random: Random): number[] => {
  const route = [start];
  let before = -1;
  let node = start;
  for (let covered_m = 0; covered_m < length_m; ) {
    const first = graph.first_edge[node] ?? 0;
    const count = (graph.first_edge[node + 1] ?? 0) - first;
    if (count === 0) return route;
    let edge = first + wholeBetween(random, 0, count - 1);
    if (count > 1 && graph.edge_to[edge] === before) edge = first + ((edge - first + 1) % count);
    before = node;
    node = graph.edge_to[edge] ?? node;
    covered_m += graph.edge_length_m[edge] ?? 0;
    route.push(node);
  }
  return route;
};
