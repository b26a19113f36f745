import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  // Second connections in the name of a unit that was connected: of each vehicle the last one, and how many there were.
  `CREATE TABLE duplicate_sessions (
    vehicle_id TEXT PRIMARY KEY REFERENCES vehicles(id) ON DELETE CASCADE,
    fleet_id TEXT NOT NULL REFERENCES fleets(id),
    unit_id TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    times BIGINT NOT NULL,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL
  )`,
  'CREATE INDEX duplicate_sessions_by_fleet ON duplicate_sessions (fleet_id, last_seen_at)',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
