import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type CredentialsRow = Selectable<Schema['credentials']>;

export const insertCredentials = async (tx: Query, row: Insertable<Schema['credentials']>): Promise<void> => {
  await tx.insertInto('credentials').values(row).execute();
};

export const findCredentials = async (db: Query, fleet_id: string, id: string): Promise<CredentialsRow | undefined> =>
  db.selectFrom('credentials').selectAll().where('id', '=', id).where('fleet_id', '=', fleet_id).executeTakeFirst();

export const findCredentialsByPushToken = async (db: Query, push_token_hash: string): Promise<CredentialsRow | undefined> =>
  db.selectFrom('credentials').selectAll().where('push_token', '=', push_token_hash).executeTakeFirst();

export const listCredentials = async (db: Query, fleet_id: string, brand?: string): Promise<CredentialsRow[]> => {
  let query = db.selectFrom('credentials').selectAll().where('fleet_id', '=', fleet_id);
  if (brand) query = query.where('brand', '=', brand);
  return query.orderBy('name').execute();
};

export const listAllCredentials = async (db: Query): Promise<CredentialsRow[]> => db.selectFrom('credentials').selectAll().execute();

export const updateCredentials = async (tx: Query, id: string, changes: Updateable<Schema['credentials']>): Promise<void> => {
  await tx.updateTable('credentials').set(changes).where('id', '=', id).execute();
};

/** Archived vehicles let go of them; a restore then asks for new ones. */
export const deleteCredentials = async (tx: Query, id: string): Promise<void> => {
  await tx
    .updateTable('vehicles')
    .set({ credentials_id: null })
    .where('credentials_id', '=', id)
    .where('archived_at', 'is not', null)
    .execute();
  await tx.deleteFrom('credentials').where('id', '=', id).execute();
};

/** Vehicles in use per credentials; archived ones do not count. */
export const countVehiclesByCredentials = async (db: Query, fleet_id: string): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom('vehicles')
    .select(({ fn }) => ['credentials_id', fn.countAll<number>().as('count')])
    .where('fleet_id', '=', fleet_id)
    .where('archived_at', 'is', null)
    .where('credentials_id', 'is not', null)
    .groupBy('credentials_id')
    .execute();
  return new Map(rows.map((row) => [row.credentials_id ?? '', Number(row.count)]));
};

/** Only while they are what they were; false when they have been replaced since. */
export const updateCredentialsAt = async (
  tx: Query,
  id: string,
  revision: number,
  changes: Updateable<Schema['credentials']>,
): Promise<boolean> => {
  const row = await tx
    .updateTable('credentials')
    .set(changes)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** A success with the former secrets says nothing about the newest: `newest` false leaves their status. */
export const noteCredentialsSuccess = async (tx: Query, id: string, revision: number, newest: boolean, now: string): Promise<void> => {
  const status = newest && { status: 'VALID', status_detail: null };
  await updateCredentialsAt(tx, id, revision, { last_success_at: now, consecutive_failures: 0, ...status });
};

export const addCredentialsFailure = async (tx: Query, id: string, revision: number): Promise<void> => {
  await tx
    .updateTable('credentials')
    .set(({ eb }) => ({ consecutive_failures: eb('consecutive_failures', '+', 1) }))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .execute();
};

/** Credentials whose newest secrets have not worked yet: of those without former ones that work in their place, only such as nobody has judged. */
export const listUnproven = async (db: Query): Promise<CredentialsRow[]> =>
  db
    .selectFrom('credentials')
    .selectAll()
    .where(({ or, eb }) => or([eb('former_sealed_secrets', 'is not', null), eb('status', '=', 'UNTESTED')]))
    .execute();

export const endRotation = async (tx: Query, id: string, revision: number): Promise<void> => {
  await updateCredentialsAt(tx, id, revision, { former_fields: null, former_sealed_secrets: null });
};
