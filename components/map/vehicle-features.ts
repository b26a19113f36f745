import type { FeatureProperties, PointState } from './feature-update.ts';
import type { MapPoint } from './map-source.ts';
import { markerKey } from './marker-images.ts';
import { positionAge, shortAge, stale_opacity, staleLevel } from './staleness.ts';

/** Headings closer than this look the same; fewer steps mean fewer updates, and from afar coarser ones do. */
const heading_steps_deg = { overview: 15, near: 5 } as const;

const roundHeading = (point: MapPoint, step_deg: number) =>
  point.status === 'moving' && point.heading !== undefined ? (Math.round(point.heading / step_deg) * step_deg) % 360 : 0;

const markProperties = (point: MapPoint, now_ms: number, step_deg: number): FeatureProperties => ({
  status: point.status,
  icon: markerKey(point.status, point.heading !== undefined),
  heading: roundHeading(point, step_deg),
  opacity: stale_opacity[staleLevel(point, now_ms)],
  low: point.low ? 1 : 0,
});

/** A vehicle in the clustered source. */
export const overviewState = (point: MapPoint, now_ms: number): PointState => ({
  lon: point.lon,
  lat: point.lat,
  properties: markProperties(point, now_ms, heading_steps_deg.overview),
});

/** A vehicle near by, with its name; a stale position says its age. */
export const namedState = (point: MapPoint, now_ms: number, language: string): PointState => {
  const age_ms = staleLevel(point, now_ms) > 0 ? positionAge(point, now_ms) : undefined;
  return {
    lon: point.lon,
    lat: point.lat,
    properties: {
      ...markProperties(point, now_ms, heading_steps_deg.near),
      name: age_ms === undefined ? point.label : `${point.label}\n${shortAge(age_ms, language)}`,
      count: 0,
    },
  };
};
