import type { Geofence, GeofenceRequest, geofence_operations } from '../geofences.ts';
import type { ExamplesOf } from './example-type.ts';
import { reported_at, vehicle_id } from './example-vehicle.ts';

const body: GeofenceRequest = {
  name: 'Harbour',
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [-56.2142, -34.9052],
        [-56.2051, -34.9061],
        [-56.2044, -34.8997],
        [-56.2131, -34.8988],
        [-56.2142, -34.9052],
      ],
    ],
  },
  vehicle_filter: { vehicle_type: ['MOPED'] },
};
export const geofence: Geofence = {
  id: '01JA0DG6S1WXK4T8M2QZRBVNEH',
  ...body,
  vehicles_inside: 1,
  created_at: reported_at,
  modified_at: reported_at,
};
const params = { geofence_id: geofence.id };

export const geofence_examples: ExamplesOf<keyof typeof geofence_operations> = {
  listGeofences: { output: { items: [geofence] } },
  createGeofence: {
    body: { name: 'Depot', shape: { type: 'CIRCLE', center: { lat: -34.9056, lon: -56.1884 }, radius_in_meters: 150 } },
    output: {
      ...geofence,
      name: 'Depot',
      shape: { type: 'CIRCLE', center: { lat: -34.9056, lon: -56.1884 }, radius_in_meters: 150 },
      vehicle_filter: undefined,
      vehicles_inside: 0,
    },
  },
  getGeofence: { params, output: geofence },
  replaceGeofence: { params, body, output: geofence },
  deleteGeofence: { params },
  listGeofenceVehicles: { params, output: { items: [{ vehicle_id, since: reported_at }] } },
};
