import { isNear, type Place, placeOf } from '#lib/domain/geofence.ts';
import type { GeofenceVehicles } from '#lib/domain/geofence-schema.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import type { GeofenceRow } from '#server/store/geofences.ts';

/** A geofence made ready for many positions. */
export interface Fence {
  row: GeofenceRow;
  place: Place;
  filter: GeofenceVehicles | undefined;
}

/** What of a vehicle decides which geofences watch it. */
export interface Watched {
  tags: readonly string[];
  brand: string | null;
  vehicle_type: string | null;
}

/** What is known of a vehicle and a geofence; a vehicle that is not inside and not in doubt has none. */
export interface Visit {
  inside: boolean;
  since: string;
  doubted_at: string | null;
}

export const fenceOf = (row: GeofenceRow): Fence => ({
  row,
  place: placeOf(JSON.parse(row.shape)),
  filter: row.vehicle_filter === null ? undefined : JSON.parse(row.vehicle_filter),
});

export const watches = ({ filter }: Fence, { tags, brand, vehicle_type }: Watched): boolean => {
  if (!filter) return true;
  const make = brand?.toLowerCase();
  return (
    (filter.tags ?? []).every((tag) => tags.includes(tag)) &&
    (!filter.brand?.length || filter.brand.some((name) => name.toLowerCase() === make)) &&
    (!filter.vehicle_type?.length || filter.vehicle_type.some((type) => type === vehicle_type))
  );
};

/** Positions waver: one that is this far from the border is believed, a nearer one only when the next says the same. */
export const border_margin_in_meters = 30;

const nothing: Visit = { inside: false, since: '', doubted_at: null };

/** The visit after a position; the same object when nothing has changed. */
export const heedPosition = ({ place }: Fence, visit: Visit | undefined, position: Position, at: string): Visit | undefined => {
  const before = visit ?? nothing;
  const inside = isNear(place, position) && place.contains(position);
  if (inside === before.inside) return before.doubted_at === null ? visit : { ...before, doubted_at: null };
  const told_twice = before.doubted_at !== null && at > before.doubted_at;
  if (!told_twice && place.borderDistance(position) < border_margin_in_meters)
    return before.doubted_at === null ? { ...before, doubted_at: at } : visit;
  return { inside, since: at, doubted_at: null };
};

/** The visit of a position that is no movement: the first one of a vehicle, or of a new geofence. */
export const firstVisit = ({ place }: Fence, position: Position, at: string): Visit | undefined =>
  isNear(place, position) && place.contains(position) ? { inside: true, since: at, doubted_at: null } : undefined;

/** Nothing to remember. */
export const isOutside = (visit: Visit | undefined): boolean => !visit || (!visit.inside && visit.doubted_at === null);
