import { z } from 'zod';
import { ProblemBody } from '#lib/domain/problem-schema.ts';
import { CustomFields, NewVehicle, Tag, Vehicle, VehicleId } from '#lib/domain/vehicle.ts';
import { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const BulkStatus = z.enum(['SUCCEEDED', 'FAILED']);

/** What became of one vehicle of a bulk call. */
export const BulkResult = z.object({ vehicle_id: VehicleId, status: BulkStatus, problem: ProblemBody.optional() });
export type BulkResult = z.infer<typeof BulkResult>;

/** What became of one body of a bulk addition; `index` counts from 0. */
export const BulkAddition = z.object({ index: z.int(), status: BulkStatus, vehicle: Vehicle.optional(), problem: ProblemBody.optional() });
export type BulkAddition = z.infer<typeof BulkAddition>;

/** The vehicles to archive or to restore. */
export const VehicleIds = z.strictObject({ vehicle_ids: z.array(VehicleId).max(100) });
const many = z.array(VehicleId).max(1000);
const tags = z.array(Tag).max(20);
const keys = z.array(z.string().min(1).max(50)).max(50);

export const bulk_operations = {
  addVehicles: operation({
    ...routes.addVehicles,
    summary: 'Add several vehicles',
    area: 'Lifecycle',
    permission: 'vehicle-lifecycle',
    body: z.strictObject({ items: z.array(NewVehicle).max(100) }),
    output: items(BulkAddition),
    ours: true,
  }),
  archiveVehicles: operation({
    ...routes.archiveVehicles,
    summary: 'Archive several vehicles',
    area: 'Lifecycle',
    permission: 'vehicle-lifecycle',
    body: VehicleIds,
    output: items(BulkResult),
    ours: true,
  }),
  restoreVehicles: operation({
    ...routes.restoreVehicles,
    summary: 'Restore several archived vehicles',
    area: 'Lifecycle',
    permission: 'vehicle-lifecycle',
    body: VehicleIds,
    output: items(BulkResult),
    ours: true,
  }),
  changeCustomFieldsOfVehicles: operation({
    ...routes.changeCustomFieldsOfVehicles,
    summary: 'Change custom fields of several vehicles',
    area: 'Vehicles',
    permission: 'vehicles',
    body: z.strictObject({ vehicle_ids: many, set: CustomFields.optional(), remove: keys.optional() }),
    output: items(BulkResult),
    ours: true,
  }),
  changeTagsOfVehicles: operation({
    ...routes.changeTagsOfVehicles,
    summary: 'Add and remove tags of several vehicles',
    area: 'Vehicles',
    permission: 'vehicles',
    body: z.strictObject({ vehicle_ids: many, add: tags.optional(), remove: tags.optional() }),
    output: items(BulkResult),
    ours: true,
  }),
  setOperationStatusOfVehicles: operation({
    ...routes.setOperationStatusOfVehicles,
    summary: 'Set the operation status of several vehicles',
    area: 'Vehicles',
    permission: 'vehicles',
    body: z.strictObject({ vehicle_ids: many, value: OperationStatus }),
    output: items(BulkResult),
    ours: true,
  }),
};
