import type { Activity } from '#lib/display/vehicle-status.ts';
import type { FleetRow } from './fleet-row.ts';

/** A vehicle as a map needs it; it has a place. */
export interface FleetPoint {
  id: string;
  label: string;
  lat: number;
  lon: number;
  status: Activity;
  low: boolean;
  heading: number | undefined;
  speed: number | undefined;
  position_at: string | undefined;
}

/** Points by row: a row that did not change has the same point, so that what compares points finds nothing to do. */
const points = new WeakMap<FleetRow, FleetPoint>();

/** Undefined for a vehicle that never told where it is. */
export const pointOf = (row: FleetRow): FleetPoint | undefined => {
  if (row.lat === null || row.lon === null) return undefined;
  const known = points.get(row);
  if (known) return known;
  const point: FleetPoint = {
    id: row.id,
    label: row.label,
    lat: row.lat,
    lon: row.lon,
    status: row.activity,
    low: row.low,
    heading: row.heading ?? undefined,
    speed: row.speed ?? undefined,
    position_at: row.position_at ?? undefined,
  };
  points.set(row, point);
  return point;
};
