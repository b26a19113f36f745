import { toStateRecord } from '#lib/domain/state-record.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { NewEvent } from '#server/store/write.ts';
import { deriveEvents } from './derive-events.ts';
import type { KnownVehicle } from './known-vehicles.ts';
import { future_limit_ms, mergeState } from './merge-state.ts';

/** A state event in this many holds the whole state, so that the state of any moment needs few rows. */
const full_every = 50;
/** And one a day, however rarely the vehicle speaks: the log forgets by age, and must not forget the last whole state first. */
const full_every_ms = 86_400_000;

export interface Applied {
  vehicle: KnownVehicle;
  events: NewEvent[];
  dropped: number;
  /** Something of it is not newer than what was known, so the log may have it already. */
  may_be_repeat: boolean;
}

const laterOf = (a: string | null, b: string | null) => (b !== null && (a === null || b > a) ? b : a);

/** Units tell whole seconds, so what was measured in the second of the attachment counts as later. */
const isOfVehicle = (vehicle: KnownVehicle, measured_at: string): boolean => measured_at.slice(0, 19) >= vehicle.attached_at.slice(0, 19);

/** The report without what the unit measured before it served this vehicle, and how much that was. */
const sinceAttached = (vehicle: KnownVehicle, reported: VehicleState): { own: VehicleState; foreign: number } => {
  const entries = Object.entries(reported);
  const own = entries.filter(([, { timestamp }]) => isOfVehicle(vehicle, timestamp));
  return own.length === entries.length
    ? { own: reported, foreign: 0 }
    : { own: Object.fromEntries(own) as VehicleState, foreign: entries.length - own.length };
};

/** When the vehicle is known to have spoken; a clock from the future speaks now. */
const contactOf = (vehicle: KnownVehicle, report: StateReport, now_ms: number): string | null => {
  if (!report.contact_at || !isOfVehicle(vehicle, report.contact_at)) return null;
  return Date.parse(report.contact_at) > now_ms + future_limit_ms ? report.received_at : report.contact_at;
};

/** Another expectation is told when it differs by more than this share. */
const telling_share = 0.1;

/**
 * One report on one vehicle: the vehicle after it, and what is to be told. Pure. `expect`: seconds until the next report of a vehicle in this state,
 * told with whole records and when it changes.
 */
export const applyReport = (
  vehicle: KnownVehicle,
  report: StateReport,
  now_ms: number,
  flow_id: string,
  expect: (vehicle: KnownVehicle, state: VehicleState) => number | undefined = () => undefined,
): Applied => {
  const { fleet_id, vehicle_id } = vehicle;
  const { own, foreign } = sinceAttached(vehicle, report.properties);
  const { state, fresh, late, changes, dropped, tied } = mergeState(vehicle.state, own, vehicle.capable, now_ms);
  const events: NewEvent[] = [];
  let { events_since_full, full_at } = vehicle;
  let { told_interval_seconds } = vehicle;
  const toTell = (full: boolean): number | undefined => {
    const seconds = expect(vehicle, state);
    if (seconds === undefined) return undefined;
    const told = told_interval_seconds;
    if (!full && told !== undefined && Math.abs(seconds - told) <= told * telling_share) return undefined;
    told_interval_seconds = seconds;
    return seconds;
  };
  const record = (values: typeof fresh, marks: Parameters<typeof toStateRecord>[1]) => {
    const data = toStateRecord(values, marks);
    events.push({ fleet_id, type: 'VehicleStateRecorded', vehicle_id, occurred_at: data.t, flow_id, data });
  };
  if (Object.keys(fresh).length > 0) {
    const by_count = events_since_full === 0 || events_since_full >= full_every;
    const full = by_count || full_at === null || now_ms - Date.parse(full_at) >= full_every_ms;
    record(full ? state : fresh, { full, expected: toTell(full) });
    events_since_full = full ? 1 : events_since_full + 1;
    if (full) full_at = new Date(now_ms).toISOString();
  }
  const is_late = Object.keys(late).length > 0;
  if (is_late) record(late, { late: true });
  events.push(...deriveEvents(vehicle, changes, state, flow_id));
  const last_contact_at = laterOf(vehicle.last_contact_at, contactOf(vehicle, report, now_ms));
  return {
    vehicle: { ...vehicle, state, last_contact_at, events_since_full, full_at, told_interval_seconds },
    events,
    dropped: dropped + foreign,
    may_be_repeat: is_late || tied,
  };
};
