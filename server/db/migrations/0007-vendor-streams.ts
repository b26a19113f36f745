import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  // A unit's way into (or out of) its vendor's care, one row per account and unit.
  `CREATE TABLE unit_setups (
    credentials_id TEXT NOT NULL REFERENCES credentials(id) ON DELETE CASCADE,
    unit_id TEXT NOT NULL,
    fleet_id TEXT NOT NULL,
    brand TEXT NOT NULL,
    vehicle_id TEXT NOT NULL,
    vehicle_model_id TEXT NOT NULL,
    extensions TEXT NOT NULL,
    wish TEXT NOT NULL,
    status TEXT NOT NULL,
    progress TEXT NOT NULL,
    detail TEXT,
    attempts BIGINT NOT NULL,
    next_at TEXT NOT NULL,
    revision BIGINT NOT NULL,
    modified_at TEXT NOT NULL,
    PRIMARY KEY (credentials_id, unit_id)
  )`,
  "CREATE INDEX unit_setups_open ON unit_setups (next_at) WHERE status = 'OPEN'",
  // What a vendor's stream said about a unit beside its state, newest per name.
  `CREATE TABLE unit_notes (
    fleet_id TEXT NOT NULL,
    brand TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (fleet_id, brand, unit_id)
  )`,
  // Results of commands that came before we knew their tracking ids.
  `CREATE TABLE command_results (
    fleet_id TEXT NOT NULL,
    tracking_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (fleet_id, tracking_id)
  )`,
  'CREATE INDEX commands_by_tracking ON commands (tracking_id) WHERE tracking_id IS NOT NULL',
  // Messages of streams that are stored; a repeat is left out.
  `CREATE TABLE seen_messages (
    credentials_id TEXT NOT NULL REFERENCES credentials(id) ON DELETE CASCADE,
    message_key TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (credentials_id, message_key)
  )`,
  'CREATE INDEX seen_messages_by_age ON seen_messages (credentials_id, seen_at)',
  // How far each stream is read.
  `CREATE TABLE streams (
    credentials_id TEXT PRIMARY KEY REFERENCES credentials(id) ON DELETE CASCADE,
    fleet_id TEXT NOT NULL,
    brand TEXT NOT NULL,
    status TEXT NOT NULL,
    waiting_messages BIGINT,
    caught_up_at TEXT,
    checked_at TEXT NOT NULL
  )`,
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
