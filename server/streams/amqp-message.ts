import { type EventType, eventTopics, schemaMajorVersion } from '#lib/domain/event.ts';
import { eventExchange, routingKey } from '#lib/domain/event-consumer.ts';
import type { EventRow } from '#server/store/events.ts';
import type { BrokerMessage } from './broker-link.ts';
import type { PublicEvent } from './public-events.ts';

/** Topics of an event of this type that someone subscribed to. */
export const topicsOf = (type: EventType, subscribed: ReadonlySet<string>): string[] =>
  eventTopics(type).filter((topic) => subscribed.has(topic));

/**
 * The event as a message on one topic: properties and headers as platform.md 8.2 has them, with the three headers of the older interface. The body is
 * the envelope as every channel carries it. `previous_sequence`: of the event before it on this topic, 0 for the first of a subscription.
 */
export const toMessage = (
  row: Pick<EventRow, 'fleet_id' | 'occurred_at' | 'flow_id'>,
  event: PublicEvent,
  topic: string,
  previous_sequence: number,
  body: Buffer,
): BrokerMessage => {
  const { id, type, vehicle_id, sequence } = event;
  const version = schemaMajorVersion(type);
  return {
    exchange: eventExchange(row.fleet_id),
    routingKey: routingKey(topic, type, vehicle_id),
    mandatory: true,
    durable: true,
    contentType: 'application/json',
    messageId: id,
    type,
    timestamp: Math.floor(Date.parse(row.occurred_at) / 1000),
    correlationId: row.flow_id,
    headers: {
      schema_major_version: version,
      sequence,
      previous_sequence,
      'Flow-ID': row.flow_id,
      'Message-Type': type,
      'Message-Version': String(version),
    },
    body,
  };
};
