import type { PermissionPreset } from '#lib/contract/presets.ts';
import { type Actor, allows, inOrder, type Permission, preset_names, presetIdOf, presetPermissions } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  countFollowers,
  deletePreset,
  findPreset,
  insertPreset,
  listPresets,
  type PresetRow,
  replacePreset,
} from '#server/store/presets.ts';
import type { NewAuditEntry } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { requireHeld, writePeople } from './grant.ts';

const built_in_presets = preset_names.map((name) => ({
  id: presetIdOf(name),
  name,
  permissions: presetPermissions(name),
  built_in: true,
}));

const toPreset = (row: PresetRow) => ({
  id: row.id,
  name: row.name,
  permissions: JSON.parse(row.permissions) as Permission[],
  built_in: false,
});

const listAll = async (db: Query, fleet_id: string): Promise<PermissionPreset[]> => {
  const followers = await countFollowers(db, fleet_id);
  const all = [...built_in_presets, ...(await listPresets(db, fleet_id)).map(toPreset)];
  return all.map((preset) => ({ ...preset, user_count: followers.get(preset.id) ?? 0 }));
};

const getPreset = async (app: App, actor: Actor, id: string): Promise<PermissionPreset> => {
  const found = (await listAll(app.db.read, actor.fleet_id)).find((preset) => preset.id === id);
  if (!found) throw new Problem('resource-not-found', `There is no preset ${id}.`);
  return found;
};

const getOwnRow = async (db: Query, actor: Actor, id: string): Promise<PresetRow> => {
  const row = await findPreset(db, actor.fleet_id, id);
  if (row) return row;
  if (built_in_presets.some((preset) => preset.id === id))
    throw new Problem('conflicting-resource', 'The built-in presets cannot be changed. Make one of your own from it.');
  throw new Problem('resource-not-found', `There is no preset ${id}.`);
};

const entryOf = (actor: Actor, act: string, id: string, detail: object): NewAuditEntry => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `preset.${act}`,
  object_type: 'preset',
  object_id: id,
  detail,
  flow_id: actor.flow_id,
});

const nameTaken = (name: string) =>
  new Problem('conflicting-resource', `A preset named ${name} exists already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });

const refuseTaken = (app: App, name: string) => (error: unknown) => {
  throw app.db.dialect.isUniqueViolation(error) ? nameTaken(name) : error;
};

const refuseBuiltInName = (name: string) => {
  if (built_in_presets.some((preset) => preset.name.toLowerCase() === name.toLowerCase())) throw nameTaken(name);
};

export const listPermissionPresets: Service<'listPermissionPresets'> = async (app, actor) => {
  authorise(actor, 'listPermissionPresets');
  return { items: await listAll(app.db.read, actor.fleet_id) };
};

export const createPermissionPreset: Service<'createPermissionPreset'> = async (app, actor, { body }) => {
  authorise(actor, 'createPermissionPreset');
  requireHeld(actor, body.permissions);
  refuseBuiltInName(body.name);
  const { fleet_id } = actor;
  const [id, now, permissions] = [newId(), nowAt(app), inOrder(body.permissions)];
  await writePeople(app, actor, async (tx, audit) => {
    const row = { id, fleet_id, name: body.name, permissions: JSON.stringify(permissions), revision: 1, created_at: now, modified_at: now };
    await insertPreset(tx, row).catch(refuseTaken(app, body.name));
    audit(entryOf(actor, 'create', id, { name: body.name, permissions }));
  });
  return getPreset(app, actor, id);
};

/** The permissions of everyone who follows the preset are set in the same transaction, so they hold from the next request on. */
export const replacePermissionPreset: Service<'replacePermissionPreset'> = async (app, actor, { params, body }) => {
  authorise(actor, 'replacePermissionPreset');
  await writePeople(app, actor, async (tx, audit) => {
    const row = await getOwnRow(tx, actor, params.preset_id);
    refuseBuiltInName(body.name);
    const held: Permission[] = JSON.parse(row.permissions);
    const permissions = inOrder(body.permissions);
    requireHeld(
      actor,
      permissions.filter((permission) => !allows(held, permission)),
    );
    const next = { name: body.name, permissions: JSON.stringify(permissions), modified_at: nowAt(app) };
    await replacePreset(tx, row, next).catch(refuseTaken(app, body.name));
    audit(
      entryOf(actor, 'change', row.id, {
        name: { before: row.name, after: body.name },
        added: permissions.filter((permission) => !held.includes(permission)),
        removed: held.filter((permission) => !permissions.includes(permission)),
      }),
    );
  });
  return getPreset(app, actor, params.preset_id);
};

export const deletePermissionPreset: Service<'deletePermissionPreset'> = async (app, actor, { params }) => {
  authorise(actor, 'deletePermissionPreset');
  await writePeople(app, actor, async (tx, audit) => {
    const row = await getOwnRow(tx, actor, params.preset_id);
    const people = (await countFollowers(tx, row.fleet_id)).get(row.id) ?? 0;
    const invited = (await countFollowers(tx, row.fleet_id, 'invitations')).get(row.id) ?? 0;
    if (people + invited > 0)
      throw new Problem(
        'conflicting-resource',
        `${people} people follow ${row.name}, and ${invited} are invited to. Give them another first.`,
      );
    await deletePreset(tx, row.id);
    audit(entryOf(actor, 'delete', row.id, { name: row.name }));
  });
};
