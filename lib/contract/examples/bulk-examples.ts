import type { bulk_operations } from '../bulk.ts';
import type { ExamplesOf } from './example-type.ts';
import { flow_id, vehicle, vehicle_id } from './example-vehicle.ts';
import { lifecycle_examples } from './lifecycle-examples.ts';

const unknown_id = '7WX3K';
const body = { vehicle_ids: [vehicle_id, unknown_id] };
const message = `There is no vehicle ${unknown_id} in this fleet.`;
const type = '/problems/referenced-resource-not-found';
const problem = {
  type,
  type_documentation: `https://motorpool.example/docs${type}`,
  title: 'Something named in the body is missing',
  status: 400,
  detail: message,
  flow_id,
  errors: [{ pointer: '/vehicle_ids/1', code: 'not_found', message }],
};
const output = {
  items: [
    { vehicle_id, status: 'SUCCEEDED' as const },
    { vehicle_id: unknown_id, status: 'FAILED' as const, problem },
  ],
};
const changed = { part: 'tags' as const, before: ['summer_tyres'], after: ['winter_tyres'] };
const { body: new_vehicle, output: added } = lifecycle_examples.addVehicle;

export const bulk_examples: ExamplesOf<keyof typeof bulk_operations> = {
  addVehicles: {
    body: { items: new_vehicle ? [new_vehicle] : [] },
    output: { items: [{ index: 0, status: 'SUCCEEDED', vehicle: added ?? vehicle }] },
  },
  archiveVehicles: { body, output },
  restoreVehicles: { body, output },
  changeCustomFieldsOfVehicles: { body: { ...body, set: { depot: 'North' }, remove: ['sponsor'] }, output },
  changeTagsOfVehicles: {
    body: { vehicle_ids: [vehicle_id], add: ['winter_tyres'], remove: ['summer_tyres'] },
    output: { items: [{ vehicle_id, status: 'SUCCEEDED', changed }] },
  },
  setOperationStatusOfVehicles: { body: { ...body, value: 'GARAGE' }, output },
  revertVehicleChanges: {
    body: { items: [{ vehicle_id, changed }] },
    output: { items: [{ vehicle_id, status: 'SUCCEEDED', changed: { ...changed, before: changed.after, after: changed.before } }] },
  },
};
