import { eventTopics, public_event_types, schemaMajorVersion } from '#lib/domain/event.ts';
import { eventExchange, routingKey } from '#lib/domain/event-consumer.ts';
import type { BrokerMessage } from './broker-link.ts';
import type { PublicEvent } from './public-events.ts';

/** For each type of event the topics of it that someone subscribed to; nothing of a type without any. */
export const topicsByType = (subscribed: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    public_event_types.flatMap((type) => {
      const topics = eventTopics(type).filter((topic) => subscribed.has(topic));
      return topics.length > 0 ? [[type, topics]] : [];
    }),
  );

/**
 * The event as a message on one topic: properties and headers as platform.md 8.2 has them, with the three headers of the older interface. The body is
 * the envelope as every channel carries it. `previous_sequence`: of the event before it on this topic, 0 for the first of a subscription.
 */
export const toMessage = (
  fleet_id: string,
  { id, type, vehicle_id, sequence, occurred_at, flow_id }: PublicEvent,
  topic: string,
  previous_sequence: number,
  body: Buffer,
): BrokerMessage => {
  const version = schemaMajorVersion(type);
  return {
    exchange: eventExchange(fleet_id),
    routingKey: routingKey(topic, type, vehicle_id),
    mandatory: true,
    durable: true,
    contentType: 'application/json',
    messageId: id,
    type,
    timestamp: Math.floor(Date.parse(occurred_at) / 1000),
    correlationId: flow_id,
    headers: {
      schema_major_version: version,
      sequence,
      previous_sequence,
      'Flow-ID': flow_id,
      'Message-Type': type,
      'Message-Version': String(version),
    },
    body,
  };
};
