import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type WebhookRow = Selectable<Schema['webhooks']>;

export const insertWebhook = async (tx: Query, row: Insertable<Schema['webhooks']>): Promise<void> => {
  await tx.insertInto('webhooks').values(row).execute();
};

export const findWebhook = async (db: Query, id: string): Promise<WebhookRow | undefined> =>
  db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();

/** In the order in which they were made. */
export const listWebhooks = async (db: Query, fleet_id: string): Promise<WebhookRow[]> =>
  db.selectFrom('webhooks').selectAll().where('fleet_id', '=', fleet_id).orderBy('id').execute();

/** Those of all fleets that are to be served. */
export const listEnabledWebhooks = async (db: Query): Promise<WebhookRow[]> =>
  db.selectFrom('webhooks').selectAll().where('enabled', '=', 1).orderBy('id').execute();

export const updateWebhook = async (tx: Query, id: string, changes: Updateable<Schema['webhooks']>): Promise<void> => {
  await tx.updateTable('webhooks').set(changes).where('id', '=', id).execute();
};

/** False when the webhook is gone, or another has moved it since. */
export const moveWebhook = async (tx: Query, id: string, from: number, to: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('webhooks')
    .set({ sequence: to })
    .where('id', '=', id)
    .where('sequence', '=', from)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
};

/** With all of its deliveries. */
export const deleteWebhook = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
};
