/**
 * Who is inside the geofences of one fleet, and the events of going in and out, made from its log. Of positions the newest counts; those that come late
 * change nothing. What is no movement is told to nobody: the first position of a vehicle, and a geofence that is new, drawn anew or watches others.
 */
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Position, VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import type { EventRow } from '#server/store/events.ts';
import {
  deleteVisit,
  deleteVisitsOfGeofence,
  forgetVehicle,
  insertSeenVehicles,
  listGeofences,
  listSeenVehicles,
  listVisits,
  listWatchedVehicles,
  settleGeofence,
  upsertVisit,
  type WatchedVehicle,
} from '#server/store/geofences.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';
import type { Effect, Follower } from '../log-consumer.ts';
import { type Fence, fenceOf, firstVisit, heedPosition, isOutside, type Visit, type Watched, watches } from './watch.ts';

interface Known extends Watched {
  visits: Map<string, Visit>;
  /** The last position, and the last one that the log told. */
  place?: Place | undefined;
  heard?: Place | undefined;
  /** By geofence: positions up to this time count no more, since a later one was looked up when the geofence was settled. */
  as_of: Map<string, string>;
}

interface Place {
  position: Position;
  at: string;
}

const watchedOf = ({ tags, master_data: { brand, vehicle_type } }: Vehicle): Watched => ({
  tags,
  brand: brand ?? null,
  vehicle_type: vehicle_type ?? null,
});

const placeOf = ({ data }: EventRow): Place | undefined => {
  if (!data.includes('"position"')) return undefined;
  const record = parseStateRecord(data);
  const position = record?.s.position as Position | undefined;
  return record && position && !record.late ? { at: record.at?.position ?? record.t, position } : undefined;
};

const isSamePlace = (a: Place | undefined, b: Place): boolean => a?.position.lat === b.position.lat && a.position.lon === b.position.lon;
/** Of a doubt, a second report from the same place is a second word. */
const isInDoubt = ({ visits }: Known): boolean => [...visits.values()].some(({ doubted_at }) => doubted_at !== null);

const unknown = () => ({ visits: new Map<string, Visit>(), as_of: new Map<string, string>() });

const knownOf = ({ tags, brand, vehicle_type, state }: WatchedVehicle): Known => {
  const { position } = JSON.parse(state) as VehicleState;
  const place = position && { position: position.value, at: position.timestamp };
  return { tags: JSON.parse(tags), brand, vehicle_type, ...unknown(), place };
};

const sameList = (fences: readonly Fence[], marks: string) => marksOf(fences.map(({ row }) => row)) === marks;
export const marksOf = (rows: readonly { id: string; revision: number; settled: number }[]): string =>
  rows.map(({ id, revision, settled }) => `${id} ${revision} ${settled}`).join();

export const followGeofences = async (app: App, fleet_id: string, marks: () => string): Promise<Follower> => {
  const { read } = app.db;
  let fences: Fence[] = [];
  const seen = new Set(await listSeenVehicles(read, fleet_id));
  const vehicles = new Map((await listWatchedVehicles(read, fleet_id)).map((row) => [row.id, knownOf(row)]));
  for (const { vehicle_id, geofence_id, inside, since, doubted_at } of await listVisits(read, fleet_id))
    vehicles.get(vehicle_id)?.visits.set(geofence_id, { inside: inside === 1, since, doubted_at });

  const keep = (effects: Effect[], vehicle_id: string, known: Known, geofence_id: string, visit: Visit | undefined) => {
    if (isOutside(visit) || !visit) {
      if (!known.visits.delete(geofence_id)) return;
      effects.push((tx) => deleteVisit(tx, geofence_id, vehicle_id));
      return;
    }
    known.visits.set(geofence_id, visit);
    const { inside, since, doubted_at } = visit;
    effects.push((tx) => upsertVisit(tx, { geofence_id, vehicle_id, fleet_id, inside: inside ? 1 : 0, since, doubted_at }));
  };

  /** Who is inside as far as is known, the log left aside. */
  const lookUp = (effects: Effect[], vehicle_id: string, known: Known, fence: Fence) => {
    const { place } = known;
    if (place) known.as_of.set(fence.row.id, place.at);
    const visit = place && watches(fence, known) ? firstVisit(fence, place.position, place.at) : undefined;
    keep(effects, vehicle_id, known, fence.row.id, visit);
  };

  const settle = (effects: Effect[], fence: Fence) => {
    const { row } = fence;
    for (const known of vehicles.values()) known.visits.delete(row.id);
    effects.push(async (tx) => {
      if (!(await settleGeofence(tx, row))) throw new Error('The geofence was changed meanwhile.');
      await deleteVisitsOfGeofence(tx, row.id);
    });
    for (const [vehicle_id, known] of vehicles) lookUp(effects, vehicle_id, known, fence);
    const placed = [...vehicles].filter(([vehicle_id, { place }]) => place && !seen.has(vehicle_id)).map(([vehicle_id]) => vehicle_id);
    see(effects, placed);
    fence.row = { ...row, settled: 1 };
  };

  const see = (effects: Effect[], vehicle_ids: readonly string[]) => {
    for (const vehicle_id of vehicle_ids) seen.add(vehicle_id);
    effects.push((tx) => insertSeenVehicles(tx, fleet_id, vehicle_ids));
  };

  const judge = (effects: Effect[], row: EventRow, fence: Fence, known: Known, { position, at }: Place) => {
    const { vehicle_id, flow_id } = row;
    const { id, name } = fence.row;
    if (at <= (known.as_of.get(id) ?? '') || !watches(fence, known)) return;
    const before = known.visits.get(id);
    const visit = heedPosition(fence, before, position, at);
    if (visit === before) return;
    keep(effects, vehicle_id, known, id, visit);
    if ((before?.inside ?? false) === (visit?.inside ?? false)) return;
    const type = visit?.inside ? ('GeofenceEntered' as const) : ('GeofenceLeft' as const);
    const data = { vehicle_id, fleet_id, geofence: { id, name }, position };
    effects.push(async (_tx, emit) => emit({ fleet_id, type, vehicle_id, occurred_at: at, flow_id, data, partner_data: null }));
  };

  const heed = (effects: Effect[], row: EventRow, place: Place) => {
    const { vehicle_id } = row;
    const known = vehicles.get(vehicle_id);
    if (!known || (known.heard && place.at <= known.heard.at)) return;
    const rests = isSamePlace(known.heard, place) && !isInDoubt(known);
    known.heard = place;
    if (!known.place || place.at > known.place.at) known.place = place;
    if (!seen.has(vehicle_id)) {
      see(effects, [vehicle_id]);
      for (const fence of fences) lookUp(effects, vehicle_id, known, fence);
      return;
    }
    // Where it was it still is.
    if (!rests) for (const fence of fences) judge(effects, row, fence, known, place);
  };

  /** Other tags may bring a vehicle under a geofence, or take it away. */
  const learn = (effects: Effect[], vehicle_id: string, watched: Watched) => {
    const former = vehicles.get(vehicle_id);
    const known: Known = { ...(former ?? unknown()), ...watched };
    vehicles.set(vehicle_id, known);
    for (const fence of fences)
      if ((former !== undefined && watches(fence, former)) !== watches(fence, known)) lookUp(effects, vehicle_id, known, fence);
  };

  const forget = (effects: Effect[], vehicle_id: string) => {
    vehicles.delete(vehicle_id);
    seen.delete(vehicle_id);
    effects.push((tx) => forgetVehicle(tx, fleet_id, vehicle_id));
  };

  const take = (effects: Effect[], row: EventRow) => {
    if (row.type === 'VehicleRemoved') return forget(effects, row.vehicle_id);
    if (row.type === 'VehicleStateRecorded') {
      const told = placeOf(row);
      return told && heed(effects, row, told);
    }
    const { vehicle }: { vehicle?: Vehicle } = JSON.parse(row.data);
    if (vehicle) learn(effects, row.vehicle_id, watchedOf(vehicle));
  };

  return {
    look: async (rows) => {
      const effects: Effect[] = [];
      const current = marks();
      if (!sameList(fences, current)) fences = (await listGeofences(read, fleet_id)).map(fenceOf);
      for (const fence of fences) if (fence.row.settled === 0) settle(effects, fence);
      for (const row of rows) take(effects, row);
      if (effects.length === 0) return undefined;
      return async (tx, emit) => {
        for (const effect of effects) await effect(tx, emit);
      };
    },
  };
};
