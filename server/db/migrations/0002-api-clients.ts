import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  'ALTER TABLE api_clients ADD COLUMN old_secret_hash TEXT',
  'ALTER TABLE api_clients ADD COLUMN old_secret_expires_at TEXT',
  'ALTER TABLE api_clients ADD COLUMN last_used_at TEXT',
  'ALTER TABLE api_clients ADD COLUMN revision BIGINT NOT NULL DEFAULT 1',
  "ALTER TABLE api_clients ADD COLUMN modified_at TEXT NOT NULL DEFAULT ''",
  'UPDATE api_clients SET modified_at = created_at',
  // A name is free again once its client is gone; an id never is.
  'CREATE UNIQUE INDEX api_clients_by_name ON api_clients (fleet_id, name) WHERE revoked_at IS NULL',
  "ALTER TABLE api_tokens ADD COLUMN secret_hash TEXT NOT NULL DEFAULT ''",
  'UPDATE api_tokens SET secret_hash = (SELECT secret_hash FROM api_clients WHERE api_clients.id = api_tokens.client_id)',
  'CREATE INDEX api_tokens_by_client ON api_tokens (client_id)',
  'ALTER TABLE sessions ADD COLUMN fleet_id TEXT',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
