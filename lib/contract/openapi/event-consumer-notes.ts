import type { event_consumer_operations } from '../event-consumers.ts';

/** What a reader must know of event consumers beyond their form. */
export const event_consumer_notes: { [K in keyof typeof event_consumer_operations]?: { description: string; idempotent?: true } } = {
  createEventConsumer: {
    description: [
      'A program that reads events from the message broker by AMQP 0.9.1, with a virtual host, a user and a password of its own and one queue per topic. It hears what happens from now on. Connect when `provisioned` is true, usually within a second.',
      'Messages carry the JSON envelope of the public stream; properties `message_id`, `type`, `timestamp`, `correlation_id` (the flow id) and the headers `schema_major_version`, `sequence` and `previous_sequence`. Delivery is at least once and in order per vehicle. A queue with something in it of which nothing is acknowledged for 3 days is deleted and its topic unsubscribed.',
      'The caller must hold the permission to see what he subscribes to: `events-trips.ro` for all but states and vehicles. A fleet has at most 5 consumers. An installation without a broker answers 503.',
    ].join('\n\n'),
    idempotent: true,
  },
  updateEventConsumer: {
    description:
      'A suspended consumer gets nothing; what its queues hold stays. Resumed, it goes on where it stopped, as far as the log can be resumed (7 days).',
  },
  deleteEventConsumer: { description: 'Its connections are closed, and what lies in its queues is gone.' },
  setEventConsumerTopics: {
    description: 'Replaces the list. The queue of a topic that is no longer named is deleted with what is in it; a new topic begins now.',
  },
  replaceEventConsumerPassword: { description: 'The old password ends at once, and connections that were made with it are closed.' },
  getEventConsumerMetrics: { description: 'As the gateway measured last, at most 10 seconds ago while gateway and broker run.' },
};
