import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ApiClientRow = Selectable<Schema['api_clients']>;
export type NewApiClientRow = Pick<ApiClientRow, 'id' | 'fleet_id' | 'name' | 'secret_hash' | 'permissions' | 'created_at'>;

export const insertApiClient = async (tx: Query, row: NewApiClientRow): Promise<void> => {
  const unused = { old_secret_hash: null, old_secret_expires_at: null, last_used_at: null, revoked_at: null };
  await tx
    .insertInto('api_clients')
    .values({ ...row, ...unused, revision: 1, modified_at: row.created_at })
    .execute();
};

/** `<n>` of `<fleet>#cl<n>`. */
export const clientNumber = (id: string): number => Number(id.slice(id.lastIndexOf('cl') + 2));

/** Highest `<n>` that a client of the fleet ever had, the removed ones included; 0 without any. */
export const findLastClientNumber = async (db: Query, fleet_id: string): Promise<number> => {
  const rows = await db.selectFrom('api_clients').select('id').where('fleet_id', '=', fleet_id).execute();
  return Math.max(0, ...rows.map(({ id }) => clientNumber(id)));
};

export const findApiClient = async (db: Query, id: string): Promise<ApiClientRow | undefined> =>
  db.selectFrom('api_clients').selectAll().where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();

/** In the order in which they were made. */
export const listApiClients = async (db: Query, fleet_id: string): Promise<ApiClientRow[]> => {
  const rows = await db.selectFrom('api_clients').selectAll().where('fleet_id', '=', fleet_id).where('revoked_at', 'is', null).execute();
  return rows.sort((one, other) => clientNumber(one.id) - clientNumber(other.id));
};

export const updateApiClient = async (tx: Query, id: string, changes: Updateable<Schema['api_clients']>): Promise<void> => {
  await tx.updateTable('api_clients').set(changes).where('id', '=', id).execute();
};

/** The row stays, so that its number is never given out again. */
export const revokeApiClient = async (tx: Query, id: string, now: string): Promise<void> => {
  await tx.deleteFrom('api_tokens').where('client_id', '=', id).execute();
  await updateApiClient(tx, id, { revoked_at: now });
};

export const insertApiToken = async (tx: Query, row: Insertable<Schema['api_tokens']>): Promise<void> => {
  await tx.insertInto('api_tokens').values(row).execute();
};

export const deleteExpiredTokens = async (tx: Query, now: string): Promise<void> => {
  await tx.deleteFrom('api_tokens').where('expires_at', '<', now).execute();
};

/** The token with its client, as long as the client and the secret it was asked for with both stand. */
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
      'api_clients.last_used_at',
    ])
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
    .where('api_clients.revoked_at', 'is', null)
    .where(({ eb, or, and, ref }) =>
      or([
        eb('api_tokens.secret_hash', '=', ref('api_clients.secret_hash')),
        and([eb('api_tokens.secret_hash', '=', ref('api_clients.old_secret_hash')), eb('api_clients.old_secret_expires_at', '>', now)]),
      ]),
    )
    .executeTakeFirst();
