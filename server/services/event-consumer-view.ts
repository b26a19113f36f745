import type { EventConsumer, EventConsumerMetrics } from '#lib/contract/event-consumers.ts';
import { consumerUser, dropped_after_ms, most_queue_bytes, topicQueue, warned_after_ms } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import type { BrokerPlace } from '#server/config.ts';
import type { ConsumerQueueRow, ConsumerRow } from '#server/store/event-consumers.ts';

/** Figures older than this say nothing about now. */
const fresh_ms = 60_000;
const nearly = 0.8;

const unreadOf = ({ unread_since, announced_at }: ConsumerQueueRow) => {
  if (!unread_since) return {};
  const earliest_ms = Date.parse(unread_since) + dropped_after_ms;
  const announced_ms = announced_at ? Date.parse(announced_at) + warned_after_ms : 0;
  return { unread_since, drops_at: new Date(Math.max(earliest_ms, announced_ms)).toISOString() };
};

const standing = (app: App, row: ConsumerRow, queues: readonly ConsumerQueueRow[]): Pick<EventConsumer, 'status' | 'reasons'> => {
  const is_unread = ({ unread_since }: ConsumerQueueRow) =>
    unread_since !== null && app.clock() - Date.parse(unread_since) >= warned_after_ms;
  const suspended = [...(row.suspended ? (['OPERATOR'] as const) : []), ...(row.relay_state === 'BLOCKED' ? (['OVERLOAD'] as const) : [])];
  const warnings = [
    ...(queues.some(is_unread) ? (['UNREAD'] as const) : []),
    ...(queues.some(({ bytes }) => bytes > nearly * most_queue_bytes) ? (['NEARLY_FULL'] as const) : []),
    ...(row.relay_state === 'FAILING' ? (['BROKER_UNREACHABLE'] as const) : []),
  ];
  const reasons = [...suspended, ...warnings];
  if (suspended.length > 0) return { status: 'SUSPENDED', reasons };
  if (warnings.length > 0) return { status: 'WARNING', reasons };
  const is_measured = row.measured_at !== null && app.clock() - Date.parse(row.measured_at) < fresh_ms;
  return { status: is_measured && row.connections > 0 ? 'CONNECTED' : 'NOT_CONNECTED', reasons };
};

export const toConsumer = (
  app: App,
  broker: BrokerPlace | undefined,
  row: ConsumerRow,
  queues: readonly ConsumerQueueRow[],
): EventConsumer => ({
  id: row.id,
  name: row.name,
  host: broker?.host ?? '',
  port: broker?.port ?? 0,
  tls: broker?.tls ?? false,
  virtual_host: consumerUser(row),
  user: consumerUser(row),
  queues: queues.map((queue) => ({ topic: queue.topic, name: topicQueue(row, queue.topic), ...unreadOf(queue) })),
  ...standing(app, row, queues),
  suspended: row.suspended === 1,
  provisioned: row.provisioned_revision === row.revision,
  created_at: row.created_at,
  modified_at: row.modified_at,
});

export const toMetrics = (row: ConsumerRow, queues: readonly ConsumerQueueRow[], waiting_events: number): EventConsumerMetrics => ({
  ...(row.measured_at && { measured_at: row.measured_at }),
  connections: row.connections,
  waiting_events,
  queues: queues.map((queue) => ({
    topic: queue.topic,
    name: topicQueue(row, queue.topic),
    messages_ready: queue.messages_ready,
    messages_unacknowledged: queue.messages_unacknowledged,
    bytes: queue.bytes,
    consumers: queue.consumers,
    publish_rate_per_second: queue.publish_rate,
    delivery_rate_per_second: queue.delivery_rate,
    acknowledgement_rate_per_second: queue.acknowledgement_rate,
    ...unreadOf(queue),
  })),
});
