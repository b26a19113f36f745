import { z } from 'zod';
import { EventTopic } from '#lib/domain/event-schema.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'Event consumers';
const consumer_path = z.strictObject({ consumer_id: z.ulid() });

const name = z.string().max(100).trim().min(1).describe('Unique within the fleet');
const topics = z
  .array(EventTopic)
  .min(1)
  .max(50)
  .refine((chosen) => new Set(chosen).size === chosen.length, 'A topic is named once')
  .describe('One queue each');

export const EventConsumerRequest = z.strictObject({ name, topics });
export const EventConsumerPatch = z
  .strictObject({
    name,
    suspended: z.boolean().describe('Nothing is delivered meanwhile; what happens waits in the log of the fleet, for 7 days'),
  })
  .partial();
export const EventConsumerTopics = z.strictObject({ topics });

const queue = {
  topic: EventTopic,
  name: z.string().describe('Of the queue'),
};
const unread = {
  unread_since: z.iso.datetime().optional().describe('Since when something waits and nothing was acknowledged'),
  drops_at: z.iso
    .datetime()
    .optional()
    .describe('When the queue is deleted and its topic unsubscribed if nothing is acknowledged until then'),
};

export const consumer_reasons = ['OPERATOR', 'OVERLOAD', 'UNREAD', 'NEARLY_FULL', 'BROKER_UNREACHABLE'] as const;

export const EventConsumer = z.object({
  id: z.ulid(),
  name: z.string(),
  host: z.string(),
  port: z.int(),
  tls: z.boolean().describe('Connect by `amqps`'),
  virtual_host: z.string(),
  user: z.string(),
  queues: z.array(z.object({ ...queue, ...unread })),
  status: z.enum(['CONNECTED', 'WARNING', 'SUSPENDED', 'NOT_CONNECTED']),
  reasons: z
    .array(z.enum(consumer_reasons))
    .describe(
      'Why it is suspended (`OPERATOR`: by a person, `OVERLOAD`: the broker takes nothing) or warned of (`UNREAD`: a queue is not read, `NEARLY_FULL`: the oldest events of a queue will be dropped, `BROKER_UNREACHABLE`)',
    ),
  suspended: z.boolean(),
  provisioned: z.boolean().describe('The broker knows its user, password and queues as they stand here'),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
});
export type EventConsumer = z.infer<typeof EventConsumer>;

export const EventConsumerWithPassword = EventConsumer.extend({ password: z.string().describe('Told only here') });
export type EventConsumerWithPassword = z.infer<typeof EventConsumerWithPassword>;

const rate = z.number().nonnegative().describe('A second, over the last seconds');

export const EventConsumerMetrics = z.object({
  measured_at: z.iso.datetime().optional().describe('Absent until the broker was asked for the first time'),
  connections: z.int().nonnegative(),
  waiting_events: z.int().nonnegative().describe('Of the log, not yet taken by the broker'),
  queues: z.array(
    z.object({
      ...queue,
      messages_ready: z.int().nonnegative(),
      messages_unacknowledged: z.int().nonnegative(),
      bytes: z.int().nonnegative(),
      consumers: z.int().nonnegative(),
      publish_rate_per_second: rate,
      delivery_rate_per_second: rate,
      acknowledgement_rate_per_second: rate,
      ...unread,
    }),
  ),
});
export type EventConsumerMetrics = z.infer<typeof EventConsumerMetrics>;

const permission = 'event-subscriptions';
const of_consumer = { area, ours: true, params: consumer_path } as const;

export const event_consumer_operations = {
  listEventConsumers: operation({
    ...routes.listEventConsumers,
    summary: 'List event consumers',
    area,
    ours: true,
    permission: 'event-subscriptions.ro',
    query: z.strictObject(paging),
    output: page(EventConsumer),
  }),
  createEventConsumer: operation({
    ...routes.createEventConsumer,
    summary: 'Make an event consumer',
    area,
    ours: true,
    permission,
    body: EventConsumerRequest,
    status: 201,
    output: EventConsumerWithPassword,
  }),
  getEventConsumer: operation({
    ...routes.getEventConsumer,
    ...of_consumer,
    summary: 'Read an event consumer',
    permission: 'event-subscriptions.ro',
    output: EventConsumer,
    revisioned: true,
  }),
  updateEventConsumer: operation({
    ...routes.updateEventConsumer,
    ...of_consumer,
    summary: 'Rename or suspend an event consumer',
    permission,
    body: EventConsumerPatch,
    output: EventConsumer,
    revisioned: true,
  }),
  deleteEventConsumer: operation({
    ...routes.deleteEventConsumer,
    ...of_consumer,
    summary: 'Delete an event consumer with its queues',
    permission,
  }),
  setEventConsumerTopics: operation({
    ...routes.setEventConsumerTopics,
    ...of_consumer,
    summary: 'Subscribe and unsubscribe topics',
    permission,
    body: EventConsumerTopics,
    output: EventConsumer,
    revisioned: true,
  }),
  replaceEventConsumerPassword: operation({
    ...routes.replaceEventConsumerPassword,
    ...of_consumer,
    summary: 'Give an event consumer a new password',
    permission,
    output: EventConsumerWithPassword,
  }),
  getEventConsumerMetrics: operation({
    ...routes.getEventConsumerMetrics,
    ...of_consumer,
    summary: 'Read depth and rates of its queues',
    permission: 'event-subscriptions.ro',
    output: EventConsumerMetrics,
  }),
};
