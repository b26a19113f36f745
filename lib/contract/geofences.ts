import { z } from 'zod';
import { GeofenceShape, GeofenceVehicles } from '#lib/domain/geofence-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const fields = {
  name: z.string().max(100).trim().min(1),
  shape: GeofenceShape,
  vehicle_filter: GeofenceVehicles.optional().describe('Vehicles that are watched; absent: all of the fleet'),
};

export const GeofenceRequest = z.strictObject(fields);
export type GeofenceRequest = z.infer<typeof GeofenceRequest>;

export const Geofence = z.object({
  id: z.ulid(),
  ...fields,
  vehicles_inside: z.int().nonnegative().describe('How many of the watched vehicles are inside now'),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
});
export type Geofence = z.infer<typeof Geofence>;

export const GeofenceVisit = z.object({ vehicle_id: VehicleId, since: z.iso.datetime().describe('When it was first seen inside') });
export type GeofenceVisit = z.infer<typeof GeofenceVisit>;

const of_geofences = { area: 'Geofences', ours: true } as const;
const of_one = { ...of_geofences, params: z.strictObject({ geofence_id: z.ulid() }) } as const;

export const geofence_operations = {
  listGeofences: operation({
    ...routes.listGeofences,
    ...of_geofences,
    summary: 'List geofences',
    permission: 'geofences.ro',
    query: z.strictObject(paging),
    output: page(Geofence),
  }),
  createGeofence: operation({
    ...routes.createGeofence,
    ...of_geofences,
    summary: 'Draw a geofence',
    permission: 'geofences',
    body: GeofenceRequest,
    status: 201,
    output: Geofence,
    revisioned: true,
  }),
  getGeofence: operation({
    ...routes.getGeofence,
    ...of_one,
    summary: 'Read a geofence',
    permission: 'geofences.ro',
    output: Geofence,
    revisioned: true,
  }),
  replaceGeofence: operation({
    ...routes.replaceGeofence,
    ...of_one,
    summary: 'Change a geofence',
    permission: 'geofences',
    body: GeofenceRequest,
    output: Geofence,
    revisioned: true,
  }),
  deleteGeofence: operation({ ...routes.deleteGeofence, ...of_one, summary: 'Delete a geofence', permission: 'geofences' }),
  listGeofenceVehicles: operation({
    ...routes.listGeofenceVehicles,
    ...of_one,
    summary: 'List the vehicles that are inside now',
    permission: 'geofences.ro',
    query: z.strictObject(paging),
    output: page(GeofenceVisit),
  }),
};
