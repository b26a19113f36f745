import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type DeliveryRow = Selectable<Schema['webhook_deliveries']>;
export type NewDelivery = Insertable<Schema['webhook_deliveries']>;

export const insertDeliveries = async (tx: Query, rows: readonly NewDelivery[]): Promise<void> => {
  if (rows.length > 0)
    await tx
      .insertInto('webhook_deliveries')
      .values([...rows])
      .execute();
};

export const findDelivery = async (db: Query, webhook_id: string, id: string): Promise<DeliveryRow | undefined> =>
  db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhook_id).where('id', '=', id).executeTakeFirst();

export interface DeliveryFilter {
  status?: string | undefined;
  before_id?: string | undefined;
  limit: number;
}

/** Newest first. */
export const listDeliveries = async (
  db: Query,
  webhook_id: string,
  { status, before_id, limit }: DeliveryFilter,
): Promise<DeliveryRow[]> => {
  let query = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhook_id);
  if (status) query = query.where('status', '=', status);
  if (before_id) query = query.where('id', '<', before_id);
  return query.orderBy('id', 'desc').limit(limit).execute();
};

/** Those whose next attempt is due, longest waiting first. */
export const listDueDeliveries = async (db: Query, webhook_id: string, now: string, limit: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhook_id)
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(limit)
    .execute();

export const countPendingDeliveries = async (db: Query, webhook_id: string): Promise<number> => {
  const row = await db
    .selectFrom('webhook_deliveries')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('webhook_id', '=', webhook_id)
    .where('status', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

export const updateDelivery = async (tx: Query, id: string, changes: Updateable<Schema['webhook_deliveries']>): Promise<void> => {
  await tx.updateTable('webhook_deliveries').set(changes).where('id', '=', id).execute();
};

/** Makes whatever waits due at once, as if it had never been tried. */
export const restartDeliveries = async (tx: Query, webhook_id: string, now: string): Promise<void> => {
  await tx
    .updateTable('webhook_deliveries')
    .set({ attempts: 0, next_attempt_at: now })
    .where('webhook_id', '=', webhook_id)
    .where('status', '=', 'PENDING')
    .execute();
};

/** Finished deliveries beyond the newest `kept` of a webhook go, oldest first and not too many at once. */
export const trimDeliveries = async (tx: Query, webhook_id: string, kept: number, limit: number): Promise<void> => {
  const beyond = tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('webhook_id', '=', webhook_id)
    .where('status', '<>', 'PENDING')
    .orderBy('id', 'desc')
    .offset(kept)
    .limit(limit);
  await tx.deleteFrom('webhook_deliveries').where('id', 'in', beyond).execute();
};

/** Finished ones of before; returns how many went, `limit` at most. */
export const deleteDeliveriesBefore = async (tx: Query, before: string, limit: number): Promise<number> => {
  const old = tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('status', '<>', 'PENDING')
    .where('created_at', '<', before)
    .limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('webhook_deliveries').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
};
