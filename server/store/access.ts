import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type FleetRow = Selectable<Schema['fleets']>;
export type UserRow = Selectable<Schema['users']>;
export type SessionRow = Selectable<Schema['sessions']>;

export const insertFleet = async (tx: Query, row: Insertable<Schema['fleets']>): Promise<void> => {
  await tx.insertInto('fleets').values(row).execute();
  await tx.insertInto('fleet_sequences').values({ fleet_id: row.id, last_sequence: 0 }).execute();
};

export const findFleet = async (db: Query, fleet_id: string): Promise<FleetRow | undefined> =>
  db.selectFrom('fleets').selectAll().where('id', '=', fleet_id).executeTakeFirst();

export const listFleets = async (db: Query): Promise<FleetRow[]> => db.selectFrom('fleets').selectAll().orderBy('id').execute();

export const updateFleet = async (tx: Query, fleet_id: string, changes: Updateable<Schema['fleets']>): Promise<void> => {
  await tx.updateTable('fleets').set(changes).where('id', '=', fleet_id).execute();
};

export const insertUser = async (tx: Query, row: Insertable<Schema['users']>): Promise<void> => {
  await tx.insertInto('users').values(row).execute();
};

export const insertMembership = async (tx: Query, row: Insertable<Schema['memberships']>): Promise<void> => {
  await tx.insertInto('memberships').values(row).execute();
};

export const listFleetsOfUser = async (db: Query, user_id: string): Promise<FleetRow[]> =>
  db
    .selectFrom('fleets')
    .innerJoin('memberships', 'memberships.fleet_id', 'fleets.id')
    .selectAll('fleets')
    .where('memberships.user_id', '=', user_id)
    .orderBy('fleets.id')
    .execute();

/** A person who is in the fleet and not disabled. */
export const findMember = async (db: Query, fleet_id: string, user_id: string): Promise<Pick<UserRow, 'id' | 'name'> | undefined> =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name'])
    .where('memberships.fleet_id', '=', fleet_id)
    .where('users.id', '=', user_id)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();

export const findUserByEmail = async (db: Query, email: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();

export const insertSession = async (tx: Query, row: Insertable<Schema['sessions']>): Promise<void> => {
  await tx.insertInto('sessions').values(row).execute();
};

const liveSessions = (db: Query, { session_id, now, idle_since }: { session_id: string; now: string; idle_since: string }) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .leftJoin('second_factors', 'second_factors.user_id', 'users.id')
    .select([
      'sessions.id',
      'sessions.last_seen_at',
      'sessions.fleet_id as chosen_fleet_id',
      'users.id as user_id',
      'users.name',
      'users.email',
      'second_factors.enabled_at as second_factor_at',
    ])
    .where('sessions.id', '=', session_id)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idle_since)
    .where('users.disabled_at', 'is', null)
    .whereRef('sessions.user_version', '=', 'users.version');

/** The session with its person and fleet, as long as all three stand: the fleet named here, else the chosen one, else the first. */
export const findLiveSession = async (
  db: Query,
  { fleet_id, ...session }: { session_id: string; now: string; idle_since: string; fleet_id?: string | undefined },
) => {
  const sessions = liveSessions(db, session)
    .innerJoin('memberships', 'memberships.user_id', 'users.id')
    .innerJoin('fleets', 'fleets.id', 'memberships.fleet_id')
    .select(['memberships.preset', 'memberships.permissions', 'fleets.id as fleet_id', 'fleets.settings']);
  const of_fleet = fleet_id === undefined ? sessions : sessions.where('fleets.id', '=', fleet_id);
  return of_fleet
    .orderBy(({ eb, ref }) => eb.case().when('fleets.id', '=', ref('sessions.fleet_id')).then(0).else(1).end())
    .orderBy('fleets.id')
    .executeTakeFirst();
};

/** The same in a fleet that the person was let into for a time. */
export const findSupportSession = async (
  db: Query,
  { fleet_id, ...session }: { session_id: string; now: string; idle_since: string; fleet_id: string },
) =>
  liveSessions(db, session)
    .innerJoin('support_grants', 'support_grants.user_id', 'users.id')
    .innerJoin('fleets', 'fleets.id', 'support_grants.fleet_id')
    .select([
      'support_grants.permissions',
      'support_grants.id as grant_id',
      'support_grants.reason',
      'support_grants.expires_at',
      'fleets.id as fleet_id',
      'fleets.settings',
    ])
    .where('fleets.id', '=', fleet_id)
    .where('support_grants.ended_at', 'is', null)
    .where('support_grants.expires_at', '>', session.now)
    .executeTakeFirst();

export const chooseSessionFleet = async (tx: Query, session_id: string, fleet_id: string): Promise<void> => {
  await tx.updateTable('sessions').set({ fleet_id }).where('id', '=', session_id).execute();
};

/** Which fleet the person chose last, in whatever session. */
export const findLastChosenFleet = async (db: Query, user_id: string): Promise<string | null> => {
  const last = await db
    .selectFrom('sessions')
    .select('fleet_id')
    .where('user_id', '=', user_id)
    .where('fleet_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.fleet_id ?? null;
};

/** Those that are over since then; the last one of each person stays, since it tells when he was here. Returns how many went, `limit` at most. */
export const deleteSessionsBefore = async (tx: Query, before: string, limit: number): Promise<number> => {
  const over = tx
    .selectFrom('sessions')
    .select('sessions.id')
    .where((row) => row.or([row('sessions.expires_at', '<', before), row('sessions.revoked_at', '<', before)]))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sessions as later')
          .select('later.id')
          .whereRef('later.user_id', '=', 'sessions.user_id')
          .whereRef('later.last_seen_at', '>', 'sessions.last_seen_at'),
      ),
    )
    .limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('sessions').where('id', 'in', over).executeTakeFirst();
  return Number(numDeletedRows);
};

export const touchSession = async (tx: Query, session_id: string, now: string): Promise<void> => {
  await tx.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', session_id).execute();
};

/** Gives the person whose session it was; undefined when it stood no longer. */
export const revokeSession = async (tx: Query, session_id: string, now: string): Promise<UserRow | undefined> => {
  const revoked = await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('id', '=', session_id)
    .where('revoked_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return revoked && tx.selectFrom('users').selectAll().where('id', '=', revoked.user_id).executeTakeFirst();
};

export const countUsers = async (db: Query): Promise<number> => {
  const { count } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};
