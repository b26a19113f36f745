/**
 * Everything the vehicle page knows of its vehicle, kept current from the live stream.
 * Applying an event twice, or an event that the loaded data already contain, changes nothing.
 */
import { commandOfEvent, mergeCommands } from '#components/commands/command-entries.ts';
import type { Situation } from '#components/commands/command-groups.ts';
import { isLate, stateOfEvent } from '#components/events/log-entry.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Pace } from '#lib/domain/freshness.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { mergeState, newestTimestamp } from './merge-state.ts';

export interface VehicleRecord {
  vehicle: Vehicle;
  state: VehicleState;
  /** Newest first. */
  commands: readonly CommandLogEntry[];
  /** As the live stream told last; absent until it did. */
  expected_interval_seconds?: number;
}

const retention_ms = 90 * 24 * 3_600_000;

const parts = [
  'master_data',
  'capabilities',
  'telematics_unit',
  'life_status',
  'operation_status',
  'rental_status',
  'tags',
  'custom_fields',
] as const satisfies (keyof Vehicle)[];

/** Has what the page reads. An entry of the log may be of a version that wrote less. */
const isVehicle = (value: unknown): value is Vehicle => {
  if (typeof value !== 'object' || value === null) return false;
  const found: Partial<Record<keyof Vehicle, unknown>> = value;
  return typeof found.modified_at === 'string' && parts.every((part) => typeof found[part] === 'object' && found[part] !== null);
};

const laterOf = (a: string | undefined, b: string | undefined): string | undefined => (!a || (b && b > a) ? b : a);

/** The vehicle that was changed later; the last contact moves without changing a vehicle, so the later of both is kept. */
export const newerVehicle = (known: Vehicle, other: Vehicle): Vehicle => {
  const newer = other.modified_at >= known.modified_at ? other : known;
  const last_contact_at = laterOf(known.last_contact_at, other.last_contact_at);
  return last_contact_at && last_contact_at !== newer.last_contact_at ? { ...newer, last_contact_at } : newer;
};

const withState = (record: VehicleRecord, event: LiveEvent): VehicleRecord => {
  const state = isLate(event.data) ? record.state : mergeState(record.state, stateOfEvent(event.data));
  const last_contact_at = laterOf(record.vehicle.last_contact_at, event.received_at);
  const { expected } = event.data;
  const told = typeof expected === 'number' ? { expected_interval_seconds: expected } : {};
  return { ...record, ...told, state, vehicle: last_contact_at ? { ...record.vehicle, last_contact_at } : record.vehicle };
};

/** The record after an event of this vehicle. */
export const applyEvent = (record: VehicleRecord, event: LiveEvent): VehicleRecord => {
  if (event.vehicle_id !== record.vehicle.id) return record;
  switch (event.type) {
    case 'VehicleStateRecorded':
      return withState(record, event);
    case 'VehicleCreated':
    case 'VehicleChanged': {
      const { vehicle } = event.data;
      return isVehicle(vehicle) ? { ...record, vehicle: newerVehicle(record.vehicle, vehicle) } : record;
    }
    case 'VehicleRemoved': {
      const archived_at = typeof event.data.archived_at === 'string' ? event.data.archived_at : event.occurred_at;
      const deletes_at = new Date(Date.parse(archived_at) + retention_ms).toISOString();
      return { ...record, vehicle: { ...record.vehicle, archived_at, deletes_at } };
    }
    case 'CommandRequested':
    case 'CommandProgressed':
    case 'CommandExecuted': {
      const command = commandOfEvent(event.data);
      return command ? { ...record, commands: mergeCommands(record.commands, [command]) } : record;
    }
    default:
      return record;
  }
};

/** The record with freshly read data laid over it; what the live stream brought meanwhile stays where it is newer. */
export const mergeRecord = (record: VehicleRecord, read: Partial<VehicleRecord>): VehicleRecord => ({
  ...record,
  vehicle: read.vehicle ? newerVehicle(record.vehicle, read.vehicle) : record.vehicle,
  state: read.state ? mergeState(read.state, record.state) : record.state,
  commands: read.commands ? mergeCommands(record.commands, read.commands) : record.commands,
});

/** The pace known when the page was made, with what the stream told since. */
export const paceOf = ({ expected_interval_seconds }: VehicleRecord, known: Pace): Pace =>
  expected_interval_seconds === undefined ? known : { ...known, expected_interval_seconds };

/** What a command's confirmation says about the vehicle. */
export const situationOf = ({ vehicle, state }: VehicleRecord): Situation => ({
  state_at: newestTimestamp(state),
  speed_in_kilometers_per_hour: state.speed_in_kilometers_per_hour?.value,
  ignition: state.ignition?.value,
  offline: vehicle.life_status.value === 'OFFLINE',
});
