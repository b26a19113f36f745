import { distanceInMeters } from './geometry.ts';
import type { RoadGraph } from './road-graph.ts';

/** Finds the quickest way between two nodes; undefined when there is none. The first node is `from`, the last one `to`. */
export type FindRoute = (from: number, to: number) => number[] | undefined;

const top_speed_m_per_s = 60 / 3.6;

/** Smallest key first; keys and nodes in parallel arrays, so that a search allocates nothing per step. */
const createHeap = () => {
  const keys: number[] = [];
  const nodes: number[] = [];
  const swap = (a: number, b: number) => {
    [keys[a], keys[b]] = [keys[b] ?? 0, keys[a] ?? 0];
    [nodes[a], nodes[b]] = [nodes[b] ?? 0, nodes[a] ?? 0];
  };
  const key = (index: number) => keys[index] ?? Number.POSITIVE_INFINITY;
  return {
    clear: () => {
      keys.length = 0;
      nodes.length = 0;
    },
    push: (node: number, priority: number) => {
      keys.push(priority);
      let index = nodes.push(node) - 1;
      while (index > 0 && key((index - 1) >> 1) > key(index)) {
        swap(index, (index - 1) >> 1);
        index = (index - 1) >> 1;
      }
    },
    pop: (): number | undefined => {
      const first = nodes[0];
      const last_key = keys.pop();
      const last_node = nodes.pop();
      if (first === undefined || last_key === undefined || last_node === undefined || nodes.length === 0) return first;
      keys[0] = last_key;
      nodes[0] = last_node;
      for (let index = 0; ; ) {
        const left = 2 * index + 1;
        const child = key(left) <= key(left + 1) ? left : left + 1;
        if (key(child) >= key(index)) return first;
        swap(index, child);
        index = child;
      }
    },
  };
};

/** A* by travel time over one graph. The working arrays are reused: a search stamps the nodes it touches instead of clearing all. */
export const createRouter = (graph: RoadGraph): FindRoute => {
  const size = graph.lon.length;
  const time_s = new Float64Array(size);
  const came_from = new Int32Array(size);
  const touched_in = new Uint32Array(size);
  const settled_in = new Uint32Array(size);
  const heap = createHeap();
  let search = 0;

  /** Looks at everything reachable from a settled node. */
  const expand = (node: number, remaining: (node: number) => number) => {
    const end = graph.first_edge[node + 1] ?? 0;
    for (let edge = graph.first_edge[node] ?? 0; edge < end; edge += 1) {
      const next = graph.edge_to[edge] ?? 0;
      const reached_s = (time_s[node] ?? 0) + ((graph.edge_length_m[edge] ?? 0) * 3.6) / (graph.edge_speed_kmh[edge] ?? 30);
      if (touched_in[next] === search && reached_s >= (time_s[next] ?? 0)) continue;
      touched_in[next] = search;
      time_s[next] = reached_s;
      came_from[next] = node;
      heap.push(next, reached_s + remaining(next));
    }
  };

  const trace = (to: number): number[] => {
    const route: number[] = [];
    for (let at = to; at >= 0; at = came_from[at] ?? -1) route.push(at);
    return route.reverse();
  };

  return (from, to) => {
    search += 1;
    const to_lon = graph.lon[to] ?? 0;
    const to_lat = graph.lat[to] ?? 0;
    const remaining = (node: number) => distanceInMeters(graph.lon[node] ?? 0, graph.lat[node] ?? 0, to_lon, to_lat) / top_speed_m_per_s;
    heap.clear();
    time_s[from] = 0;
    came_from[from] = -1;
    touched_in[from] = search;
    heap.push(from, remaining(from));
    for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
      if (node === to) return trace(to);
      if (settled_in[node] === search) continue;
      settled_in[node] = search;
      expand(node, remaining);
    }
    return undefined;
  };
};
