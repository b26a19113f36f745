/**
 * Places with a border. A polygon's edges are straight in longitude and latitude, as GeoJSON has them, and take the shorter way round the globe, so a ring
 * may cross the antimeridian as it stands; around a pole only a circle can lie. What is exactly on the border is inside.
 */
import { distanceInMeters, earth_radius_in_meters } from './distance.ts';
import type { Position } from './vehicle-state.ts';

export interface CircleShape {
  type: 'CIRCLE';
  center: Position;
  radius_in_meters: number;
}

/** GeoJSON: one closed ring of [longitude, latitude], in either direction. */
export interface PolygonShape {
  type: 'Polygon';
  coordinates: [number, number][][];
}

export type GeofenceShape = CircleShape | PolygonShape;

export const shortest_radius_in_meters = 10;
export const longest_radius_in_meters = 500_000;
export const most_corners = 500;
/** Degrees, either way. */
const widest = 90;
/** Positions are told to a ten-millionth of a degree at best, about a centimetre. */
const on_border_degrees = 1e-9;

export type RingFault = 'not_closed' | 'too_few' | 'repeated' | 'too_wide' | 'around_pole' | 'self_intersection' | 'no_area';

type Point = [number, number];

/** By whole turns, into [-180, 180). */
const shorterWay = (degrees: number): number => degrees - 360 * Math.floor((degrees + 180) / 360);

/** The ring without its last point, its longitudes continuous: they may leave [-180, 180]. */
const unwrapRing = (ring: readonly Point[]): Point[] => {
  const points: Point[] = [];
  for (const [lon, lat] of ring.slice(0, -1)) {
    const before = points.at(-1);
    points.push([before ? before[0] + shorterWay(lon - before[0]) : lon, lat]);
  }
  return points;
};

const edgesOf = (points: readonly Point[]): [Point, Point][] =>
  points.map((point, index) => [point, points[(index + 1) % points.length] ?? point]);

const cross = (a: Point, b: Point, c: Point): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const isBetween = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]);

/** Whether two segments have a point in common, ends included. */
const meet = ([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean => {
  const [abc, abd, cda, cdb] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)];
  if (Math.sign(abc) * Math.sign(abd) < 0 && Math.sign(cda) * Math.sign(cdb) < 0) return true;
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  );
};

/** Neighbours share a corner, and may not go back over each other. */
const crossesItself = (edges: readonly [Point, Point][]): boolean =>
  edges.some((edge, i) =>
    edges.some((other, j) => {
      if (j <= i) return false;
      if (j === i + 1) return cross(edge[0], edge[1], other[1]) === 0 && isBackwards(edge, other);
      if (i === 0 && j === edges.length - 1) return cross(other[0], other[1], edge[1]) === 0 && isBackwards(other, edge);
      return meet(edge, other);
    }),
  );
const isBackwards = ([a, b]: [Point, Point], [, c]: [Point, Point]): boolean =>
  (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;

/** What keeps a ring from being the border of a place; undefined: nothing. */
export const ringFault = (ring: readonly Point[]): RingFault | undefined => {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return 'not_closed';
  const points = unwrapRing(ring);
  if (points.length < 3) return 'too_few';
  const edges = edgesOf(points);
  const [start, end] = [points[0], points.at(-1)];
  if (start && end && Math.abs(end[0] + shorterWay(start[0] - end[0]) - start[0]) > 1) return 'around_pole';
  if (edges.some(([a, b]) => a[0] === b[0] && a[1] === b[1])) return 'repeated';
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  if (Math.max(...lons) - Math.min(...lons) > widest || Math.max(...lats) - Math.min(...lats) > widest) return 'too_wide';
  if (points.every((point) => cross(points[0] ?? point, points[1] ?? point, point) === 0)) return 'no_area';
  return crossesItself(edges) ? 'self_intersection' : undefined;
};

/** A shape made ready for many questions. */
export interface Place {
  /** The shape lies within: latitudes, and longitudes that may leave [-180, 180]. All longitudes where a circle holds a pole. */
  box: { min_lat: number; max_lat: number; min_lon: number; max_lon: number };
  contains(position: Position): boolean;
  /** Metres from the position to the nearest point of the border. */
  borderDistance(position: Position): number;
}

const meters_per_degree = (Math.PI * earth_radius_in_meters) / 180;

const circlePlace = ({ center, radius_in_meters }: CircleShape): Place => {
  const height = radius_in_meters / meters_per_degree;
  const [min_lat, max_lat] = [center.lat - height, center.lat + height];
  const holds_pole = max_lat >= 90 || min_lat <= -90;
  // The circle is widest where it is nearer to the pole than its centre.
  const half = Math.asin(Math.min(1, Math.sin((height * Math.PI) / 180) / Math.cos((center.lat * Math.PI) / 180)));
  const width = holds_pole ? 180 : (half * 180) / Math.PI;
  return {
    box: { min_lat, max_lat, min_lon: center.lon - width, max_lon: center.lon + width },
    contains: (position) => distanceInMeters(center, position) <= radius_in_meters,
    borderDistance: (position) => Math.abs(distanceInMeters(center, position) - radius_in_meters),
  };
};

/** Degrees from the point to the segment, with longitudes drawn together by `scale`. */
const degreesToSegment = ([x, y]: Point, [a, b]: [Point, Point], scale: number): number => {
  const [ax, ay, bx, by] = [(a[0] - x) * scale, a[1] - y, (b[0] - x) * scale, b[1] - y];
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
  return Math.hypot(ax + along * dx, ay + along * dy);
};

const polygonPlace = ({ coordinates }: PolygonShape): Place => {
  const points = unwrapRing(coordinates[0] ?? []);
  const edges = edgesOf(points);
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const box = { min_lat: Math.min(...lats), max_lat: Math.max(...lats), min_lon: Math.min(...lons), max_lon: Math.max(...lons) };
  const middle = (box.min_lon + box.max_lon) / 2;
  const placed = ({ lat, lon }: Position): Point => [middle + shorterWay(lon - middle), lat];
  const contains = (position: Position): boolean => {
    const point = placed(position);
    if (edges.some((edge) => degreesToSegment(point, edge, 1) <= on_border_degrees)) return true;
    const [x, y] = point;
    return edges.filter(([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)).length % 2 === 1;
  };
  const borderDistance = (position: Position): number => {
    const scale = Math.cos((position.lat * Math.PI) / 180);
    const point = placed(position);
    return Math.min(...edges.map((edge) => degreesToSegment(point, edge, scale))) * meters_per_degree;
  };
  return { box, contains, borderDistance };
};

export const placeOf = (shape: GeofenceShape): Place => (shape.type === 'CIRCLE' ? circlePlace(shape) : polygonPlace(shape));

/** Whether the position may lie in the box, drawn out by some degrees: what is outside of it is far outside of the shape. */
export const isNear = ({ box }: Place, { lat, lon }: Position, margin_degrees = 0): boolean => {
  if (lat < box.min_lat - margin_degrees || lat > box.max_lat + margin_degrees) return false;
  const half = (box.max_lon - box.min_lon) / 2 + margin_degrees;
  return Math.abs(shorterWay(lon - (box.min_lon + box.max_lon) / 2)) <= half || half >= 180;
};
