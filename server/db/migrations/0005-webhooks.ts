import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  topics TEXT NOT NULL,
  event_types TEXT NOT NULL,
  vehicle_ids TEXT NOT NULL,
  enabled BIGINT NOT NULL,
  disabled_reason TEXT,
  sealed_secret TEXT NOT NULL,
  sealed_old_secret TEXT,
  old_secret_expires_at TEXT,
  sequence BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  UNIQUE (fleet_id, name)
)`,
  `CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks(id) ON DELETE CASCADE,
  fleet_id TEXT NOT NULL,
  sequence BIGINT,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  next_attempt_at TEXT,
  last_attempt_at TEXT,
  response_status BIGINT,
  error TEXT,
  duration_ms BIGINT
)`,
  'CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id)',
  "CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_attempt_at) WHERE status = 'PENDING'",
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
