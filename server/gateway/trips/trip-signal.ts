import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import type { EventRow } from '#server/store/events.ts';
import type { FleetRules } from '#server/store/fleet-rules.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';

export type TripTrigger = FleetRules['trip_trigger'];

export interface TripSignal {
  /** When it was measured, or done. */
  at: string;
  /** OVER ends a trip whatever its trigger says: the vehicle left the fleet, or its unit left the vehicle. */
  kind: 'ON' | 'OFF' | 'OVER';
}

const properties: Partial<Record<TripTrigger, { property: StateProperty; on: unknown }>> = {
  DRIVING_ENABLED: { property: 'driving_enabled', on: true },
  IGNITION: { property: 'ignition', on: 'ON' },
};

const ofRental = ({ value, modified_at }: Vehicle['rental_status']): TripSignal => ({
  at: modified_at,
  kind: value === 'IN_RENTAL' ? 'ON' : 'OFF',
});

const ofState = ({ data }: EventRow, trigger: TripTrigger): TripSignal | undefined => {
  const asked = properties[trigger];
  // Most records bring something else, and need not be parsed for that.
  if (!asked || !data.includes(`"${asked.property}"`)) return undefined;
  const record = parseStateRecord(data);
  const value = record?.s[asked.property];
  if (!record || record.late || value === undefined) return undefined;
  return { at: record.at?.[asked.property] ?? record.t, kind: value === asked.on ? 'ON' : 'OFF' };
};

const ofChange = (row: EventRow, trigger: TripTrigger): TripSignal | undefined => {
  const { reasons, vehicle }: { reasons?: string[]; vehicle?: Vehicle } = JSON.parse(row.data);
  if (row.type === 'VehicleChanged' && reasons?.includes('TELEMATICS_UNIT_CHANGED')) return { at: row.occurred_at, kind: 'OVER' };
  return trigger === 'RENTAL_STATUS' && vehicle ? ofRental(vehicle.rental_status) : undefined;
};

/** What an event says about the vehicle's being on a trip. Values that came late say nothing: the log holds a newer one already. */
export const tripSignal = (row: EventRow, trigger: TripTrigger): TripSignal | undefined => {
  if (row.data === '' || row.data === '{}') return undefined;
  if (row.type === 'VehicleStateRecorded') return ofState(row, trigger);
  if (row.type === 'VehicleRemoved') return { at: row.occurred_at, kind: 'OVER' };
  return ofChange(row, trigger);
};
