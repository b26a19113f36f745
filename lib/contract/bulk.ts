import { z } from 'zod';
import { ProblemBody } from '#lib/domain/problem-schema.ts';
import { CustomFields, CustomFieldsPatch, NewVehicle, Tag, Tags, Vehicle, VehicleId } from '#lib/domain/vehicle.ts';
import { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const BulkStatus = z.enum(['SUCCEEDED', 'FAILED']);

/** What a call changed of one vehicle: as it was, and as it was left. Of custom fields the changed ones alone; null: there is none. */
export const ChangeMade = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('tags'), before: Tags, after: Tags }),
  z.strictObject({ part: z.literal('custom_fields'), before: CustomFieldsPatch, after: CustomFieldsPatch }),
  z.strictObject({ part: z.literal('operation_status'), before: OperationStatus, after: OperationStatus }),
]);
export type ChangeMade = z.infer<typeof ChangeMade>;

/** What became of one vehicle of a bulk call. */
export const BulkResult = z.object({
  vehicle_id: VehicleId,
  status: BulkStatus,
  problem: ProblemBody.optional(),
  changed: ChangeMade.optional().describe(
    'Absent where the vehicle already was as asked. Give it to `POST /vehicles/bulk/revert` to take it back',
  ),
});
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
  revertVehicleChanges: operation({
    ...routes.revertVehicleChanges,
    summary: 'Take back changes of several vehicles',
    area: 'Vehicles',
    permission: 'vehicles',
    body: z.strictObject({ items: z.array(z.strictObject({ vehicle_id: VehicleId, changed: ChangeMade })).max(1000) }),
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
