import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { EventType } from '#lib/domain/event.ts';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { FleetRecord } from './fleet-record.ts';

export const start_ms = Date.parse('2026-11-20T10:00:00.000Z');
/** The instant so many seconds after the start. */
export const instant = (seconds: number): string => new Date(start_ms + seconds * 1000).toISOString();

export const fleetRecord = (given: Partial<FleetRecord> & { id: string }): FleetRecord => ({
  license_plate: null,
  custom_name: null,
  vin: null,
  brand: null,
  model: null,
  vehicle_type: 'CAR',
  telematics_brand: 'UNIT_MAKER',
  telematics_unit_id: `unit-${given.id}`,
  capabilities: [],
  tags: [],
  custom_fields: {},
  operation_status: 'OPERATING',
  rental_status: 'NOT_IN_RENTAL',
  life_status: 'ONLINE',
  last_contact_at: null,
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
  expected_interval_seconds: 360,
  silence_seconds: 3600,
  ...given,
});

export const fleetSnapshot = (sequence: number, records: readonly FleetRecord[]): FleetSnapshot => {
  const names = Object.keys(fleetRecord({ id: 'V' })) as (keyof FleetRecord)[];
  const columns = {
    ...Object.fromEntries(names.map((name) => [name, records.map((record) => record[name])])),
    vehicle_model_id: records.map(() => 'M'),
    capability_set: records.map((_, index) => index),
  };
  const capability_sets = records.map(({ capabilities }) => [...capabilities]);
  return { sequence, capability_sets, columns: columns as unknown as FleetSnapshot['columns'] };
};

export const liveEvent = (sequence: number, type: EventType, vehicle_id: string, data: object): LiveEvent => ({
  sequence,
  id: `E${sequence}`,
  type,
  vehicle_id,
  occurred_at: instant(0),
  received_at: instant(0),
  flow_id: 'flow',
  data: data as Record<string, unknown>,
});

export const stateEvent = (sequence: number, vehicle_id: string, record: StateRecord): LiveEvent => ({
  ...liveEvent(sequence, 'VehicleStateRecorded', vehicle_id, record),
  received_at: record.t,
});

export const vehicleOf = (record: FleetRecord): Vehicle => ({
  id: record.id,
  fleet_id: 'F',
  created_at: instant(0),
  modified_at: instant(0),
  ...(record.last_contact_at !== null && { last_contact_at: record.last_contact_at }),
  master_data: {
    modified_at: instant(0),
    ...(record.license_plate !== null && { license_plate: record.license_plate }),
    ...(record.custom_name !== null && { custom_name: record.custom_name }),
    ...(record.brand !== null && { brand: record.brand }),
    ...(record.model !== null && { model: record.model }),
  },
  capabilities: { commands: [], vehicle_state: [] },
  telematics_unit: {
    id: record.telematics_unit_id,
    attached_at: instant(0),
    manufacturer: 'Unit maker',
    brand: record.telematics_brand as Vehicle['telematics_unit']['brand'],
    type: 'AFTERMARKET',
  },
  life_status: { value: record.life_status, modified_at: instant(0) },
  operation_status: { value: record.operation_status, modified_at: instant(0) },
  rental_status: { value: record.rental_status, modified_at: instant(0) },
  tags: [...record.tags],
  custom_fields_modified_at: instant(0),
  custom_fields: record.custom_fields,
});
