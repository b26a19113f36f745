import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ConsumerRow = Selectable<Schema['event_consumers']>;
export type ConsumerQueueRow = Selectable<Schema['event_consumer_queues']>;

/** Name of the cursor by which a consumer's events are read from the log. */
export const consumerCursor = (consumer_id: string): string => `amqp:${consumer_id}`;

export const insertConsumer = async (tx: Query, row: Insertable<Schema['event_consumers']>): Promise<void> => {
  await tx.insertInto('event_consumers').values(row).execute();
};

/** Also when it is deleted and not yet off the broker. */
export const findConsumer = async (db: Query, id: string): Promise<ConsumerRow | undefined> =>
  db.selectFrom('event_consumers').selectAll().where('id', '=', id).executeTakeFirst();

/** In the order in which they were made. */
export const listConsumers = async (db: Query, fleet_id: string): Promise<ConsumerRow[]> =>
  db.selectFrom('event_consumers').selectAll().where('fleet_id', '=', fleet_id).where('deleted_at', 'is', null).orderBy('id').execute();

/** Of all fleets, with those that are still to be taken off the broker. */
export const listAllConsumers = async (db: Query): Promise<ConsumerRow[]> =>
  db.selectFrom('event_consumers').selectAll().orderBy('id').execute();

export const updateConsumer = async (tx: Query, id: string, changes: Updateable<Schema['event_consumers']>): Promise<void> => {
  await tx.updateTable('event_consumers').set(changes).where('id', '=', id).execute();
};

/** With its queues' rows. */
export const deleteConsumer = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('event_consumers').where('id', '=', id).execute();
};

const blank = {
  last_sequence: 0,
  messages_ready: 0,
  messages_unacknowledged: 0,
  bytes: 0,
  consumers: 0,
  publish_rate: 0,
  delivery_rate: 0,
  acknowledgement_rate: 0,
  taken: 0,
  unread_since: null,
  announced_at: null,
  measured_at: null,
};

export const insertConsumerQueues = async (
  tx: Query,
  consumer_id: string,
  topics: readonly string[],
  subscribed_at: string,
): Promise<ConsumerQueueRow[]> => {
  const rows = topics.map((topic) => ({ ...blank, consumer_id, topic, subscribed_at }));
  if (rows.length > 0) await tx.insertInto('event_consumer_queues').values(rows).execute();
  return rows;
};

/** In the order of their topics. */
export const listConsumerQueues = async (db: Query, consumer_ids: readonly string[]): Promise<ConsumerQueueRow[]> =>
  consumer_ids.length === 0
    ? []
    : db.selectFrom('event_consumer_queues').selectAll().where('consumer_id', 'in', consumer_ids).orderBy('topic').execute();

export const updateConsumerQueue = async (
  tx: Query,
  consumer_id: string,
  topic: string,
  changes: Updateable<Schema['event_consumer_queues']>,
): Promise<void> => {
  await tx.updateTable('event_consumer_queues').set(changes).where('consumer_id', '=', consumer_id).where('topic', '=', topic).execute();
};

export const deleteConsumerQueues = async (tx: Query, consumer_id: string, topics: readonly string[]): Promise<void> => {
  if (topics.length > 0)
    await tx.deleteFrom('event_consumer_queues').where('consumer_id', '=', consumer_id).where('topic', 'in', topics).execute();
};
