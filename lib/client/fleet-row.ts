import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Activity } from '#lib/display/vehicle-status.ts';
import { type Freshness, freshnessAt, freshnessInstants } from '#lib/domain/freshness.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import type { FleetRecord } from './fleet-record.ts';
import { foldText, naturalKey } from './fold-text.ts';
import { deriveActivity, isLowEnergy } from './vehicle-activity.ts';

/** One vehicle as screens hold it. Never changed in place: another object means that something changed. */
export interface FleetRow extends FleetRecord {
  /** Plate, else the name, else the id. */
  label: string;
  activity: Activity;
  low: boolean;
  freshness: Freshness;
  /** When the freshness falls by itself, in epoch milliseconds. */
  fresh_until_ms: number;
  /** Folded identifiers, one a line, in which a search looks. */
  search_text: string;
  label_key: string;
  last_contact_ms: number | undefined;
  /** When the held speed was measured, as well as it is known. */
  speed_at_ms: number | undefined;
  /** When the held value of a property was measured, in epoch milliseconds, as far as the stream told. */
  measured_at: Partial<Record<StateProperty, number>>;
}

const identity_columns = ['license_plate', 'custom_name', 'vin', 'brand', 'model', 'telematics_brand', 'telematics_unit_id'] as const;

const compact = (text: string): string => text.replace(/[\s.·-]+/g, '');

const searchText = (record: FleetRecord): string => {
  const plate = record.license_plate ?? '';
  let text = record.id;
  for (const column of identity_columns) if (record[column] !== null) text += `\n${record[column]}`;
  for (const tag of record.tags) text += `\n${tag}`;
  for (const key in record.custom_fields) text += `\n${record.custom_fields[key]}`;
  const bare_plate = compact(plate);
  return foldText(bare_plate === plate ? text : `${text}\n${bare_plate}`);
};

/** When the speed was measured; a snapshot does not say, so the position or the last contact stands for it. */
export const speedAt = (record: FleetRecord, measured_at: FleetRow['measured_at']): number | undefined => {
  const measured = measured_at.speed_in_kilometers_per_hour ?? measured_at.gnss_speed_over_ground_in_kilometers_per_hour;
  if (measured !== undefined) return measured;
  const instant = record.position_at ?? record.last_contact_at;
  return instant === null ? undefined : Date.parse(instant);
};

type Contact = Pick<FleetRow, 'life_status' | 'last_contact_ms' | 'expected_interval_seconds' | 'silence_seconds'>;

const freshnessNow = (contact: Contact, now_ms: number): Pick<FleetRow, 'freshness' | 'fresh_until_ms'> => {
  const { last_contact_ms, life_status } = contact;
  const instants = last_contact_ms === undefined ? undefined : freshnessInstants(last_contact_ms, contact);
  const steps = instants ? [instants.due_ms, instants.overdue_ms, instants.silent_ms] : [];
  return {
    freshness: freshnessAt(instants, now_ms, life_status === 'OFFLINE'),
    fresh_until_ms: steps.find((step_ms) => step_ms > now_ms) ?? Number.POSITIVE_INFINITY,
  };
};

/** The row again with what follows from its state now; the same object when nothing follows differently. */
export const refreshRow = (row: FleetRow, now_ms: number): FleetRow => {
  const activity = deriveActivity(row, row.speed_at_ms, now_ms);
  const low = isLowEnergy(row.energy);
  const { freshness, fresh_until_ms } = freshnessNow(row, now_ms);
  const is_same = activity === row.activity && low === row.low && freshness === row.freshness && fresh_until_ms === row.fresh_until_ms;
  return is_same ? row : { ...row, activity, low, freshness, fresh_until_ms };
};

export const rowOfRecord = (record: FleetRecord, now_ms: number, measured_at: FleetRow['measured_at'] = {}): FleetRow => {
  const label = record.license_plate ?? record.custom_name ?? record.id;
  const speed_at_ms = speedAt(record, measured_at);
  const last_contact_ms = record.last_contact_at === null ? undefined : Date.parse(record.last_contact_at);
  return {
    ...record,
    label,
    activity: deriveActivity(record, speed_at_ms, now_ms),
    low: isLowEnergy(record.energy),
    ...freshnessNow({ ...record, last_contact_ms }, now_ms),
    search_text: searchText(record),
    label_key: naturalKey(label),
    last_contact_ms,
    speed_at_ms,
    measured_at,
  };
};

const stateless = {
  lat: null,
  lon: null,
  position_at: null,
  speed: null,
  heading: null,
  energy: null,
  range: null,
  mileage: null,
  central_lock: null,
  driving_enabled: null,
  ignition: null,
  charging: null,
  // Until a record of the stream or a snapshot tells better.
  expected_interval_seconds: 1800,
  silence_seconds: 3600,
} as const satisfies Partial<FleetRecord>;

/** The vehicle's own data over what is known of its state; without a row before, no state is known. */
export const rowOfVehicle = (vehicle: Vehicle, before: FleetRow | undefined, now_ms: number): FleetRow => {
  const { master_data, telematics_unit } = vehicle;
  const record: FleetRecord = {
    ...stateless,
    ...(before && stateOf(before)),
    id: vehicle.id,
    license_plate: master_data.license_plate ?? null,
    custom_name: master_data.custom_name ?? null,
    vin: master_data.vin ?? null,
    brand: master_data.brand ?? null,
    model: master_data.model ?? null,
    vehicle_type: master_data.vehicle_type ?? null,
    telematics_brand: telematics_unit.brand,
    telematics_unit_id: telematics_unit.id,
    capabilities: [...vehicle.capabilities.commands, ...vehicle.capabilities.vehicle_state],
    tags: vehicle.tags,
    custom_fields: vehicle.custom_fields,
    operation_status: vehicle.operation_status.value,
    rental_status: vehicle.rental_status.value,
    life_status: vehicle.life_status.value,
    last_contact_at: newestInstant(vehicle.last_contact_at ?? null, before?.last_contact_at ?? null),
  };
  return rowOfRecord(record, now_ms, before?.measured_at);
};

const stateOf = (row: FleetRow): Pick<FleetRecord, keyof typeof stateless> => ({
  lat: row.lat,
  lon: row.lon,
  position_at: row.position_at,
  speed: row.speed,
  heading: row.heading,
  energy: row.energy,
  range: row.range,
  mileage: row.mileage,
  central_lock: row.central_lock,
  driving_enabled: row.driving_enabled,
  ignition: row.ignition,
  charging: row.charging,
  expected_interval_seconds: row.expected_interval_seconds,
  silence_seconds: row.silence_seconds,
});

export const newestInstant = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
};

const no_capabilities: readonly string[] = [];
const at = <T>(column: readonly T[], index: number): T => column[index] as T;

/** One line of the columns. Written out, since a fleet of a hundred thousand takes four times as long when names are looped over. */
const recordAt = ({ columns, capability_sets }: FleetSnapshot, index: number): FleetRecord => ({
  id: at(columns.id, index),
  license_plate: at(columns.license_plate, index),
  custom_name: at(columns.custom_name, index),
  vin: at(columns.vin, index),
  brand: at(columns.brand, index),
  model: at(columns.model, index),
  vehicle_type: at(columns.vehicle_type, index),
  telematics_brand: at(columns.telematics_brand, index),
  telematics_unit_id: at(columns.telematics_unit_id, index),
  capabilities: capability_sets[at(columns.capability_set, index)] ?? no_capabilities,
  tags: at(columns.tags, index),
  custom_fields: at(columns.custom_fields, index),
  operation_status: at(columns.operation_status, index),
  rental_status: at(columns.rental_status, index),
  life_status: at(columns.life_status, index),
  last_contact_at: at(columns.last_contact_at, index),
  lat: at(columns.lat, index),
  lon: at(columns.lon, index),
  position_at: at(columns.position_at, index),
  speed: at(columns.speed, index),
  heading: at(columns.heading, index),
  energy: at(columns.energy, index),
  range: at(columns.range, index),
  mileage: at(columns.mileage, index),
  central_lock: at(columns.central_lock, index),
  driving_enabled: at(columns.driving_enabled, index),
  ignition: at(columns.ignition, index),
  charging: at(columns.charging, index),
  expected_interval_seconds: at(columns.expected_interval_seconds, index),
  silence_seconds: at(columns.silence_seconds, index),
});

/** Rows of a snapshot, in its order. */
export const rowsOfSnapshot = (snapshot: FleetSnapshot, now_ms: number): FleetRow[] =>
  snapshot.columns.id.map((_, index) => rowOfRecord(recordAt(snapshot, index), now_ms));
