import type { EventConsumer, event_consumer_operations } from '../event-consumers.ts';
import type { ExamplesOf } from './example-type.ts';

const id = '01JA0D3Q8Z5N7C1W4K6PVTXR2E';
const name_of = (topic: string) => `F48XD.${id}.${topic}`;
const queue = { topic: 'VehicleChange', name: name_of('VehicleChange') };
const further = { topic: 'VehicleStateRecorded', name: name_of('VehicleStateRecorded') };
const consumer: EventConsumer = {
  id,
  name: 'Booking',
  host: 'events.motorpool.example',
  port: 5671,
  tls: true,
  virtual_host: `f-F48XD-c-${id}`,
  user: `f-F48XD-c-${id}`,
  queues: [queue],
  status: 'CONNECTED',
  reasons: [],
  suspended: false,
  provisioned: true,
  created_at: '2026-05-18T09:00:00.000Z',
  modified_at: '2026-05-18T09:00:00.000Z',
};
const fresh: EventConsumer = { ...consumer, status: 'NOT_CONNECTED', provisioned: false };
const password = '5vVt0kSlzQWJ7lB2uZk3J9y4cM8nX1fGdHsAeRtYwQo';
const params = { consumer_id: id };

export const event_consumer_examples: ExamplesOf<keyof typeof event_consumer_operations> = {
  listEventConsumers: { output: { items: [consumer] } },
  createEventConsumer: { body: { name: consumer.name, topics: [queue.topic] }, output: { ...fresh, password } },
  getEventConsumer: { params, output: consumer },
  updateEventConsumer: {
    params,
    body: { suspended: true },
    output: { ...consumer, status: 'SUSPENDED', reasons: ['OPERATOR'], suspended: true, provisioned: false },
  },
  deleteEventConsumer: { params },
  setEventConsumerTopics: {
    params,
    body: { topics: [queue.topic, further.topic] },
    output: { ...consumer, provisioned: false, queues: [queue, further] },
  },
  replaceEventConsumerPassword: { params, output: { ...fresh, password } },
  getEventConsumerMetrics: {
    params,
    output: {
      measured_at: '2026-05-18T09:41:10.000Z',
      connections: 1,
      waiting_events: 0,
      queues: [
        {
          ...queue,
          messages_ready: 12,
          messages_unacknowledged: 20,
          bytes: 38_112,
          consumers: 1,
          publish_rate_per_second: 4.2,
          delivery_rate_per_second: 4.4,
          acknowledgement_rate_per_second: 4.4,
          unread_since: '2026-05-18T09:41:08.000Z',
          drops_at: '2026-05-21T09:41:08.000Z',
        },
      ],
    },
  },
};
