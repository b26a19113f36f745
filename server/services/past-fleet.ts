import { setImmediate } from 'node:timers/promises';
import { capableProperties } from '#lib/domain/capability.ts';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listCompacted } from '#server/store/compacted-events.ts';
import type { FleetRow } from '#server/store/fleet-snapshot.ts';
import { findFirstBlockTime } from '#server/store/history-blocks.ts';
import { listPastChanges, listPastStates, type PastChange, type PastState } from '#server/store/past-states.ts';
import { foldRecord, parseStateRecord } from '#server/streams/state-history.ts';

/** The next instant: what was recorded before it was recorded at the moment or earlier. */
export const justAfter = (at: string): string => new Date(Date.parse(at) + 1).toISOString();

/** Vehicles that one statement asks about. */
const chunk_size = 100;

/** The row as it reads after the change; what no event tells is as it is now. */
const rowOfVehicle = (row: FleetRow, { master_data, telematics_unit, ...vehicle }: Vehicle): FleetRow => ({
  ...row,
  license_plate: master_data.license_plate ?? null,
  custom_name: master_data.custom_name ?? null,
  vin: master_data.vin ?? null,
  brand: master_data.brand ?? null,
  model: master_data.model ?? null,
  vehicle_type: master_data.vehicle_type ?? null,
  telematics_brand: telematics_unit.brand,
  telematics_unit_id: telematics_unit.id,
  capabilities: JSON.stringify(vehicle.capabilities),
  tags: JSON.stringify(vehicle.tags),
  custom_fields: JSON.stringify(vehicle.custom_fields),
  operation_status: vehicle.operation_status.value,
  rental_status: vehicle.rental_status.value,
  life_status: vehicle.life_status.value,
  last_contact_at: vehicle.last_contact_at ?? null,
});

/** The vehicle as the last change before the moment left it; undefined when it was not in service then. */
const pastRow = (row: FleetRow, { data, next_type }: PastChange, at: string): FleetRow | undefined => {
  if (data !== null) {
    const { vehicle } = JSON.parse(data) as { vehicle?: Vehicle };
    return vehicle && rowOfVehicle(row, vehicle);
  }
  // The log tells of nothing before: it begins later, or the vehicle came without a word.
  const was_there =
    next_type === null ? row.created_at <= at && (row.archived_at === null || row.archived_at > at) : next_type !== 'VehicleCreated';
  return was_there ? { ...row, last_contact_at: null } : undefined;
};

const page_size = 64;

/** The records with what in blocks comes before them, back to the last whole one. */
const continueInBlocks = async (db: Query, fleet_id: string, state: PastState, at: string): Promise<PastState> => {
  const { vehicle_id, records } = state;
  const first = records === null ? undefined : parseStateRecord(records.split('\n', 1)[0] ?? '');
  if (first?.full) return state;
  const older: string[] = [];
  let last_recorded_at: string | undefined;
  for (let until: number | undefined; ; ) {
    const rows = await listCompacted(db, { fleet_id, vehicle_ids: [vehicle_id], recorded_before: justAfter(at), until }, 'desc', page_size);
    last_recorded_at ??= rows[0]?.recorded_at;
    const whole = rows.findIndex(({ data }) => parseStateRecord(data)?.full);
    older.push(...(whole < 0 ? rows : rows.slice(0, whole + 1)).map(({ data }) => data));
    if (whole >= 0 || rows.length < page_size) break;
    until = rows.at(-1)?.sequence;
  }
  if (older.length === 0) return state;
  const all = [...older.reverse(), ...(records === null ? [] : [records])];
  return { vehicle_id, records: all.join('\n'), last_recorded_at: state.last_recorded_at ?? last_recorded_at ?? null };
};

/** The vehicle's state from its last whole record on. A vehicle that the log no longer hears of has kept the state that it has now. */
const pastState = (row: FleetRow, { records, last_recorded_at }: PastState, at: string): Pick<FleetRow, 'state' | 'last_contact_at'> => {
  if (records === null) {
    const is_older = row.last_contact_at !== null && row.last_contact_at <= at;
    return is_older ? { state: row.state, last_contact_at: row.last_contact_at } : { state: null, last_contact_at: null };
  }
  const read: StateRecord[] = JSON.parse(`[${records.replaceAll('\n', ',')}]`);
  const state = read.reduce<VehicleState>(foldRecord, {});
  return { state: JSON.stringify(state), last_contact_at: last_recorded_at };
};

const laterOf = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

/** Without what the vehicle's model could not report then: an exchanged unit leaves no values of the former one behind. */
const keepCapable = ({ state, ...row }: FleetRow): FleetRow => {
  const capable: ReadonlySet<string> = capableProperties(JSON.parse(row.capabilities));
  const kept = Object.entries(JSON.parse(state ?? '{}')).filter(([property]) => capable.has(property));
  return { ...row, state: JSON.stringify(Object.fromEntries(kept)) };
};

/**
 * The vehicles that were in service before the sequence `until`, recorded at `at`, as the log tells of them: data from the last change of each, state
 * from its last whole record and what followed. Pauses between parts, so that a large fleet does not keep others waiting.
 */
export const pastRows = async (app: App, fleet_id: string, rows: readonly FleetRow[], until: number, at: string): Promise<FleetRow[]> => {
  const { read: db, dialect } = app.db;
  const begun_at = await findFirstBlockTime(db, fleet_id);
  const has_blocks = begun_at !== undefined && begun_at <= at;
  const past: FleetRow[] = [];
  for (let from = 0; from < rows.length; from += chunk_size) {
    const chunk = rows.slice(from, from + chunk_size);
    const asked = { fleet_id, ids: dialect.asParameter(chunk.map(({ id }) => id)), until };
    const changes = new Map((await listPastChanges(db, dialect, asked)).map((change) => [change.vehicle_id, change]));
    const states = new Map((await listPastStates(db, dialect, asked)).map((state) => [state.vehicle_id, state]));
    for (const row of chunk) {
      const [change, in_rows] = [changes.get(row.id), states.get(row.id)];
      const then = change && in_rows && pastRow(row, change, at);
      if (!then) continue;
      const state = has_blocks ? await continueInBlocks(db, fleet_id, in_rows, at) : in_rows;
      const told = pastState(row, state, at);
      past.push(keepCapable({ ...then, ...told, last_contact_at: laterOf(told.last_contact_at, then.last_contact_at) }));
    }
    await setImmediate();
  }
  return past;
};
