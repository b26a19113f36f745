import type { TrailPoint } from '#lib/contract/vehicles.ts';
import { stateOfRecord } from '#lib/domain/state-record.ts';
import { listEvents } from '#server/store/events.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { listTags as selectTags } from '#server/store/vehicle-terms.ts';
import { authorise } from './authorise.ts';
import { parsed, type Service } from './call.ts';
import { changeVehicle, getUsableRow } from './change-vehicle.ts';
import { normaliseInstant } from './instant.ts';
import { findLogSpan } from './log-span.ts';
import { changeCustomFields, changeMasterData, changeOperationStatus, changeTags } from './vehicle-changes.ts';
import * as lists from './vehicle-lists.ts';

/** For pages; the API answers the text. */
export const listVehicles: Service<'listVehicles'> = parsed(lists.listVehicles);
export const listArchivedVehicles: Service<'listArchivedVehicles'> = parsed(lists.listArchivedVehicles);
export const getVehicle: Service<'getVehicle'> = parsed(lists.getVehicle);

export const updateMasterData: Service<'updateMasterData'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'updateMasterData');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.master-data.change',
    change: changeMasterData(body),
  });
};

export const updateCustomFields: Service<'updateCustomFields'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'updateCustomFields');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.custom-fields.change',
    change: changeCustomFields(body),
  });
};

export const setTags: Service<'setTags'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'setTags');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.tags.set',
    change: changeTags(() => body.tags),
  });
};

export const setOperationStatus: Service<'setOperationStatus'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'setOperationStatus');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.operation-status.set',
    change: changeOperationStatus(body.value),
  });
};

export const setRentalStatus: Service<'setRentalStatus'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'setRentalStatus');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.rental-status.set',
    change: (row, now) =>
      row.rental_status === body.value
        ? undefined
        : { columns: { rental_status: body.value, rental_status_modified_at: now }, reasons: ['RENTAL_STATUS_CHANGED'] },
  });
};

export const getLatestVehicleState: Service<'getLatestVehicleState'> = async (app, actor, { params }) => {
  authorise(actor, 'getLatestVehicleState');
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  return getLatestState(app.db.read, row.id);
};

export const listTags: Service<'listTags'> = async (app, actor) => {
  authorise(actor, 'listTags');
  return { items: await selectTags(app.db.read, actor.fleet_id) };
};

const trail_limit = 2000;

export const getTrail: Service<'getTrail'> = async (app, actor, { params, query }) => {
  authorise(actor, 'getTrail');
  const after = normaliseInstant(query.after);
  const before = normaliseInstant(query.before);
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  const in_log = before === undefined ? undefined : await findLogSpan(app, actor, row.id, { after, before });
  const events = await listEvents(app.db.read, actor.fleet_id, {
    vehicle_id: row.id,
    types: ['VehicleStateRecorded'],
    occurred_after: after,
    occurred_before: before,
    before_sequence: in_log?.until,
    limit: trail_limit,
  });
  const points = events.flatMap((event): TrailPoint[] => {
    const { position, speed_in_kilometers_per_hour: speed } = stateOfRecord(JSON.parse(event.data));
    if (!position || position.timestamp < after) return [];
    return [{ at: position.timestamp, ...position.value, ...(speed && { speed: speed.value }) }];
  });
  const by_time = new Map(points.map((point) => [point.at, point]));
  return { items: [...by_time.values()].sort((a, b) => a.at.localeCompare(b.at)) };
};
