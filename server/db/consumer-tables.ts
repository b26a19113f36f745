/** Tables about programs that read events from the message broker. */
export interface ConsumerTables {
  event_consumers: {
    id: string;
    fleet_id: string;
    name: string;
    /** As the broker keeps it: salted, and useless for signing in. */
    password_hash: string;
    suspended: number;
    /** Gone for everybody but the gateway, which has yet to take it off the broker. */
    deleted_at: string | null;
    revision: number;
    /** The broker is set up as this revision wants it; 0 before the first time. */
    provisioned_revision: number;
    /** How the relay fares: RUNNING, BLOCKED by the broker, or FAILING; null before it began. */
    relay_state: string | null;
    connections: number;
    measured_at: string | null;
    created_at: string;
    modified_at: string;
  };
  event_consumer_queues: {
    consumer_id: string;
    topic: string;
    subscribed_at: string;
    /** Of the last event that the broker took for this queue, 0 before the first one. */
    last_sequence: number;
    messages_ready: number;
    messages_unacknowledged: number;
    bytes: number;
    consumers: number;
    publish_rate: number;
    delivery_rate: number;
    acknowledgement_rate: number;
    /** The broker's count of what was acknowledged. */
    taken: number;
    /** Since when something waits and nothing is taken. */
    unread_since: string | null;
    /** When the fleet was told that the queue will be dropped. */
    announced_at: string | null;
    measured_at: string | null;
  };
}
