/**
 * Brings the broker in line with a consumer's rows, by comparison: whatever is there already stays, what is missing is made, what is not wanted goes.
 * So it can be repeated at any time, and a broker that was emptied is filled again.
 */
import { z } from 'zod';
import {
  type ConsumerPlace,
  consumerUser,
  deadLetterQueue,
  eventExchange,
  most_queue_bytes,
  topicQueue,
} from '#lib/domain/event-consumer.ts';
import type { ConsumerRow } from '#server/store/event-consumers.ts';
import type { BrokerApi } from './broker-api.ts';

const dead_letters = 'dead-letters';
const kept_ms = 7 * 86_400_000;
const most_dead_letters = 10_000;
/** Of a cluster that can lose one without losing a quorum. */
const nodes_for_quorum = 3;
const nothing = '^$';

const Names = z.array(z.object({ name: z.string() }));
const User = z.object({ password_hash: z.string().optional() });

/** For a pattern of RabbitMQ. Ids hold letters and digits alone. */
const escapeDots = (text: string): string => text.replaceAll('.', '\\.');

const setUpUser = async (api: BrokerApi, row: ConsumerRow): Promise<void> => {
  const user = consumerUser(row);
  const known = await api.get(['users', user], User);
  if (known?.password_hash === row.password_hash) return;
  const { password_hash } = row;
  await api.put(['users', user], { password_hash, hashing_algorithm: 'rabbit_password_hashing_sha256', tags: '' });
  // Whoever signed in by the password before goes.
  if (known) await api.remove(['connections', 'username', user]);
};

/** What becomes of messages in the consumer's queues. A policy can be changed later; what is said when a queue is made cannot. */
const setUpPolicies = async (api: BrokerApi, row: ConsumerPlace, virtual_host: string): Promise<void> => {
  const apply = { 'apply-to': 'queues' };
  const own = escapeDots(topicQueue(row, ''));
  await api.put(['policies', virtual_host, 'events'], {
    ...apply,
    priority: 0,
    pattern: `^${own}`,
    definition: {
      'message-ttl': kept_ms,
      'max-length-bytes': most_queue_bytes,
      overflow: 'drop-head',
      'dead-letter-exchange': dead_letters,
    },
  });
  await api.put(['policies', virtual_host, dead_letters], {
    ...apply,
    priority: 1,
    pattern: `^${escapeDots(deadLetterQueue(row))}$`,
    definition: { 'message-ttl': kept_ms, 'max-length': most_dead_letters, overflow: 'drop-head' },
  });
};

const setUpQueues = async (api: BrokerApi, row: ConsumerPlace, topics: readonly string[], virtual_host: string): Promise<void> => {
  const nodes = (await api.get(['nodes'], Names, ['name'])) ?? [];
  const kind = nodes.length >= nodes_for_quorum ? { 'x-queue-type': 'quorum' } : {};
  // Several readers of one queue would break the order; the second waits for the first to go.
  const queue = { durable: true, arguments: { ...kind, 'x-single-active-consumer': true } };
  const exchange = eventExchange(row.fleet_id);
  const wanted = new Map(topics.map((topic) => [topicQueue(row, topic), `${topic}.#`]));
  const held = new Set(((await api.get(['queues', virtual_host], Names, ['name'])) ?? []).map(({ name }) => name));
  for (const name of held) {
    if (!wanted.has(name) && name !== deadLetterQueue(row)) await api.remove(['queues', virtual_host, name]);
  }
  if (!held.has(deadLetterQueue(row))) await api.put(['queues', virtual_host, deadLetterQueue(row)], { durable: true, arguments: kind });
  await api.post(['bindings', virtual_host, 'e', dead_letters, 'q', deadLetterQueue(row)], { routing_key: '' });
  for (const [name, routing_key] of wanted) {
    if (!held.has(name)) await api.put(['queues', virtual_host, name], queue);
    await api.post(['bindings', virtual_host, 'e', exchange, 'q', name], { routing_key });
  }
};

/** `gateway_user`: who publishes. */
export const setUpConsumer = async (api: BrokerApi, row: ConsumerRow, topics: readonly string[], gateway_user: string): Promise<void> => {
  const name = consumerUser(row);
  await api.put(['vhosts', name], { description: 'Motorpool event consumer' });
  await setUpUser(api, row);
  await api.put(['permissions', name, gateway_user], { configure: '.*', write: '.*', read: '.*' });
  await api.put(['permissions', name, name], { configure: nothing, write: nothing, read: `^${escapeDots(topicQueue(row, ''))}` });
  await api.put(['exchanges', name, eventExchange(row.fleet_id)], { type: 'topic', durable: true });
  await api.put(['exchanges', name, dead_letters], { type: 'fanout', durable: true });
  await setUpPolicies(api, row, name);
  await setUpQueues(api, row, topics, name);
};

/** Its connections end with its virtual host. */
export const removeConsumer = async (api: BrokerApi, row: ConsumerPlace): Promise<void> => {
  const name = consumerUser(row);
  await api.remove(['users', name]);
  await api.remove(['vhosts', name]);
};
