import type { Generated } from 'kysely';

export interface WebhookTables {
  webhooks: {
    id: string;
    fleet_id: string;
    name: string;
    url: string;
    /** JSON arrays, as are the next two; empty for all. */
    topics: string;
    event_types: string;
    vehicle_ids: string;
    enabled: number;
    /** Why Motorpool disabled it; null when a person did, or nobody. */
    disabled_reason: string | null;
    /** Only the gateway opens it, as the one below. */
    sealed_secret: string;
    sealed_old_secret: string | null;
    old_secret_expires_at: string | null;
    /** Up to here the log has been turned into deliveries. */
    sequence: number;
    /** The person who made it; null when a program did. */
    owner_id: Generated<string | null>;
    revision: number;
    created_at: string;
    modified_at: string;
  };
  webhook_deliveries: {
    id: string;
    webhook_id: string;
    fleet_id: string;
    /** Of the event in the log; null for a test. */
    sequence: number | null;
    event_id: string;
    event_type: string;
    status: string;
    attempts: number;
    created_at: string;
    next_attempt_at: string | null;
    last_attempt_at: string | null;
    response_status: number | null;
    error: string | null;
    duration_ms: number | null;
  };
}
