/** One drive along a route: planned once with the speed allowed at each node, then advanced tick by tick. */
import { bearingInDegrees, turnInDegrees } from './geometry.ts';
import { between, type Random } from './random.ts';
import { degreeOf, type RoadGraph } from './road-graph.ts';

export interface Drivetrain {
  top_speed_kmh: number;
  acceleration_m_per_s2: number;
  braking_m_per_s2: number;
}

export interface Trip {
  nodes: number[];
  length_m: number;
  /** Index of the node reached last. */
  leg: number;
  /** Metres driven beyond that node. */
  offset_m: number;
  speed_m_per_s: number;
  /** Seconds still to wait at a red light. */
  wait_s: number;
  readonly leg_length_m: Float32Array;
  readonly leg_speed_m_per_s: Float32Array;
  /** Fastest at which a node may be passed so that all later bends and stops remain possible. */
  readonly node_speed_m_per_s: Float32Array;
  readonly red_light_s: Float32Array;
}

const share_of_junctions_red = 0.06;

const bendSpeed = (graph: RoadGraph, before: number, node: number, after: number): number => {
  const heading = (a: number, b: number) => bearingInDegrees(graph.lon[a] ?? 0, graph.lat[a] ?? 0, graph.lon[b] ?? 0, graph.lat[b] ?? 0);
  const turn = turnInDegrees(heading(before, node), heading(node, after));
  if (turn > 100) return 8 / 3.6;
  if (turn > 50) return 17 / 3.6;
  return turn > 25 ? 30 / 3.6 : Number.POSITIVE_INFINITY;
};

const findEdge = (graph: RoadGraph, from: number, to: number): number => {
  const end = graph.first_edge[from + 1] ?? 0;
  for (let edge = graph.first_edge[from] ?? 0; edge < end; edge += 1) if (graph.edge_to[edge] === to) return edge;
  throw new RangeError(`No road between nodes ${from} and ${to}`);
};

/** `route` is a list of neighbouring nodes; `haste` scales the speed of the road (a calm driver has less than 1). */
export const planTrip = (graph: RoadGraph, route: number[], drivetrain: Drivetrain, haste: number, random: Random): Trip => {
  const legs = Math.max(0, route.length - 1);
  const leg_length_m = new Float32Array(legs);
  const leg_speed_m_per_s = new Float32Array(legs);
  const node_speed_m_per_s = new Float32Array(route.length);
  const red_light_s = new Float32Array(route.length);
  for (let leg = 0; leg < legs; leg += 1) {
    const edge = findEdge(graph, route[leg] ?? 0, route[leg + 1] ?? 0);
    leg_length_m[leg] = graph.edge_length_m[edge] ?? 0;
    leg_speed_m_per_s[leg] = Math.min((graph.edge_speed_kmh[edge] ?? 30) * haste, drivetrain.top_speed_kmh) / 3.6;
  }
  for (let index = legs - 1; index > 0; index -= 1) {
    const node = route[index] ?? 0;
    if (degreeOf(graph, node) >= 3 && random() < share_of_junctions_red) red_light_s[index] = between(random, 5, 25);
    const bend = red_light_s[index] ? 0 : bendSpeed(graph, route[index - 1] ?? 0, node, route[index + 1] ?? 0);
    const later = node_speed_m_per_s[index + 1] ?? 0;
    const brakable = Math.sqrt(later * later + 2 * drivetrain.braking_m_per_s2 * (leg_length_m[index] ?? 0));
    node_speed_m_per_s[index] = Math.min(bend, brakable);
  }
  const length_m = leg_length_m.reduce((sum, length) => sum + length, 0);
  return {
    nodes: route,
    length_m,
    leg: 0,
    offset_m: 0,
    speed_m_per_s: 0,
    wait_s: 0,
    leg_length_m,
    leg_speed_m_per_s,
    node_speed_m_per_s,
    red_light_s,
  };
};

export const hasArrived = (trip: Trip): boolean => trip.leg >= trip.nodes.length - 1;

/** Drives on for `dt_s` seconds, or brakes to a halt when `go` is false. Returns the metres covered. */
export const advanceTrip = (trip: Trip, dt_s: number, drivetrain: Drivetrain, go: boolean): number => {
  if (trip.wait_s > 0) {
    trip.wait_s -= dt_s;
    return 0;
  }
  const faster = trip.speed_m_per_s + drivetrain.acceleration_m_per_s2 * dt_s;
  const slower = Math.max(0, trip.speed_m_per_s - drivetrain.braking_m_per_s2 * dt_s);
  const remaining_m = (trip.leg_length_m[trip.leg] ?? 0) - trip.offset_m;
  const ahead = trip.node_speed_m_per_s[trip.leg + 1] ?? 0;
  const brakable = Math.sqrt(ahead * ahead + 2 * drivetrain.braking_m_per_s2 * Math.max(0, remaining_m));
  // Walking pace at least, so that the last metres before a stop end in this tick or the next.
  trip.speed_m_per_s = go ? Math.max(1, Math.min(faster, trip.leg_speed_m_per_s[trip.leg] ?? 0, brakable)) : slower;
  let step_m = trip.speed_m_per_s * dt_s;
  let driven_m = 0;
  while (step_m > 0 && !hasArrived(trip)) {
    const left_m = (trip.leg_length_m[trip.leg] ?? 0) - trip.offset_m;
    if (step_m < left_m) {
      trip.offset_m += step_m;
      return driven_m + step_m;
    }
    driven_m += left_m;
    step_m -= left_m;
    trip.leg += 1;
    trip.offset_m = 0;
    const red_s = trip.red_light_s[trip.leg] ?? 0;
    if (red_s > 0) {
      trip.wait_s = red_s;
      trip.speed_m_per_s = 0;
      return driven_m;
    }
  }
  if (hasArrived(trip)) trip.speed_m_per_s = 0;
  return driven_m;
};

/** Where the trip is now. */
export const placeOnTrip = (graph: RoadGraph, trip: Trip): { lon: number; lat: number; heading: number | undefined } => {
  const from = trip.nodes[trip.leg] ?? 0;
  const to = trip.nodes[trip.leg + 1];
  const lon = graph.lon[from] ?? 0;
  const lat = graph.lat[from] ?? 0;
  if (to === undefined) return { lon, lat, heading: undefined };
  const to_lon = graph.lon[to] ?? 0;
  const to_lat = graph.lat[to] ?? 0;
  const length_m = trip.leg_length_m[trip.leg] ?? 0;
  const share = length_m === 0 ? 0 : trip.offset_m / length_m;
  return { lon: lon + (to_lon - lon) * share, lat: lat + (to_lat - lat) * share, heading: bearingInDegrees(lon, lat, to_lon, to_lat) };
};
