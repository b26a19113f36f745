import { z } from 'zod';
import type { Geofence, GeofenceRequest } from '#lib/contract/geofences.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  countVehiclesInside,
  deleteGeofence as deleteRow,
  findGeofence,
  type GeofenceRow,
  insertGeofence,
  listGeofences as listRows,
  listVehiclesInside,
  updateGeofence,
} from '#server/store/geofences.ts';
import { type Audit, write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

/** Of a fleet. */
const most_geofences = 500;

const toGeofence = (row: GeofenceRow, vehicles_inside: number): Geofence => ({
  id: row.id,
  name: row.name,
  shape: JSON.parse(row.shape),
  ...(row.vehicle_filter !== null && { vehicle_filter: JSON.parse(row.vehicle_filter) }),
  vehicles_inside,
  created_at: row.created_at,
  modified_at: row.modified_at,
});

const getRow = async (db: Query, { fleet_id }: Actor, geofence_id: string): Promise<GeofenceRow> => {
  const row = await findGeofence(db, fleet_id, geofence_id.toUpperCase());
  if (!row) throw new Problem('resource-not-found', `There is no geofence ${geofence_id}.`);
  return row;
};

const entryOf = (actor: Actor, act: string, { id, name }: Pick<GeofenceRow, 'id' | 'name'>) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `geofence.${act}`,
  object_type: 'geofence',
  object_id: id,
  detail: { name },
  flow_id: actor.flow_id,
});

/** One write to the fleet's geofences at a time. */
const writeGeofences = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} geofences`);
    return work(tx, audit);
  });

const columnsOf = ({ name, shape, vehicle_filter }: GeofenceRequest) => ({
  name,
  shape: JSON.stringify(shape),
  vehicle_filter: vehicle_filter && Object.keys(vehicle_filter).length > 0 ? JSON.stringify(vehicle_filter) : null,
});

const viewOf = async (db: Query, row: GeofenceRow): Promise<Geofence> =>
  toGeofence(row, (await countVehiclesInside(db, row.fleet_id)).get(row.id) ?? 0);

export const listGeofences: Service<'listGeofences'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listGeofences');
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), 'geofences');
  const rows = await listRows(app.db.read, actor.fleet_id, position?.id, limit + 1);
  const inside = await countVehiclesInside(app.db.read, actor.fleet_id);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map((row) => toGeofence(row, inside.get(row.id) ?? 0)),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, 'geofences') }),
  };
};

export const createGeofence: Service<'createGeofence'> = async (app, actor, { body, onRevision }) => {
  authorise(actor, 'createGeofence');
  return writeGeofences(app, actor, async (tx, audit) => {
    if ((await listRows(tx, actor.fleet_id, '', most_geofences)).length >= most_geofences)
      throw new Problem('conflicting-resource', `A fleet has at most ${most_geofences} geofences.`);
    const now = nowAt(app);
    const { fleet_id } = actor;
    const row: GeofenceRow = { id: newId(), fleet_id, ...columnsOf(body), revision: 1, settled: 0, created_at: now, modified_at: now };
    await insertGeofence(tx, row);
    audit(entryOf(actor, 'create', row));
    onRevision?.(etagOf(row));
    return toGeofence(row, 0);
  });
};

export const getGeofence: Service<'getGeofence'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getGeofence');
  const row = await getRow(app.db.read, actor, params.geofence_id);
  onRevision?.(etagOf(row));
  return viewOf(app.db.read, row);
};

/** Another shape or filter is no movement: who is inside then is looked up anew, and told to nobody. */
export const replaceGeofence: Service<'replaceGeofence'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'replaceGeofence');
  return writeGeofences(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.geofence_id);
    requireUnchanged(`Geofence ${row.id}`, row, if_match);
    const wished = columnsOf(body);
    const moved = wished.shape !== row.shape || wished.vehicle_filter !== row.vehicle_filter;
    if (!moved && wished.name === row.name) {
      onRevision?.(etagOf(row));
      return viewOf(tx, row);
    }
    const changes = { ...wished, revision: row.revision + 1, modified_at: nowAt(app), ...(moved && { settled: 0 }) };
    await updateGeofence(tx, row.id, changes);
    audit(entryOf(actor, 'change', { id: row.id, name: wished.name }));
    onRevision?.(etagOf(changes));
    return viewOf(tx, { ...row, ...changes });
  });
};

export const deleteGeofence: Service<'deleteGeofence'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteGeofence');
  await writeGeofences(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.geofence_id);
    await deleteRow(tx, row.id);
    audit(entryOf(actor, 'delete', row));
  });
};

export const listGeofenceVehicles: Service<'listGeofenceVehicles'> = async (app, actor, { params, query: { limit, page_token } }) => {
  authorise(actor, 'listGeofenceVehicles');
  const { id } = await getRow(app.db.read, actor, params.geofence_id);
  const binding = { inside: id };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ vehicle_id: z.string() }), binding);
  const rows = await listVehiclesInside(app.db.read, id, position?.vehicle_id ?? '', limit + 1);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ vehicle_id, since }) => ({ vehicle_id, since })),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ vehicle_id: last.vehicle_id }, binding) }),
  };
};
