/** How an event consumer's things are called at the message broker. */
export interface ConsumerPlace {
  id: string;
  fleet_id: string;
}

/** Its user, and its virtual host, which have the same name. */
export const consumerUser = ({ id, fleet_id }: ConsumerPlace): string => `f-${fleet_id}-c-${id}`;

export const eventExchange = (fleet_id: string): string => `fleet.${fleet_id}`;

export const topicQueue = ({ id, fleet_id }: ConsumerPlace, topic: string): string => `${fleet_id}.${id}.${topic}`;

/** What a consumer rejects, and what its queues give up, lies here. */
export const deadLetterQueue = (place: ConsumerPlace): string => topicQueue(place, 'dead-letters');

export const routingKey = (topic: string, event_type: string, vehicle_id: string): string => `${topic}.${event_type}.${vehicle_id}`;

export const most_consumers = 5;

const hour_ms = 3_600_000;
/** A queue in which something waits and nothing is acknowledged is warned of, announced and dropped after so long. */
export const warned_after_ms = 24 * hour_ms;
export const announced_after_ms = 48 * hour_ms;
export const dropped_after_ms = 72 * hour_ms;

/** Beyond this the oldest messages of a queue give way. */
export const most_queue_bytes = 2 * 1024 ** 3;
