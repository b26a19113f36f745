import { describe, expect, it } from 'vitest';
import { distanceInMeters } from './geometry.ts';
import { createRandom, wholeBetween } from './random.ts';
import { createRoadGraph, degreeOf, loadMontevideo, type RoadGraph } from './road-graph.ts';
import type { RoadLine } from './road-lines.ts';
import { createRouter } from './route.ts';
import { wander } from './wander.ts';

const neighbours = (graph: RoadGraph, node: number) => [
  ...graph.edge_to.subarray(graph.first_edge[node] ?? 0, graph.first_edge[node + 1] ?? 0),
];
const isRoute = (graph: RoadGraph, route: number[]) =>
  route.every((node, index) => index === 0 || neighbours(graph, route[index - 1] ?? -1).includes(node));

const tenth = 0.001;
const square: RoadLine[] = [
  [
    [0, 0],
    [tenth, 0],
    [2 * tenth, 0],
  ],
  [
    [2 * tenth, 0],
    [2 * tenth, tenth],
  ],
  [
    [0, 0],
    [0, 5 * tenth],
    [2 * tenth, 5 * tenth],
    [2 * tenth, tenth],
  ],
];

describe('road graph', () => {
  it('joins lines where they share a point', () => {
    const graph = createRoadGraph(square);
    expect(graph.lon).toHaveLength(6);
    expect([...graph.lon.keys()].map((node) => degreeOf(graph, node))).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('ties a loose end over a small gap and drops what stays apart', () => {
    const gap: RoadLine[] = [
      ...square,
      [
        [2.2 * tenth, 0],
        [3 * tenth, 0],
      ],
      [
        [50 * tenth, 0],
        [51 * tenth, 0],
      ],
    ];
    const graph = createRoadGraph(gap);
    expect(graph.lon).toHaveLength(8);
    expect(Math.max(...graph.lon)).toBeCloseTo(3 * tenth);
  });

  it('finds the nearest node, also from far outside', () => {
    const graph = loadMontevideo();
    const random = createRandom(3);
    for (let round = 0; round < 20; round += 1) {
      const lon = -56.3 + 0.3 * random();
      const lat = -34.93 + 0.2 * random();
      const distance = (node: number) => distanceInMeters(lon, lat, graph.lon[node] ?? 0, graph.lat[node] ?? 0);
      const least = [...graph.lon.keys()].reduce((best, node) => Math.min(best, distance(node)), Number.POSITIVE_INFINITY);
      expect(distance(graph.nearestNode(lon, lat))).toBeCloseTo(least, 3);
    }
  });

  it('covers most of the city as one net', () => {
    const graph = loadMontevideo();
    expect(graph.lon.length).toBeGreaterThan(18_000);
    const reached = new Set([0]);
    const open = [0];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const next of neighbours(graph, node)) {
        if (!reached.has(next)) open.push(next);
        reached.add(next);
      }
    }
    expect(reached.size).toBe(graph.lon.length);
  });
});

describe('routes', () => {
  it('takes the short side', () => {
    const graph = createRoadGraph(square);
    const findRoute = createRouter(graph);
    const route = findRoute(graph.nearestNode(0, 0), graph.nearestNode(2 * tenth, tenth));
    expect(route?.map((node) => graph.lon[node])).toEqual([0, tenth, 2 * tenth, 2 * tenth]);
  });

  it('runs along roads from start to end, search after search', () => {
    const graph = loadMontevideo();
    const findRoute = createRouter(graph);
    const random = createRandom(1);
    for (let round = 0; round < 25; round += 1) {
      const from = wholeBetween(random, 0, graph.lon.length - 1);
      const to = wholeBetween(random, 0, graph.lon.length - 1);
      const route = findRoute(from, to) ?? [];
      expect(route[0]).toBe(from);
      expect(route.at(-1)).toBe(to);
      expect(isRoute(graph, route)).toBe(true);
    }
  });

  it('wanders along roads for at least the wanted length', () => {
    const graph = loadMontevideo();
    const route = wander(graph, 17, 2000, createRandom(5));
    expect(isRoute(graph, route)).toBe(true);
    expect(route.length).toBeGreaterThan(10);
  });
});
