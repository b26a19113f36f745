import { z } from 'zod';
import type { User } from '#lib/contract/people.ts';
import { type Actor, allows, type Permission } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { deleteMembership, findMember, listMembers, type MemberRow, updateMembership } from '#server/store/people.ts';
import type { NewAuditEntry } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { requireHeld, resolveGrant, writePeople } from './grant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const permissionsOf = ({ permissions }: Pick<MemberRow, 'permissions'>): Permission[] => JSON.parse(permissions);

const toUser = (row: MemberRow): User => ({
  id: row.id,
  name: row.name,
  email: row.email,
  ...(row.job_title && { job_title: row.job_title }),
  ...(row.preset && { preset: row.preset }),
  ...(row.preset_id && { preset_id: row.preset_id }),
  permissions: permissionsOf(row),
  two_factor_enabled: row.second_factor_at !== null,
  created_at: row.created_at,
  ...(row.last_seen_at && { last_seen_at: row.last_seen_at }),
});

export const getMember = async (db: Query, actor: Actor, user_id: string): Promise<MemberRow> => {
  const row = await findMember(db, actor.fleet_id, user_id);
  if (!row) throw new Problem('resource-not-found', `Nobody of this fleet has the id ${user_id}.`);
  return row;
};

export const userEntry = (actor: Actor, act: string, user_id: string, detail: object = {}): NewAuditEntry => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `user.${act}`,
  object_type: 'user',
  object_id: user_id,
  detail,
  flow_id: actor.flow_id,
});

const view = async (app: App, actor: Actor, { params, onRevision }: Pick<Call<'getUser'>, 'params' | 'onRevision'>): Promise<User> => {
  const row = await getMember(app.db.read, actor, params.user_id);
  onRevision?.(etagOf(row));
  return toUser(row);
};

const Position = z.object({ id: z.string() });

export const listUsers: Service<'listUsers'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listUsers');
  const after = page_token === undefined ? undefined : decodePageToken(page_token, Position, 'users').id;
  const rows = await listMembers(app.db.read, actor.fleet_id, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toUser), ...(last && { next_page_token: encodePageToken({ id: last.id }, 'users') }) };
};

export const getUser: Service<'getUser'> = async (app, actor, call) => {
  authorise(actor, 'getUser');
  return view(app, actor, call);
};

export const updateUser: Service<'updateUser'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'updateUser');
  const { fleet_id } = actor;
  await writePeople(app, actor, async (tx, audit) => {
    const row = await getMember(tx, actor, params.user_id);
    requireUnchanged(row.name, row, if_match);
    const job_title = body.job_title === undefined ? row.job_title : body.job_title || null;
    if (job_title === row.job_title) return;
    await updateMembership(tx, { fleet_id, user_id: row.id }, { job_title });
    audit(userEntry(actor, 'change', row.id, { job_title: { before: row.job_title, after: job_title } }));
  });
  return view(app, actor, { params, onRevision });
};

/** Follows at once: a person's permissions are read on each request, and a stream asks every 2 s. */
export const setUserPermissions: Service<'setUserPermissions'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'setUserPermissions');
  const { fleet_id } = actor;
  await writePeople(app, actor, async (tx, audit) => {
    const row = await getMember(tx, actor, params.user_id);
    requireUnchanged(row.name, row, if_match);
    const granted = await resolveGrant(tx, fleet_id, body);
    const held = permissionsOf(row);
    const added = granted.permissions.filter((permission) => !allows(held, permission));
    requireHeld(actor, added);
    const removed = held.filter((permission) => !granted.permissions.includes(permission));
    const same = removed.length === 0 && granted.permissions.every((permission) => held.includes(permission));
    if (same && granted.preset_id === row.preset_id) return;
    const { preset, preset_id } = granted;
    await updateMembership(tx, { fleet_id, user_id: row.id }, { preset, preset_id, permissions: JSON.stringify(granted.permissions) });
    const after = granted.permissions.filter((permission) => !held.includes(permission));
    audit(userEntry(actor, 'set-permissions', row.id, { preset: { before: row.preset, after: preset }, added: after, removed }));
  });
  return view(app, actor, { params, onRevision });
};

/** Out of this fleet alone; who belongs to no other loses the account with it. */
export const deleteUser: Service<'deleteUser'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'deleteUser');
  const { fleet_id } = actor;
  await writePeople(app, actor, async (tx, audit) => {
    await app.db.dialect.lockFleet(tx, `user ${params.user_id}`);
    const row = await getMember(tx, actor, params.user_id);
    requireUnchanged(row.name, row, if_match);
    await deleteMembership(tx, fleet_id, row.id);
    audit(userEntry(actor, 'remove', row.id, { name: row.name, email: row.email }));
  });
};
