import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export const findIdempotencyKey = async (
  db: Query,
  client_id: string,
  key: string,
): Promise<Selectable<Schema['idempotency_keys']> | undefined> =>
  db.selectFrom('idempotency_keys').selectAll().where('client_id', '=', client_id).where('key', '=', key).executeTakeFirst();

/** False when the key was there already. A transaction that is inserting the same key is waited for. */
export const insertIdempotencyKey = async (tx: Query, row: Insertable<Schema['idempotency_keys']>): Promise<boolean> => {
  const inserted = await tx
    .insertInto('idempotency_keys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return inserted !== undefined;
};

export const updateIdempotencyAnswer = async (tx: Query, client_id: string, key: string, answer: string): Promise<void> => {
  await tx.updateTable('idempotency_keys').set({ answer }).where('client_id', '=', client_id).where('key', '=', key).execute();
};

/** False when the key was claimed after `claimed_before` or has its answer. */
export const takeOverIdempotencyKey = async (
  tx: Query,
  client_id: string,
  key: string,
  claimed_before: string,
  created_at: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('idempotency_keys')
    .set({ created_at })
    .where('client_id', '=', client_id)
    .where('key', '=', key)
    .where('answer', 'is', null)
    .where('created_at', '<', claimed_before)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const deleteIdempotencyKey = async (tx: Query, client_id: string, key: string): Promise<void> => {
  await tx.deleteFrom('idempotency_keys').where('client_id', '=', client_id).where('key', '=', key).execute();
};

export const deleteOldIdempotencyKeys = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('idempotency_keys').where('created_at', '<', before).execute();
};
