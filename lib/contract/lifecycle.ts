import { z } from 'zod';
import { BrandDefinition, Evidence, VehicleModel } from '#lib/domain/telematics.ts';
import { NewTelematicsUnit, NewVehicle, UnitSetup, UnitSetupState, Vehicle } from '#lib/domain/vehicle.ts';
import { items, operation, page, paging, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const area = 'Lifecycle';
const brand_path = z.strictObject({ brand: z.string().min(1).max(32) });

/** A model as offered to callers: what the adapter alone reads is left out. */
export const OfferedModel = VehicleModel.omit({ settings: true, ignition_is_driving_enabled: true, telematics_brand: true });
export type OfferedModel = z.infer<typeof OfferedModel>;

export const AvailableUnit = z.object({
  id: z.string(),
  brand: z.string(),
  credentials_id: z.string().optional(),
  vehicle_model_id: z.string().optional(),
  last_contact_at: z.iso.datetime().optional(),
});
export type AvailableUnit = z.infer<typeof AvailableUnit>;

export const lifecycle_operations = {
  listBrands: operation({
    ...routes.listBrands,
    summary: 'List telematics brands',
    area,
    permission: 'vehicle-lifecycle',
    output: items(BrandDefinition),
    ours: true,
  }),
  listAvailableCredentials: operation({
    ...routes.listAvailableCredentials,
    summary: 'Credentials with which a vehicle of this brand can be added',
    area,
    permission: 'vehicle-lifecycle',
    params: brand_path,
    output: items(z.object({ id: z.string(), name: z.string(), client_id: z.string().optional() })),
  }),
  listAvailableUnits: operation({
    ...routes.listAvailableUnits,
    aliases: ['/telematics-brands/{brand}/available-telematics-units'],
    summary: 'Units that can be reached and are in no fleet',
    area,
    permission: 'vehicle-lifecycle',
    params: brand_path,
    output: items(AvailableUnit),
  }),
  listAvailableModels: operation({
    ...routes.listAvailableModels,
    summary: 'Vehicle models of this brand',
    area,
    permission: 'vehicle-lifecycle',
    params: brand_path,
    query: z.strictObject({ q: z.string().max(100).optional() }),
    output: items(OfferedModel),
  }),
  addVehicle: operation({
    ...routes.addVehicle,
    summary: 'Add a vehicle',
    area,
    permission: 'vehicle-lifecycle',
    body: NewVehicle,
    status: 201,
    output: Vehicle,
    revisioned: true,
  }),
  getUnitSetup: operation({
    ...routes.getUnitSetup,
    summary: 'Read the model that the unit is set up for',
    area,
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    output: UnitSetupState.extend({
      detail: z.string().optional().describe('What the setup waits for, or why it failed'),
      modified_at: z.iso.datetime(),
      evidence: Evidence,
    }),
    revisioned: true,
    ours: true,
  }),
  changeModel: operation({
    ...routes.changeModel,
    summary: 'Change the model',
    area,
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    body: UnitSetup,
    output: UnitSetupState,
    revisioned: true,
  }),
  archiveVehicle: operation({
    ...routes.archiveVehicle,
    summary: 'Archive a vehicle',
    area,
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    ours: true,
  }),
  listArchivedVehicles: operation({
    ...routes.listArchivedVehicles,
    summary: 'List archived vehicles, newest first',
    area,
    permission: 'vehicles.ro',
    query: z.strictObject({ ...paging, q: z.string().max(100).trim().optional() }),
    output: page(Vehicle),
    ours: true,
  }),
  getArchivedVehicle: operation({
    ...routes.getArchivedVehicle,
    summary: 'Read an archived vehicle',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  restoreVehicle: operation({
    ...routes.restoreVehicle,
    summary: 'Restore an archived vehicle',
    area,
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    body: z.strictObject({ telematics_unit: NewTelematicsUnit.optional() }),
    body_optional: true,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  removeVehicle: operation({
    ...routes.removeVehicle,
    summary: 'Remove an archived vehicle for good',
    area,
    permission: 'vehicle-archive',
    params: vehicle_path,
    ours: true,
  }),
};
