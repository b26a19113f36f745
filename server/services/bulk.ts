import { setImmediate } from 'node:timers/promises';
import type { BulkAddition } from '#lib/contract/bulk.ts';
import { archiveOne, restoreOne } from './archive.ts';
import { authorise } from './authorise.ts';
import { changeEach, doEach, rowProblem, toEach } from './bulk-rows.ts';
import type { Service } from './call.ts';
import { createVehicle } from './create-vehicle.ts';
import { onceInSteps } from './idempotency.ts';
import { change_actions, takeBack } from './take-back.ts';
import { changeCustomFields, changeOperationStatus, changeTags } from './vehicle-changes.ts';

export const addVehicles: Service<'addVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'addVehicles');
  return onceInSteps(app, actor, door, { addVehicles: body }, async () => {
    const items: BulkAddition[] = [];
    for (const [index, item] of body.items.entries()) {
      await createVehicle(app, actor, item).then(
        (vehicle) => items.push({ index, status: 'SUCCEEDED', vehicle }),
        (error: unknown) => items.push({ index, status: 'FAILED', problem: rowProblem(app, actor, error, index) }),
      );
      await setImmediate();
    }
    return { items };
  });
};

export const archiveVehicles: Service<'archiveVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'archiveVehicles');
  return onceInSteps(app, actor, door, { archiveVehicles: body }, () =>
    doEach(app, actor, body.vehicle_ids, (vehicle_id) => archiveOne(app, actor, vehicle_id)),
  );
};

export const restoreVehicles: Service<'restoreVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'restoreVehicles');
  return onceInSteps(app, actor, door, { restoreVehicles: body }, () =>
    doEach(app, actor, body.vehicle_ids, (vehicle_id) => restoreOne(app, actor, vehicle_id)),
  );
};

export const changeCustomFieldsOfVehicles: Service<'changeCustomFieldsOfVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'changeCustomFieldsOfVehicles');
  const { vehicle_ids, set = {}, remove = [] } = body;
  const patch = { ...Object.fromEntries(remove.map((key) => [key, null])), ...set };
  return onceInSteps(app, actor, door, { changeCustomFieldsOfVehicles: body }, () =>
    changeEach(app, actor, toEach(vehicle_ids, { action: change_actions.custom_fields, change: changeCustomFields(patch) })),
  );
};

export const changeTagsOfVehicles: Service<'changeTagsOfVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'changeTagsOfVehicles');
  const { vehicle_ids, add = [], remove = [] } = body;
  const leaving = new Set(remove.filter((tag) => !add.includes(tag)));
  const change = changeTags((current) => [...new Set([...current.filter((tag) => !leaving.has(tag)), ...add])]);
  return onceInSteps(app, actor, door, { changeTagsOfVehicles: body }, () =>
    changeEach(app, actor, toEach(vehicle_ids, { action: change_actions.tags, change })),
  );
};

export const setOperationStatusOfVehicles: Service<'setOperationStatusOfVehicles'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'setOperationStatusOfVehicles');
  const change = changeOperationStatus(body.value);
  return onceInSteps(app, actor, door, { setOperationStatusOfVehicles: body }, () =>
    changeEach(app, actor, toEach(body.vehicle_ids, { action: change_actions.operation_status, change })),
  );
};

export const revertVehicleChanges: Service<'revertVehicleChanges'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'revertVehicleChanges');
  const rows = body.items.map(({ vehicle_id, changed }) => ({ vehicle_id, ...takeBack(changed) }));
  return onceInSteps(app, actor, door, { revertVehicleChanges: body }, () =>
    changeEach(app, actor, rows, (index) => `/items/${index}/vehicle_id`),
  );
};
