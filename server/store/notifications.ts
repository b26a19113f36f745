import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type SubscriptionRow = Selectable<Schema['notification_subscriptions']>;
export type MarkRow = Selectable<Schema['notification_marks']>;

export const insertSubscription = async (tx: Query, row: Insertable<Schema['notification_subscriptions']>): Promise<void> => {
  await tx.insertInto('notification_subscriptions').values(row).execute();
};

export const findSubscription = async (db: Query, id: string): Promise<SubscriptionRow | undefined> =>
  db.selectFrom('notification_subscriptions').selectAll().where('id', '=', id).executeTakeFirst();

/** In the order in which they were made. */
export const listSubscriptions = async (db: Query, fleet_id: string): Promise<SubscriptionRow[]> =>
  db.selectFrom('notification_subscriptions').selectAll().where('fleet_id', '=', fleet_id).orderBy('id').execute();

/** Of all fleets: those that are to be served. What they have to send still goes out when they are switched off. */
export const listAllSubscriptions = async (db: Query): Promise<SubscriptionRow[]> =>
  db.selectFrom('notification_subscriptions').selectAll().orderBy('id').execute();

export const updateSubscription = async (
  tx: Query,
  id: string,
  changes: Updateable<Schema['notification_subscriptions']>,
): Promise<void> => {
  await tx.updateTable('notification_subscriptions').set(changes).where('id', '=', id).execute();
};

/** False when the subscription is gone, was changed, or another has moved it since. */
export const moveSubscription = async (
  tx: Query,
  { id, sequence, revision }: Pick<SubscriptionRow, 'id' | 'sequence' | 'revision'>,
  to: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('notification_subscriptions')
    .set({ sequence: to })
    .where('id', '=', id)
    .where('sequence', '=', sequence)
    .where('revision', '=', revision)
    .where('enabled', '=', 1)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
};

/** With all of its deliveries. */
export const deleteSubscription = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('notification_subscriptions').where('id', '=', id).execute();
};

export const listMarks = async (db: Query, subscription_id: string, vehicle_ids: readonly string[]): Promise<MarkRow[]> =>
  vehicle_ids.length === 0
    ? []
    : db
        .selectFrom('notification_marks')
        .selectAll()
        .where('subscription_id', '=', subscription_id)
        .where('vehicle_id', 'in', vehicle_ids)
        .execute();

/** Conditions that have held long enough, longest due first. */
export const listDueMarks = async (db: Query, subscription_id: string, now: string, limit: number): Promise<MarkRow[]> =>
  db
    .selectFrom('notification_marks')
    .selectAll()
    .where('subscription_id', '=', subscription_id)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();

export const upsertMark = async (tx: Query, mark: MarkRow): Promise<void> => {
  await tx
    .insertInto('notification_marks')
    .values(mark)
    .onConflict((conflict) => conflict.columns(['subscription_id', 'vehicle_id', 'matter']).doUpdateSet(mark))
    .execute();
};

export const deleteMarks = async (tx: Query, subscription_id: string): Promise<void> => {
  await tx.deleteFrom('notification_marks').where('subscription_id', '=', subscription_id).execute();
};

/** Every subscription goes on behind the end of its fleet's log, and what was about to be told of conditions that last is not told. */
export const skipToEndOfLog = async (tx: Query): Promise<void> => {
  await tx
    .updateTable('notification_subscriptions')
    .from('fleet_sequences')
    // The revision lets a relay that runs forget how far it had read.
    .set(({ eb, ref }) => ({ sequence: ref('fleet_sequences.last_sequence'), revision: eb('notification_subscriptions.revision', '+', 1) }))
    .whereRef('fleet_sequences.fleet_id', '=', 'notification_subscriptions.fleet_id')
    .execute();
  await tx.updateTable('notification_marks').set({ due_at: null }).where('due_at', 'is not', null).execute();
};

/** What a person, a mail or a chat calls a vehicle; of the fleet's own and of those shared with it. */
export const mapVehicleLabels = async (db: Query, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('vehicles')
    .select(['id', 'license_plate', 'custom_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, license_plate, custom_name }) => [id, license_plate ?? custom_name ?? id]));
};

/** All that notifications know of a vehicle that is removed for good. */
export const deleteNotificationsOf = async (tx: Query, vehicle_id: string): Promise<void> => {
  for (const table of ['notification_deliveries', 'notification_marks', 'inbox_entries'] as const)
    await tx.deleteFrom(table).where('vehicle_id', '=', vehicle_id).execute();
};
