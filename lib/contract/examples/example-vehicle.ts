/** The car, the scene and the people of all examples. What belongs to a brand is taken from the catalogue. */
import { findBrand, models } from '#lib/catalogue/catalogue.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';

const isExample = (model: (typeof models)[number]) =>
  model.capabilities.commands.includes('UNLOCK_CENTRAL_LOCK') && model.capabilities.vehicle_state.includes('CHARGING_STATUS');

const found = models.find(isExample);
const found_brand = found && findBrand(found.telematics_brand);
if (!found || !found_brand) throw new Error('The examples need an electric car in the catalogue.');

export const example_model = found;
export const example_brand = found_brand;

export const fleet_id = 'F48XD';
export const vehicle_id = 'JQ7RP';
export const unit_id = '4D6F746F72706F31';
export const credentials_id = '01J9ZK3T5W8Y2RMBXC4QEHV7NA';
export const command_id = '01JA0B7Q3MZ6D9HKT2XV5WCRNE';
export const flow_id = '5e77e3e3-48ab-4955-8ab3-1c62339096ab';
export const page_token = 'eyJwb3NpdGlvbiI6eyJpZCI6IkpRN1JQIn19';

export const added_at = '2026-03-02T08:15:00.000Z';
export const reported_at = '2026-05-18T09:41:07.250Z';
const commanded_at = '2026-05-18T09:41:05.100Z';

export const initiated_by = { type: 'API_CLIENT', id: `${fleet_id}#cl1`, name: 'Booking system' } as const;

export const state: VehicleState = {
  position: { timestamp: reported_at, value: { lat: -34.90561, lon: -56.18842 } },
  central_lock: { timestamp: reported_at, value: 'UNLOCKED' },
  driving_enabled: { timestamp: reported_at, value: true },
  ignition: { timestamp: '2026-05-18T08:02:44.000Z', value: 'OFF' },
  state_of_charge_or_fuel_level_in_percent: { timestamp: reported_at, value: 78 },
  remaining_range_in_kilometers: { timestamp: reported_at, value: 214 },
  mileage_in_kilometers: { timestamp: reported_at, value: 18_402.6 },
};

export const vehicle: Vehicle = {
  id: vehicle_id,
  fleet_id,
  created_at: added_at,
  modified_at: '2026-05-11T14:00:00.000Z',
  last_contact_at: reported_at,
  master_data: {
    modified_at: '2026-05-11T14:00:00.000Z',
    license_plate: 'MVD 4821',
    brand: example_model.vehicle_brand,
    model: example_model.vehicle_model,
    custom_name: 'Harbour 3',
    fuel_type: 'ELECTRIC',
    year_of_production: 2024,
    transmission: 'AUTOMATIC',
    vehicle_type: example_model.vehicle_type,
  },
  capabilities: example_model.capabilities,
  telematics_unit: {
    id: unit_id,
    attached_at: added_at,
    manufacturer: example_brand.name,
    brand: example_brand.brand,
    type: example_brand.unit_type,
  },
  life_status: { value: 'ONLINE', modified_at: '2026-05-18T06:00:12.000Z' },
  operation_status: { value: 'OPERATING', modified_at: added_at },
  rental_status: { value: 'NOT_IN_RENTAL', modified_at: '2026-05-18T08:03:00.000Z' },
  tags: ['harbour', 'winter_tyres'],
  custom_fields_modified_at: added_at,
  custom_fields: { seats: '5', colour: 'white' },
};

export const archived_vehicle: Vehicle = {
  ...vehicle,
  life_status: { value: 'OFFLINE', modified_at: '2026-06-01T10:00:00.000Z' },
  archived_at: '2026-06-01T10:00:00.000Z',
  deletes_at: '2026-08-30T10:00:00.000Z',
};

export const command: CommandLogEntry = {
  id: command_id,
  vehicle_id,
  command: 'UNLOCK_CENTRAL_LOCK',
  status: 'SUCCEEDED',
  initiated_by,
  requested_at: commanded_at,
  sent_at: '2026-05-18T09:41:05.180Z',
  finished_at: '2026-05-18T09:41:07.300Z',
  settled_by: 'ANSWER',
  flow_id,
};
