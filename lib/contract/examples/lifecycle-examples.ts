import { type lifecycle_operations, OfferedModel } from '../lifecycle.ts';
import type { ExamplesOf } from './example-type.ts';
import {
  added_at,
  archived_vehicle,
  credentials_id,
  example_brand,
  example_model,
  reported_at,
  unit_id,
  vehicle,
  vehicle_id,
} from './example-vehicle.ts';

const { brand } = example_brand;
const params = { vehicle_id };
const setup = { vehicle_model_id: example_model.id };
const set_up = { ...setup, extensions: [], status: 'SUCCEEDED' as const };
const { modified_at: _modified, ...master_data } = vehicle.master_data;

export const lifecycle_examples: ExamplesOf<keyof typeof lifecycle_operations> = {
  listBrands: { output: { items: [example_brand] } },
  listAvailableCredentials: { params: { brand }, output: { items: [{ id: credentials_id, name: 'Main account' }] } },
  listAvailableUnits: {
    params: { brand },
    output: { items: [{ id: unit_id, brand, credentials_id, last_contact_at: reported_at }] },
  },
  listAvailableModels: {
    params: { brand },
    query: { q: example_model.vehicle_model },
    output: { items: [OfferedModel.parse(example_model)] },
  },
  addVehicle: {
    body: {
      telematics_unit: { id: unit_id, brand, setup, authentication: { credentials_id } },
      master_data,
      custom_fields: { seats: 5, colour: 'white' },
      tags: ['harbour', 'winter_tyres'],
      operation_status: 'OPERATING',
    },
    output: { ...vehicle, modified_at: added_at, life_status: { value: 'OFFLINE', modified_at: added_at } },
  },
  getUnitSetup: { params, output: { ...set_up, modified_at: added_at, evidence: example_model.evidence } },
  changeModel: { params, body: setup, output: set_up },
  archiveVehicle: { params },
  listArchivedVehicles: { query: { limit: 50 }, output: { items: [archived_vehicle] } },
  getArchivedVehicle: { params, output: archived_vehicle },
  restoreVehicle: { params, body: {}, output: vehicle },
  removeVehicle: { params },
};
