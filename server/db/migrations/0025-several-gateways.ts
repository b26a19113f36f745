import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE gateways (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    epoch BIGINT NOT NULL UNIQUE,
    beat BIGINT NOT NULL,
    started_at TEXT NOT NULL,
    heartbeat_at TEXT NOT NULL,
    address TEXT NOT NULL,
    version TEXT NOT NULL,
    leaving BIGINT NOT NULL,
    leases BIGINT NOT NULL,
    sessions BIGINT NOT NULL
  )`,
  // Whose gateway has no row is nobody's: a lease or a unit outlives its holder until it is taken.
  `CREATE TABLE unit_sessions (
    brand TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    gateway_id TEXT NOT NULL,
    connected_at TEXT NOT NULL,
    contender_id TEXT,
    PRIMARY KEY (brand, unit_id)
  )`,
  'CREATE INDEX unit_sessions_by_gateway ON unit_sessions (gateway_id)',
  'CREATE INDEX unit_sessions_contended ON unit_sessions (gateway_id, contender_id) WHERE contender_id IS NOT NULL',
  'CREATE INDEX leases_by_holder ON leases (holder)',
  `CREATE TABLE rate_spends (
    process_id TEXT NOT NULL,
    bucket_key TEXT NOT NULL,
    spent BIGINT NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (process_id, bucket_key)
  )`,
  // Rises with every report that is stored, whoever stores it.
  'ALTER TABLE latest_states ADD COLUMN version BIGINT NOT NULL DEFAULT 0',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
