/**
 * Trips of one fleet, made from its log. A trip is open from the first value of the trigger that says on to the first that says off; values count in the
 * order of the log, and those that come late do not count, so trips of a vehicle never overlap and none ends before it began.
 */
import { shortest_trip_ms } from '#lib/domain/trip.ts';
import type { Stamped, VehicleState } from '#lib/domain/vehicle-state.ts';
import { type App, nowAt } from '#server/app.ts';
import { newFlowId, newId } from '#server/ids.ts';
import type { EventRow } from '#server/store/events.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import {
  findLastTripEnd,
  findTripRules,
  insertTrip,
  listOpenTrips,
  type TripRow,
  updateTrip,
  upsertTripRules,
} from '#server/store/trips.ts';
import { foldRecord, parseStateRecord, readStateBefore } from '#server/streams/state-history.ts';
import type { Effect, Follower } from '../log-consumer.ts';
import { tellTrip } from './tell-trip.ts';
import { measuredState } from './trip-metrics.ts';
import { type TripSignal, type TripTrigger, tripSignal } from './trip-signal.ts';

/** What a unit held back while it drove mostly comes within this; then the metrics are made, well within the minute that is promised. */
export const settling_ms = 20_000;

const upTo = <T>(stamped: Stamped<T> | undefined, at: string): T | undefined =>
  stamped && stamped.timestamp <= at ? stamped.value : undefined;

const unmeasured = { metrics_due_at: null, distance: null, max_speed: null, energy_used: null };

const beginTrip = (
  { fleet_id, vehicle_id, sequence, flow_id }: EventRow,
  trip_trigger: string,
  started_at: string,
  state: VehicleState,
): TripRow => {
  const position = upTo(state.position, started_at);
  return {
    id: newId(),
    fleet_id,
    vehicle_id,
    trip_trigger,
    status: 'OPEN',
    started_at,
    ended_at: null,
    start_lat: position?.lat ?? null,
    start_lon: position?.lon ?? null,
    end_lat: null,
    end_lon: null,
    start_state: JSON.stringify(measuredState(state)),
    start_sequence: sequence,
    end_sequence: null,
    flow_id,
    ...unmeasured,
  };
};

/** What ended it: an event of the log, or none. */
interface Cause {
  at: string;
  flow_id: string;
  sequence: number | null;
  state?: VehicleState;
}

const endTrip = (trip: TripRow, { at, flow_id, sequence, state }: Cause, now_ms: number) => {
  const ended_at = at > trip.started_at ? at : trip.started_at;
  const discarded = Date.parse(ended_at) - Date.parse(trip.started_at) < shortest_trip_ms;
  const position = upTo(state?.position, ended_at);
  return {
    ended_at,
    end_sequence: sequence,
    flow_id,
    end_lat: position?.lat ?? null,
    end_lon: position?.lon ?? null,
    status: discarded ? 'DISCARDED' : 'ENDED',
    metrics_due_at: discarded ? null : new Date(now_ms + settling_ms).toISOString(),
  };
};

export const followTrips = async (app: App, fleet_id: string): Promise<Follower> => {
  const { read } = app.db;
  const open = new Map((await listOpenTrips(read, fleet_id)).map((trip) => [trip.vehicle_id, trip]));
  const last_ends = new Map<string, string | undefined>();
  let rules = await findTripRules(read, fleet_id);
  let known_settings: string | undefined;

  /** The vehicle's state with what the event itself tells. */
  const stateAt = async (row: EventRow): Promise<VehicleState> => {
    const before = await readStateBefore(read, row);
    const record = row.type === 'VehicleStateRecorded' ? parseStateRecord(row.data) : undefined;
    return record ? foldRecord(before, record) : before;
  };

  /** Whole records repeat old values, and a value that began a trip may stand long after something else ended it. */
  const mayBegin = async (vehicle_id: string, at: string): Promise<boolean> => {
    if (rules && at < rules.since) return false;
    if (!last_ends.has(vehicle_id)) last_ends.set(vehicle_id, await findLastTripEnd(read, fleet_id, vehicle_id));
    const last_end = last_ends.get(vehicle_id);
    return last_end === undefined || at >= last_end;
  };

  const close = (effects: Effect[], trip: TripRow, cause: Cause) => {
    const end = endTrip(trip, cause, app.clock());
    open.delete(trip.vehicle_id);
    last_ends.set(trip.vehicle_id, end.ended_at);
    effects.push(async (tx, emit) => {
      // Gone with its vehicle, if not there.
      const stored = await updateTrip(tx, trip.id, 'OPEN', end);
      if (stored) tellTrip(emit, end.status === 'DISCARDED' ? 'TripDiscarded' : 'TripEnded', stored);
    });
  };

  const heed = async (effects: Effect[], row: EventRow, trigger: TripTrigger, { at, kind }: TripSignal) => {
    const trip = open.get(row.vehicle_id);
    const { flow_id, sequence } = row;
    if (trip && kind !== 'ON') return close(effects, trip, { at, flow_id, sequence, state: await stateAt(row) });
    if (trip || kind !== 'ON' || !(await mayBegin(row.vehicle_id, at))) return;
    const begun = beginTrip(row, trigger, at, await stateAt(row));
    open.set(row.vehicle_id, begun);
    effects.push(async (tx, emit) => {
      await insertTrip(tx, begun);
      tellTrip(emit, 'TripStarted', begun);
    });
  };

  const changeRules = (effects: Effect[], trip_trigger: TripTrigger) => {
    const now = nowAt(app);
    const next = { fleet_id, trip_trigger, since: rules ? now : '' };
    for (const trip of [...open.values()]) close(effects, trip, { at: now, flow_id: newFlowId(), sequence: null });
    effects.push((tx) => upsertTripRules(tx, next));
    rules = next;
  };

  return {
    look: async (rows, settings) => {
      const effects: Effect[] = [];
      if (settings !== known_settings) {
        known_settings = settings;
        const { trip_trigger } = readFleetRules(settings);
        if (rules?.trip_trigger !== trip_trigger) changeRules(effects, trip_trigger);
      }
      const trigger = (rules?.trip_trigger ?? 'DRIVING_ENABLED') as TripTrigger;
      for (const row of rows) {
        const signal = tripSignal(row, trigger);
        if (signal) await heed(effects, row, trigger, signal);
      }
      if (effects.length === 0) return undefined;
      return async (tx, emit) => {
        for (const effect of effects) await effect(tx, emit);
      };
    },
  };
};
