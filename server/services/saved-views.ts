import type { SavedView } from '#lib/contract/saved-views.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  deleteDefaultView,
  deleteSavedView as deleteRow,
  findDefaultView,
  findSavedView,
  insertDefaultView,
  insertSavedView,
  listSavedViews as listRows,
  type SavedViewRow,
  updateSavedView as updateRow,
} from '#server/store/saved-views.ts';
import { type Audit, write } from '#server/store/write.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';

/** Of one person, and of all shared ones of a fleet. */
const most_views = 100;

const toSavedView = (row: SavedViewRow, actor: Actor, default_id: string | undefined): SavedView => ({
  id: row.id,
  name: row.name,
  query: row.query,
  shared: row.shared === 1,
  is_default: row.id === default_id,
  own: row.owner_id === actor.id,
  owner: { id: row.owner_id, name: row.owner_name },
  created_at: row.created_at,
  modified_at: row.modified_at,
});

/** The view, when the caller may see it. Throws 404. */
const getRow = async (db: Query, actor: Actor, view_id: string): Promise<SavedViewRow> => {
  const row = await findSavedView(db, view_id.toUpperCase());
  const visible = row?.fleet_id === actor.fleet_id && (row.owner_id === actor.id || row.shared === 1);
  if (!row || !visible) throw new Problem('resource-not-found', `There is no view ${view_id}.`);
  return row;
};

const refuseFull = async (tx: Query, actor: Actor, shared: boolean): Promise<void> => {
  const rows = await listRows(tx, actor.fleet_id, actor.id);
  const counted = rows.filter((row) => (shared ? row.shared === 1 : row.owner_id === actor.id && row.shared === 0));
  if (counted.length < most_views) return;
  const whose = shared ? 'A fleet has' : 'A person has';
  throw new Problem('conflicting-resource', `${whose} at most ${most_views} ${shared ? 'shared' : 'own'} views.`);
};

const prefer = async (tx: Query, { fleet_id, id: person_id }: Actor, view_id: string, preferred: boolean): Promise<void> =>
  preferred ? insertDefaultView(tx, { fleet_id, person_id, view_id }) : deleteDefaultView(tx, { fleet_id, person_id, view_id });

const entryOf = (actor: Actor, act: string, { id, name, shared }: SavedViewRow) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `saved-view.${act}`,
  object_type: 'saved_view',
  object_id: id,
  detail: { name, shared: shared === 1 },
  flow_id: actor.flow_id,
});

/** One write to the fleet's views at a time. */
const writeViews = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} views`);
    return work(tx, audit);
  });

export const listSavedViews: Service<'listSavedViews'> = async (app, actor) => {
  authorise(actor, 'listSavedViews');
  const default_id = await findDefaultView(app.db.read, actor.fleet_id, actor.id);
  const views = (await listRows(app.db.read, actor.fleet_id, actor.id)).map((row) => toSavedView(row, actor, default_id));
  return { items: views.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })) };
};

export const createSavedView: Service<'createSavedView'> = async (app, actor, { body }) => {
  authorise(actor, 'createSavedView');
  if (body.shared) requirePermission(actor, 'vehicles');
  return writeViews(app, actor, async (tx, audit) => {
    await refuseFull(tx, actor, body.shared);
    const now = nowAt(app);
    const row: SavedViewRow = {
      id: body.id?.toUpperCase() ?? newId(),
      fleet_id: actor.fleet_id,
      owner_id: actor.id,
      owner_name: actor.name,
      name: body.name,
      query: body.query,
      shared: body.shared ? 1 : 0,
      created_at: now,
      modified_at: now,
    };
    await insertSavedView(tx, row).catch((error: unknown) => {
      if (!app.db.dialect.isUniqueViolation(error)) throw error;
      throw new Problem('conflicting-resource', `There is a view ${row.id} already.`);
    });
    if (body.is_default) await prefer(tx, actor, row.id, true);
    audit(entryOf(actor, 'create', row));
    return toSavedView(row, actor, await findDefaultView(tx, actor.fleet_id, actor.id));
  });
};

export const updateSavedView: Service<'updateSavedView'> = async (app, actor, { params, body }) => {
  authorise(actor, 'updateSavedView');
  return writeViews(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.view_id);
    const { is_default, shared, ...rest } = body;
    const wished = { ...rest, ...(shared !== undefined && { shared: shared ? 1 : 0 }) };
    const changed = Object.entries(wished).filter(([column, value]) => value !== undefined && row[column as keyof typeof row] !== value);
    const changes: Partial<SavedViewRow> = Object.fromEntries(changed);
    if (changed.length > 0) {
      if (row.shared === 1 || shared) requirePermission(actor, 'vehicles');
      if (changes.shared !== undefined) await refuseFull(tx, actor, changes.shared === 1);
      // Who takes back what another has shared keeps it: nobody else could see it any more.
      const owner = changes.shared === 0 ? { owner_id: actor.id, owner_name: actor.name } : {};
      Object.assign(changes, owner, { modified_at: nowAt(app) });
      await updateRow(tx, row.id, changes);
      audit(entryOf(actor, 'change', { ...row, ...changes }));
    }
    if (is_default !== undefined) await prefer(tx, actor, row.id, is_default);
    return toSavedView({ ...row, ...changes }, actor, await findDefaultView(tx, actor.fleet_id, actor.id));
  });
};

export const deleteSavedView: Service<'deleteSavedView'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteSavedView');
  await writeViews(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.view_id);
    if (row.shared === 1) requirePermission(actor, 'vehicles');
    await deleteRow(tx, row.id);
    audit(entryOf(actor, 'delete', row));
  });
};
