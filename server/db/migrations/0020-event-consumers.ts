import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE event_consumers (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  suspended BIGINT NOT NULL,
  deleted_at TEXT,
  revision BIGINT NOT NULL,
  provisioned_revision BIGINT NOT NULL,
  relay_state TEXT,
  connections BIGINT NOT NULL,
  measured_at TEXT,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  UNIQUE (fleet_id, name)
)`,
  `CREATE TABLE event_consumer_queues (
  consumer_id TEXT NOT NULL REFERENCES event_consumers(id) ON DELETE CASCADE,
  topic TEXT NOT NULL,
  subscribed_at TEXT NOT NULL,
  last_sequence BIGINT NOT NULL,
  messages_ready BIGINT NOT NULL,
  messages_unacknowledged BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  consumers BIGINT NOT NULL,
  publish_rate REAL NOT NULL,
  delivery_rate REAL NOT NULL,
  acknowledgement_rate REAL NOT NULL,
  taken BIGINT NOT NULL,
  unread_since TEXT,
  announced_at TEXT,
  measured_at TEXT,
  PRIMARY KEY (consumer_id, topic)
)`,
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
