export interface NotificationTables {
  /** Mails to be sent; of those that were, how it went. */
  mails: {
    id: string;
    /** Empty: of no fleet. */
    fleet_id: string;
    kind: string;
    language: string;
    /** Empty once it is sent or given up, as is the next. */
    recipient: string;
    /** Only the gateway opens it. */
    sealed_content: string;
    status: string;
    attempts: number;
    created_at: string;
    next_attempt_at: string | null;
    expires_at: string;
    finished_at: string | null;
    error: string | null;
    reply_code: number | null;
  };
  notification_subscriptions: {
    id: string;
    fleet_id: string;
    name: string;
    enabled: number;
    language: string;
    /** JSON arrays, as are the next three. */
    event_types: string;
    conditions: string;
    vehicle_ids: string;
    /** Addresses of chats are sealed in it. */
    channels: string;
    /** JSON objects, or null. */
    quiet_hours: string | null;
    hysteresis: string | null;
    made_by_id: string;
    /** Up to here the log has been turned into deliveries. */
    sequence: number;
    revision: number;
    created_at: string;
    modified_at: string;
  };
  notification_deliveries: {
    id: string;
    subscription_id: string;
    fleet_id: string;
    channel: string;
    /** The address within the channel. */
    target: string;
    event_id: string;
    /** Of the event in the log; null for a test. */
    sequence: number | null;
    /** Type of the event, or the condition that it met. */
    matter: string;
    vehicle_id: string | null;
    /** JSON object: what the line about it says beyond its matter. */
    detail: string;
    occurred_at: string;
    status: string;
    attempts: number;
    created_at: string;
    next_attempt_at: string | null;
    last_attempt_at: string | null;
    /** The mail that carries it. */
    mail_id: string | null;
    response_status: number | null;
    error: string | null;
  };
  /** What is known of a vehicle under a subscription: since when a condition holds, and when it was told last. */
  notification_marks: {
    subscription_id: string;
    vehicle_id: string;
    matter: string;
    since: string | null;
    /** Of the event that began it. */
    event_id: string;
    sequence: number;
    detail: string;
    /** When it has held long enough; null when it was told, or does not hold. */
    due_at: string | null;
    told_at: string | null;
  };
  inbox_entries: {
    id: string;
    fleet_id: string;
    user_id: string;
    /** Of the subscription, or of what Motorpool itself has to say. */
    source_id: string;
    source_name: string;
    event_id: string;
    sequence: number | null;
    matter: string;
    vehicle_id: string | null;
    detail: string;
    occurred_at: string;
    created_at: string;
    read_at: string | null;
  };
}
