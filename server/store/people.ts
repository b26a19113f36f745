import type { Updateable } from 'kysely';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

const members = (db: Query) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .leftJoin('second_factors', 'second_factors.user_id', 'users.id')
    .select(({ selectFrom }) => [
      'users.id',
      'users.name',
      'users.email',
      'users.disabled_at',
      'memberships.fleet_id',
      'memberships.job_title',
      'memberships.preset',
      'memberships.preset_id',
      'memberships.permissions',
      'memberships.created_at',
      'memberships.revision',
      'second_factors.enabled_at as second_factor_at',
      selectFrom('sessions')
        .select(({ fn }) => fn.max('sessions.last_seen_at').as('at'))
        .whereRef('sessions.user_id', '=', 'users.id')
        .as('last_seen_at'),
    ]);

export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number];

/** In the order of their accounts, those behind `after` alone. */
export const listMembers = async (db: Query, fleet_id: string, { after = '', limit }: { after?: string | undefined; limit: number }) =>
  members(db).where('memberships.fleet_id', '=', fleet_id).where('users.id', '>', after).orderBy('users.id').limit(limit).execute();

export const findMember = async (db: Query, fleet_id: string, user_id: string): Promise<MemberRow | undefined> =>
  members(db).where('memberships.fleet_id', '=', fleet_id).where('users.id', '=', user_id).executeTakeFirst();

export const updateMembership = async (
  tx: Query,
  { fleet_id, user_id }: { fleet_id: string; user_id: string },
  changes: Updateable<Schema['memberships']>,
): Promise<void> => {
  await tx
    .updateTable('memberships')
    .set((row) => ({ ...changes, revision: row('revision', '+', 1) }))
    .where('fleet_id', '=', fleet_id)
    .where('user_id', '=', user_id)
    .execute();
};

export const listMemberships = async (db: Query, user_id: string) =>
  db.selectFrom('memberships').selectAll().where('user_id', '=', user_id).execute();

/** Ids of those of the fleet who can sign in and manage its people. */
export const listPeopleManagers = async (db: Query, fleet_id: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'memberships.permissions'])
    .where('memberships.fleet_id', '=', fleet_id)
    .where('users.disabled_at', 'is', null)
    .execute();
  return rows.filter(({ permissions }) => allows(JSON.parse(permissions) as Permission[], 'users')).map(({ id }) => id);
};

/** Whoever belongs to no fleet any more has no account either: nothing of it could be reached, and the address is free again. */
export const deleteMembership = async (tx: Query, fleet_id: string, user_id: string): Promise<void> => {
  await tx.deleteFrom('memberships').where('fleet_id', '=', fleet_id).where('user_id', '=', user_id).execute();
  await tx.updateTable('sessions').set({ fleet_id: null }).where('user_id', '=', user_id).where('fleet_id', '=', fleet_id).execute();
  if ((await listMemberships(tx, user_id)).length > 0) return;
  for (const table of ['sessions', 'second_factors', 'recovery_codes', 'password_resets'] as const)
    await tx.deleteFrom(table).where('user_id', '=', user_id).execute();
  await tx.deleteFrom('users').where('id', '=', user_id).execute();
};

export const findUser = async (db: Query, user_id: string) =>
  db.selectFrom('users').selectAll().where('id', '=', user_id).executeTakeFirst();

export const updateUser = async (tx: Query, user_id: string, changes: Updateable<Schema['users']>): Promise<void> => {
  await tx.updateTable('users').set(changes).where('id', '=', user_id).execute();
};

/** Ends the person's sessions but the one to keep. */
export const endSessions = async (tx: Query, user_id: string, kept_session_id?: string): Promise<void> => {
  const { version } = await tx
    .updateTable('users')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', user_id)
    .returning('version')
    .executeTakeFirstOrThrow();
  if (kept_session_id) await tx.updateTable('sessions').set({ user_version: version }).where('id', '=', kept_session_id).execute();
};

/** Newest first. */
export const listLiveSessions = async (db: Query, user_id: string, { now, idle_since }: { now: string; idle_since: string }) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id', 'sessions.created_at', 'sessions.last_seen_at', 'sessions.user_agent'])
    .where('sessions.user_id', '=', user_id)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idle_since)
    .whereRef('sessions.user_version', '=', 'users.version')
    .orderBy('sessions.id', 'desc')
    .limit(100)
    .execute();
