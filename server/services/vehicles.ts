import { z } from 'zod';
import type { TrailPoint, VehicleFilter } from '#lib/contract/vehicles.ts';
import { stateOfRecord } from '#lib/domain/state-record.ts';
import type { App } from '#server/app.ts';
import { listEvents } from '#server/store/events.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { listVehicles as selectPage, sortColumn } from '#server/store/vehicle-list.ts';
import { listTags as selectTags } from '#server/store/vehicles.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { changeVehicle, getVehicleRow } from './change-vehicle.ts';
import { normaliseInstant } from './instant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf } from './revision.ts';
import { changeCustomFields, changeOperationStatus, changeTags } from './vehicle-changes.ts';
import { toVehicle } from './vehicle-view.ts';

const Position = z.object({ value: z.string(), id: z.string() });

/** One page of the fleet's vehicles, or of its archive. */
export const listVehiclePage = async (app: App, fleet_id: string, query: VehicleFilter, archived: boolean) => {
  const { page_token, limit, ...filters } = query;
  const binding = { ...filters, archived };
  const after = page_token === undefined ? undefined : decodePageToken(page_token, Position, binding);
  const rows = await selectPage(app.db.read, app.db.dialect, fleet_id, { ...filters, limit, archived, after });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || !last) return { items: items.map(toVehicle) };
  const value = last[sortColumn({ ...filters, archived })] ?? '';
  return { items: items.map(toVehicle), next_page_token: encodePageToken({ value, id: last.id }, binding) };
};

export const listVehicles: Service<'listVehicles'> = async (app, actor, { query }) => {
  authorise(actor, 'listVehicles');
  return listVehiclePage(app, actor.fleet_id, query, false);
};

export const getVehicle: Service<'getVehicle'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getVehicle');
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  onRevision?.(etagOf(row));
  return toVehicle(row);
};

export const updateMasterData: Service<'updateMasterData'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'updateMasterData');
  return changeVehicle(app, actor, {
    ...door,
    vehicle_id: params.vehicle_id,
    action: 'vehicle.master-data.change',
    change: (row, now) => {
      const changed = Object.entries(body).filter(([name, value]) => value !== undefined && row[name as keyof typeof row] !== value);
      if (changed.length === 0) return undefined;
      return { columns: { ...Object.fromEntries(changed), master_data_modified_at: now }, reasons: ['MASTER_DATA_CHANGED'] };
    },
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
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
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
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  const events = await listEvents(app.db.read, actor.fleet_id, {
    vehicle_id: row.id,
    types: ['VehicleStateRecorded'],
    occurred_after: after,
    occurred_before: normaliseInstant(query.before),
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
