import type { LiveEvent } from '#lib/contract/live.ts';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Position, StateProperty } from '#lib/domain/vehicle-state.ts';
import type { FleetRecord } from './fleet-record.ts';
import { type FleetRow, refreshRow, rowOfVehicle, speedAt } from './fleet-row.ts';

/** State property → the column that holds its value. The position, which fills several, is apart. */
const columns = {
  speed_in_kilometers_per_hour: 'speed',
  heading_in_degrees: 'heading',
  state_of_charge_or_fuel_level_in_percent: 'energy',
  remaining_range_in_kilometers: 'range',
  mileage_in_kilometers: 'mileage',
  central_lock: 'central_lock',
  driving_enabled: 'driving_enabled',
  ignition: 'ignition',
  charging_status: 'charging',
} as const satisfies Partial<Record<StateProperty, keyof FleetRecord>>;

const column_entries = Object.entries(columns) as [keyof typeof columns, keyof FleetRecord][];

const knownAt = (row: FleetRow, property: StateProperty): number => {
  const measured = row.measured_at[property];
  if (measured !== undefined) return measured;
  return property === 'position' && row.position_at !== null ? Date.parse(row.position_at) : Number.NEGATIVE_INFINITY;
};

/**
 * A report over what is known, property by property: the newer measurement wins, on a tie the later report.
 * A late record belongs to history; it proves contact and changes no value.
 */
export const applyStateRecord = (row: FleetRow, record: StateRecord, received_at: string, now_ms: number): FleetRow => {
  const received_ms = Date.parse(received_at);
  const is_contact = row.last_contact_ms === undefined || received_ms > row.last_contact_ms;
  const next: FleetRow = is_contact ? { ...row, last_contact_at: received_at, last_contact_ms: received_ms } : { ...row };
  if (record.late) return is_contact ? refreshRow(next, now_ms) : row;

  const measured_at: FleetRow['measured_at'] = { ...row.measured_at };
  const record_ms = Date.parse(record.t);
  const takes = (property: StateProperty): boolean => {
    if (!(property in record.s)) return false;
    const own = record.at?.[property];
    const at_ms = own === undefined ? record_ms : Date.parse(own);
    if (at_ms < knownAt(row, property)) return false;
    measured_at[property] = at_ms;
    return true;
  };
  const values: Record<string, unknown> = {};
  for (const [property, column] of column_entries) if (takes(property)) values[column] = record.s[property];
  // As in the snapshot: the satellites' speed stands in for vehicles that never tell their own.
  const own_speed = 'speed_in_kilometers_per_hour';
  if (!(own_speed in record.s) && row.measured_at[own_speed] === undefined && takes('gnss_speed_over_ground_in_kilometers_per_hour')) {
    values.speed = record.s.gnss_speed_over_ground_in_kilometers_per_hour;
  }
  if (takes('position')) {
    const { lat, lon } = record.s.position as Position;
    Object.assign(values, { lat, lon, position_at: record.at?.position ?? record.t });
  }
  if (record.expected !== undefined) values.expected_interval_seconds = record.expected;
  Object.assign(next, values, { measured_at });
  next.speed_at_ms = speedAt(next, measured_at);
  return refreshRow(next, now_ms);
};

/**
 * What an event makes of a vehicle's row: another row, the same row (nothing changed), undefined (the vehicle is gone),
 * or `snapshot` when the event does not say all that a screen must know.
 */
export const reduceFleetRow = (row: FleetRow | undefined, event: LiveEvent, now_ms: number): FleetRow | undefined | 'snapshot' => {
  switch (event.type) {
    case 'VehicleStateRecorded':
      return row && applyStateRecord(row, event.data as unknown as StateRecord, event.received_at, now_ms);
    case 'VehicleChanged':
      return row && rowOfVehicle(event.data.vehicle as Vehicle, row, now_ms);
    case 'VehicleCreated':
      // A vehicle that comes back from the archive brings a state with it that no event repeats.
      if (!row && (event.data.reasons as string[] | undefined)?.includes('VEHICLE_RESTORED')) return 'snapshot';
      return rowOfVehicle(event.data.vehicle as Vehicle, row, now_ms);
    case 'VehicleRemoved':
      return undefined;
    default:
      return row;
  }
};
