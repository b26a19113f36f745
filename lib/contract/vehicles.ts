import { z } from 'zod';
import { StateCapability } from '#lib/domain/capability-schema.ts';
import { CommandCapability } from '#lib/domain/command-schema.ts';
import { CustomFieldsPatch, MasterDataPatch, Tags, Vehicle, VehicleId } from '#lib/domain/vehicle.ts';
import { FuelType, LifeStatus, OperationStatus, RentalStatus, Transmission, VehicleType } from '#lib/domain/vehicle-enums.ts';
import { VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { items, operation, page, paging, repeated, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

const text = z.string().min(1).max(100);

export const VehicleFilter = z.strictObject({
  ...paging,
  q: z.string().trim().max(100).optional().describe('Part of brand, model, plate, VIN, vehicle id, unit id or name'),
  id: repeated(VehicleId),
  vin: repeated(text),
  license_plate: repeated(text),
  custom_name: repeated(text),
  brand: repeated(text),
  model: repeated(text),
  vehicle_type: repeated(VehicleType),
  fuel_type: repeated(FuelType),
  transmission: repeated(Transmission),
  operation_status: repeated(OperationStatus),
  life_status: repeated(LifeStatus),
  rental_status: repeated(RentalStatus),
  telematics_brand: repeated(text),
  telematics_unit_id: repeated(text),
  tags: repeated(text).describe('All of them must be present'),
  command_capability: repeated(CommandCapability),
  vehicle_state_capability: repeated(StateCapability),
  sort: z.enum(['created_at', '-created_at', 'license_plate', '-license_plate']).default('created_at'),
});
export type VehicleFilter = z.output<typeof VehicleFilter>;

export const TrailPoint = z.object({ at: z.iso.datetime(), lat: z.number(), lon: z.number(), speed: z.number().optional() });
export type TrailPoint = z.infer<typeof TrailPoint>;

const area = 'Vehicles';

export const vehicle_operations = {
  listVehicles: operation({
    ...routes.listVehicles,
    summary: 'List vehicles',
    area,
    permission: 'vehicles.ro',
    query: VehicleFilter,
    output: page(Vehicle),
  }),
  getVehicle: operation({
    ...routes.getVehicle,
    summary: 'Read a vehicle',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: Vehicle,
    revisioned: true,
  }),
  updateMasterData: operation({
    ...routes.updateMasterData,
    summary: 'Change master data',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: MasterDataPatch,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  updateCustomFields: operation({
    ...routes.updateCustomFields,
    summary: 'Change custom fields',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: CustomFieldsPatch,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setTags: operation({
    ...routes.setTags,
    summary: 'Replace the tags',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ tags: Tags }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setOperationStatus: operation({
    ...routes.setOperationStatus,
    summary: 'Set the operation status',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ value: OperationStatus }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  setRentalStatus: operation({
    ...routes.setRentalStatus,
    summary: 'Set the rental status',
    area,
    permission: 'vehicles',
    params: vehicle_path,
    body: z.strictObject({ value: RentalStatus }),
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  getLatestVehicleState: operation({
    ...routes.getLatestVehicleState,
    summary: 'Read the newest value of each state property',
    area,
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: VehicleState,
    ours: true,
  }),
  getTrail: operation({
    ...routes.getTrail,
    summary: 'Positions of the last hours, oldest first',
    area,
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({ after: z.iso.datetime(), before: z.iso.datetime().optional() }),
    output: items(TrailPoint),
    ours: true,
  }),
  listTags: operation({
    ...routes.listTags,
    summary: 'List the tags in use',
    area,
    permission: 'vehicles.ro',
    output: items(z.object({ tag: z.string(), count: z.int() })),
    ours: true,
  }),
};
