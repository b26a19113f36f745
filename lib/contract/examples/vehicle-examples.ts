import type { vehicle_operations } from '../vehicles.ts';
import type { ExamplesOf } from './example-type.ts';
import { reported_at, state, vehicle, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };

export const vehicle_examples: ExamplesOf<keyof typeof vehicle_operations> = {
  listVehicles: {
    query: { q: 'harbour', life_status: ['ONLINE'], limit: 50 },
    output: { items: [vehicle] },
  },
  getVehicle: { params, output: vehicle },
  updateMasterData: {
    params,
    body: { license_plate: 'MVD 4821', remark: null },
    output: vehicle,
  },
  updateCustomFields: { params, body: { seats: 5, colour: 'white', sponsor: null }, output: vehicle },
  setTags: { params, body: { tags: ['harbour', 'winter_tyres'] }, output: vehicle },
  setOperationStatus: {
    params,
    body: { value: 'GARAGE' },
    output: { ...vehicle, operation_status: { value: 'GARAGE', modified_at: reported_at } },
  },
  setRentalStatus: {
    params,
    body: { value: 'IN_RENTAL' },
    output: { ...vehicle, rental_status: { value: 'IN_RENTAL', modified_at: reported_at } },
  },
  getLatestVehicleState: { params, output: state },
  listLatestVehicleStates: {
    query: { bbox: '-56.25,-34.95,-56.1,-34.85', custom_fields: { colour: ['white'] }, sort: '-last_contact_at' },
    output: { items: [{ vehicle_id, vehicle_state: state }] },
  },
  getTrail: {
    params,
    query: { after: '2026-05-18T08:00:00Z' },
    output: {
      items: [
        { at: '2026-05-18T09:40:37.250Z', lat: -34.90612, lon: -56.18701, speed: 31 },
        { at: reported_at, lat: -34.90561, lon: -56.18842, speed: 0 },
      ],
    },
  },
  listTags: { output: { items: [{ tag: 'harbour', count: 12 }] } },
};
