import type { LiveEvent } from '#lib/contract/live.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';

export const noon = '2026-11-20T12:00:00.000Z';

/** Seconds after noon, as an instant. */
export const instantAt = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();

/** A moped in service; `more` replaces whole fields. */
export const vehicle = (more: Partial<Vehicle> = {}): Vehicle => ({
  id: 'JQ7RP',
  fleet_id: 'F48XD',
  created_at: '2026-01-01T00:00:00.000Z',
  modified_at: noon,
  last_contact_at: noon,
  master_data: { modified_at: noon, license_plate: 'RKL-832', brand: 'Example', model: 'One' },
  capabilities: {
    commands: ['ENABLE_DRIVING', 'DISABLE_DRIVING'],
    vehicle_state: ['POSITION', 'DRIVING_ENABLED', 'STATE_OF_CHARGE_OR_FUEL_LEVEL_IN_PERCENT', 'TOP_CASE_LOCK'],
  },
  telematics_unit: { id: 'U1', attached_at: noon, manufacturer: 'Example', brand: 'EXAMPLE', type: 'EMBEDDED' },
  life_status: { value: 'ONLINE', modified_at: noon },
  operation_status: { value: 'OPERATING', modified_at: noon },
  rental_status: { value: 'NOT_IN_RENTAL', modified_at: noon },
  tags: [],
  custom_fields_modified_at: noon,
  custom_fields: {},
  ...more,
});

export const liveEvent = (sequence: number, type: LiveEvent['type'], data: Record<string, unknown>): LiveEvent => ({
  sequence,
  id: `event-${sequence}`,
  type,
  vehicle_id: 'JQ7RP',
  occurred_at: instantAt(sequence),
  received_at: instantAt(sequence),
  flow_id: `flow-${sequence}`,
  data,
});
