import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type NotificationRow = Selectable<Schema['notification_deliveries']>;
export type NewNotification = Insertable<Schema['notification_deliveries']>;

/** What was told already, to the same receiver of the same subscription, is not told again. */
export const insertNotifications = async (tx: Query, rows: readonly NewNotification[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += 100)
    await tx
      .insertInto('notification_deliveries')
      .values(rows.slice(at, at + 100))
      .onConflict((conflict) => conflict.columns(['subscription_id', 'event_id', 'channel', 'target']).doNothing())
      .execute();
};

/** Newest first. */
export const listNotifications = async (
  db: Query,
  subscription_id: string,
  { status, before_id, limit }: { status?: string | undefined; before_id?: string | undefined; limit: number },
): Promise<NotificationRow[]> => {
  let query = db.selectFrom('notification_deliveries').selectAll().where('subscription_id', '=', subscription_id);
  if (status) query = query.where('status', '=', status);
  if (before_id) query = query.where('id', '<', before_id);
  return query.orderBy('id', 'desc').limit(limit).execute();
};

/** In the order of the log. */
export const listDueNotifications = async (db: Query, subscription_id: string, now: string, limit: number): Promise<NotificationRow[]> =>
  db
    .selectFrom('notification_deliveries')
    .selectAll()
    .where('subscription_id', '=', subscription_id)
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .execute();

export const countWaitingNotifications = async (db: Query, subscription_id: string): Promise<number> => {
  const row = await db
    .selectFrom('notification_deliveries')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('subscription_id', '=', subscription_id)
    .where('status', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

export const updateNotifications = async (
  tx: Query,
  ids: readonly string[],
  changes: Updateable<Schema['notification_deliveries']>,
): Promise<void> => {
  await tx.updateTable('notification_deliveries').set(changes).where('id', 'in', ids).where('status', '=', 'PENDING').execute();
};

/** Of a mail that carries them. */
export const settleNotificationsOfMail = async (
  tx: Query,
  mail_id: string,
  changes: Updateable<Schema['notification_deliveries']>,
): Promise<void> => {
  await tx.updateTable('notification_deliveries').set(changes).where('mail_id', '=', mail_id).where('status', '=', 'PENDING').execute();
};

/** Gives up all that wait; returns the fleet of each that no mail carries yet. */
export const endWaitingNotifications = async (tx: Query, error: string): Promise<string[]> => {
  const ended = await tx
    .updateTable('notification_deliveries')
    .set({ status: 'FAILED', next_attempt_at: null, error })
    .where('status', '=', 'PENDING')
    .returning(['fleet_id', 'mail_id'])
    .execute();
  return ended.filter(({ mail_id }) => mail_id === null).map(({ fleet_id }) => fleet_id);
};

/** Finished ones beyond the newest `kept` go, oldest first and not too many at once. */
export const trimNotifications = async (tx: Query, subscription_id: string, kept: number, limit: number): Promise<void> => {
  const beyond = tx
    .selectFrom('notification_deliveries')
    .select('id')
    .where('subscription_id', '=', subscription_id)
    .where('status', '<>', 'PENDING')
    .orderBy('id', 'desc')
    .offset(kept)
    .limit(limit);
  await tx.deleteFrom('notification_deliveries').where('id', 'in', beyond).execute();
};

/** Finished ones of before; returns how many went, `limit` at most. */
export const deleteNotificationsBefore = async (tx: Query, before: string, limit: number): Promise<number> => {
  const old = tx
    .selectFrom('notification_deliveries')
    .select('id')
    .where('status', '<>', 'PENDING')
    .where('created_at', '<', before)
    .limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('notification_deliveries').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
};
