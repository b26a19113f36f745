import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type FleetRow = Selectable<Schema['fleets']>;
export type UserRow = Selectable<Schema['users']>;
export type SessionRow = Selectable<Schema['sessions']>;
export type ApiClientRow = Selectable<Schema['api_clients']>;

export const insertFleet = async (tx: Query, row: Insertable<Schema['fleets']>): Promise<void> => {
  await tx.insertInto('fleets').values(row).execute();
  await tx.insertInto('fleet_sequences').values({ fleet_id: row.id, last_sequence: 0 }).execute();
};

export const findFleet = async (db: Query, fleet_id: string): Promise<FleetRow | undefined> =>
  db.selectFrom('fleets').selectAll().where('id', '=', fleet_id).executeTakeFirst();

export const listFleets = async (db: Query): Promise<FleetRow[]> => db.selectFrom('fleets').selectAll().orderBy('id').execute();

export const insertUser = async (tx: Query, row: Insertable<Schema['users']>): Promise<void> => {
  await tx.insertInto('users').values(row).execute();
};

export const insertMembership = async (tx: Query, row: Insertable<Schema['memberships']>): Promise<void> => {
  await tx.insertInto('memberships').values(row).execute();
};

export const findUserByEmail = async (db: Query, email: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();

export const insertSession = async (tx: Query, row: Insertable<Schema['sessions']>): Promise<void> => {
  await tx.insertInto('sessions').values(row).execute();
};

/** The session with its person and fleet, as long as all three stand. */
export const findLiveSession = async (db: Query, session_id: string, now: string, idle_since: string) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .innerJoin('memberships', 'memberships.user_id', 'users.id')
    .innerJoin('fleets', 'fleets.id', 'memberships.fleet_id')
    .select([
      'sessions.id',
      'sessions.last_seen_at',
      'users.id as user_id',
      'users.name',
      'users.email',
      'memberships.preset',
      'memberships.permissions',
      'fleets.id as fleet_id',
      'fleets.name as fleet_name',
      'fleets.time_zone',
    ])
    .where('sessions.id', '=', session_id)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idle_since)
    .where('users.disabled_at', 'is', null)
    .whereRef('sessions.user_version', '=', 'users.version')
    .orderBy('fleets.id')
    .executeTakeFirst();

export const touchSession = async (tx: Query, session_id: string, now: string): Promise<void> => {
  await tx.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', session_id).execute();
};

export const revokeSession = async (tx: Query, session_id: string, now: string): Promise<void> => {
  await tx.updateTable('sessions').set({ revoked_at: now }).where('id', '=', session_id).where('revoked_at', 'is', null).execute();
};

export const insertApiClient = async (tx: Query, row: Insertable<Schema['api_clients']>): Promise<void> => {
  await tx.insertInto('api_clients').values(row).execute();
};

export const findApiClient = async (db: Query, id: string): Promise<ApiClientRow | undefined> =>
  db.selectFrom('api_clients').selectAll().where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();

export const insertApiToken = async (tx: Query, row: Insertable<Schema['api_tokens']>): Promise<void> => {
  await tx.insertInto('api_tokens').values(row).execute();
};

export const deleteExpiredTokens = async (tx: Query, now: string): Promise<void> => {
  await tx.deleteFrom('api_tokens').where('expires_at', '<', now).execute();
};

export const findLiveToken = async (db: Query, token_hash: string, now: string) =>
  db
    .selectFrom('api_tokens')
    .innerJoin('api_clients', 'api_clients.id', 'api_tokens.client_id')
    .select([
      'api_tokens.client_id',
      'api_tokens.fleet_id',
      'api_tokens.permissions',
      'api_clients.permissions as client_permissions',
      'api_clients.name',
    ])
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
    .where('api_clients.revoked_at', 'is', null)
    .executeTakeFirst();

export const countUsers = async (db: Query): Promise<number> => {
  const { count } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};
