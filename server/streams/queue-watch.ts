import { z } from 'zod';
import { consumerUser, dropped_after_ms, topicQueue, warned_after_ms } from '#lib/domain/event-consumer.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { sendNotice } from '#server/notifications/send-notice.ts';
import {
  type ConsumerQueueRow,
  type ConsumerRow,
  deleteConsumerQueues,
  findConsumer,
  listAllConsumers,
  listConsumerQueues,
  updateConsumer,
  updateConsumerQueue,
} from '#server/store/event-consumers.ts';
import { type Audit, write } from '#server/store/write.ts';
import type { BrokerApi } from './broker-api.ts';
import { judgeQueue } from './unread-queue.ts';

const rate = z.object({ rate: z.number() }).optional();
const count = z.number().optional();
const Queues = z.array(
  z.object({
    vhost: z.string(),
    name: z.string(),
    messages_ready: count,
    messages_unacknowledged: count,
    message_bytes: count,
    consumers: count,
    message_stats: z
      .object({
        ack: count,
        deliver_no_ack: count,
        get_no_ack: count,
        publish_details: rate,
        deliver_get_details: rate,
        ack_details: rate,
      })
      .optional(),
  }),
);
const queue_columns = [
  ...['vhost', 'name', 'messages_ready', 'messages_unacknowledged', 'message_bytes', 'consumers'],
  ...['ack', 'deliver_no_ack', 'get_no_ack', 'publish_details.rate', 'deliver_get_details.rate', 'ack_details.rate'].map(
    (column) => `message_stats.${column}`,
  ),
];
const Connections = z.array(z.object({ user: z.string().optional() }));

type Queue = z.output<typeof Queues>[number];

const system = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' } as const;

const readingOf = ({ message_stats: stats, ...queue }: Queue) => ({
  messages_ready: queue.messages_ready ?? 0,
  messages_unacknowledged: queue.messages_unacknowledged ?? 0,
  bytes: queue.message_bytes ?? 0,
  consumers: queue.consumers ?? 0,
  publish_rate: stats?.publish_details?.rate ?? 0,
  delivery_rate: stats?.deliver_get_details?.rate ?? 0,
  acknowledgement_rate: stats?.ack_details?.rate ?? 0,
  taken: (stats?.ack ?? 0) + (stats?.deliver_no_ack ?? 0) + (stats?.get_no_ack ?? 0),
});

export interface QueueWatchParts {
  app: App;
  api: BrokerApi;
  isInOffice(tx: Query): Promise<boolean>;
  /** Whose queues are this gateway's to look at. */
  holds?(consumer_id: string): boolean;
}

/** Notes what the broker says of one queue; what nobody reads is announced, then unsubscribed. The line of the consumer drops the queue itself. */
const note = async (app: App, tx: Query, audit: Audit, row: ConsumerRow, known: ConsumerQueueRow, queue: Queue): Promise<void> => {
  const reading = readingOf(queue);
  const messages = reading.messages_ready + reading.messages_unacknowledged;
  const { verdict, ...unread } = judgeQueue(known, { messages, taken: reading.taken }, app.clock());
  const { topic } = known;
  const tell = (act: string, detail: object) => {
    const entry = { object_type: 'event-consumer', object_id: row.id, detail: { name: row.name, topic, ...detail }, flow_id: newFlowId() };
    audit({ fleet_id: row.fleet_id, actor: system, action: `event-consumer.${act}`, ...entry });
    app.log.warn({ consumer_id: row.id, topic, messages }, `Nobody reads a queue: ${act}`);
  };
  const tellPeople = (kind: 'QUEUE_DROPPED' | 'QUEUE_DROP_ANNOUNCED') => {
    const { id, name, fleet_id } = row;
    const told = { owner_id: null, detail: { topic }, path: '/developers/event-consumers' };
    return sendNotice(app, tx, { fleet_id, kind, source: { id, name }, ...told });
  };
  if (verdict === 'DROP') {
    await deleteConsumerQueues(tx, row.id, [topic]);
    const revision = ((await findConsumer(tx, row.id))?.revision ?? row.revision) + 1;
    await updateConsumer(tx, row.id, { revision, modified_at: nowAt(app) });
    await tellPeople('QUEUE_DROPPED');
    return tell('drop-queue', { messages });
  }
  await updateConsumerQueue(tx, row.id, topic, { ...reading, ...unread, measured_at: nowAt(app) });
  if (verdict !== 'ANNOUNCE') return;
  const drops_ms = Math.max(Date.parse(unread.unread_since ?? '') + dropped_after_ms, app.clock() + warned_after_ms);
  await tellPeople('QUEUE_DROP_ANNOUNCED');
  tell('announce-drop', { messages, drops_at: new Date(drops_ms).toISOString() });
};

/** Asks the broker once how the queues of all consumers fare. */
export const measureQueues = async ({ app, api, isInOffice, holds = () => true }: QueueWatchParts): Promise<void> => {
  const rows = (await listAllConsumers(app.db.read)).filter((row) => !row.deleted_at && row.provisioned_revision > 0 && holds(row.id));
  if (rows.length === 0) return;
  const queues = new Map(((await api.get(['queues'], Queues, queue_columns)) ?? []).map((queue) => [queue.name, queue]));
  const users = ((await api.get(['connections'], Connections, ['user'])) ?? []).map(({ user }) => user);
  const known = Map.groupBy(
    await listConsumerQueues(
      app.db.read,
      rows.map(({ id }) => id),
    ),
    ({ consumer_id }): string => consumer_id,
  );
  await write(app, async (tx, _emit, audit) => {
    if (!(await isInOffice(tx))) return;
    for (const row of rows) {
      const user = consumerUser(row);
      await updateConsumer(tx, row.id, { connections: users.filter((one) => one === user).length, measured_at: nowAt(app) });
      for (const held of known.get(row.id) ?? []) {
        const queue = queues.get(topicQueue(row, held.topic));
        if (queue?.vhost === user) await note(app, tx, audit, row, held, queue);
      }
    }
  });
};
