import { presetPermissions } from '#lib/domain/access.ts';
import type { credentials_operations } from '../credentials.ts';
import type { FleetSnapshot, fleet_operations } from '../fleet.ts';
import type { ExamplesOf } from './example-type.ts';
import {
  added_at,
  credentials_id,
  example_brand,
  example_model,
  fleet_id,
  reported_at,
  state,
  unit_id,
  vehicle,
} from './example-vehicle.ts';

const { brand } = example_brand;
const params = { brand };
const one = { brand, credentials_id };
const name = 'Main account';
const secret = Object.fromEntries(
  example_brand.credential_fields.filter((field) => field.secret).map((field) => [field.name, 'your-secret']),
);
const open_fields = Object.fromEntries(
  example_brand.credential_fields.flatMap((field) => (field.default_value ? [[field.name, field.default_value]] : [])),
);

const stored = {
  id: credentials_id,
  name,
  brand,
  fields: open_fields,
  status: 'VALID' as const,
  checked_at: reported_at,
  last_success_at: reported_at,
  consecutive_failures: 0,
  former_secret_in_use: false,
  vehicle_count: 41,
  created_at: added_at,
  modified_at: added_at,
};

/** A fleet of one vehicle. */
export const fleet_snapshot: FleetSnapshot = {
  sequence: 184_467,
  capability_sets: [[...vehicle.capabilities.commands, ...vehicle.capabilities.vehicle_state]],
  columns: {
    id: [vehicle.id],
    license_plate: [vehicle.master_data.license_plate ?? null],
    custom_name: [vehicle.master_data.custom_name ?? null],
    vin: [null],
    brand: [vehicle.master_data.brand ?? null],
    model: [vehicle.master_data.model ?? null],
    vehicle_type: [vehicle.master_data.vehicle_type ?? null],
    vehicle_model_id: [example_model.id],
    telematics_brand: [brand],
    telematics_unit_id: [unit_id],
    capability_set: [0],
    tags: [vehicle.tags],
    custom_fields: [vehicle.custom_fields],
    operation_status: [vehicle.operation_status.value],
    rental_status: [vehicle.rental_status.value],
    life_status: [vehicle.life_status.value],
    last_contact_at: [reported_at],
    lat: [state.position?.value.lat ?? null],
    lon: [state.position?.value.lon ?? null],
    position_at: [reported_at],
    speed: [0],
    heading: [null],
    energy: [78],
    range: [214],
    mileage: [18_402.6],
    central_lock: ['UNLOCKED'],
    driving_enabled: [true],
    ignition: ['OFF'],
    charging: [null],
    expected_interval_seconds: [360],
    silence_seconds: [3600],
  },
};

export const access_examples: ExamplesOf<keyof typeof fleet_operations | keyof typeof credentials_operations> = {
  getHealth: { output: { status: 'ok', version: '0.1.0', database: 'ok', gateway: 'ok' } },
  setUp: {
    body: {
      token: 'as-the-console-shows-it',
      fleet_name: 'Harbour Cars',
      time_zone: 'America/Montevideo',
      name: 'Ana Pereira',
      email: 'ana@harbour-cars.example',
      password: 'a long sentence of your own',
    },
    output: { fleet_id },
  },
  getMe: {
    output: {
      id: `${fleet_id}#cl1`,
      name: 'Booking system',
      email: '',
      permissions: presetPermissions('Developer'),
      fleet: { id: fleet_id, name: 'Harbour Cars', time_zone: 'America/Montevideo' },
    },
  },
  getFleetSnapshot: { output: fleet_snapshot },
  createCredentials: { params, body: { name, ...secret }, output: { id: credentials_id, name } },
  listCredentials: { params, output: { items: [stored] } },
  getCredentials: { params: one, output: stored },
  updateCredentials: { params: one, body: secret, output: { ...stored, status: 'UNTESTED' } },
  testCredentials: { params: one, output: { status: 'VALID', units_visible: 44 } },
  checkNewCredentials: { params, body: secret, output: { status: 'INVALID', detail: 'The manufacturer refused the credentials.' } },
  deleteCredentials: { params: one },
};
