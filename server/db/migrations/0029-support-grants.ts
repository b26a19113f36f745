import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  // The account may go before the grant: what was granted stays told.
  `CREATE TABLE support_grants (
    id TEXT PRIMARY KEY, fleet_id TEXT NOT NULL REFERENCES fleets(id), user_id TEXT NOT NULL, email TEXT NOT NULL, reason TEXT NOT NULL,
    permissions TEXT NOT NULL, granted_by_id TEXT NOT NULL, granted_by_name TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    ended_at TEXT
  )`,
  'CREATE INDEX support_grants_by_fleet ON support_grants (fleet_id, id)',
  'CREATE INDEX support_grants_running ON support_grants (user_id, expires_at) WHERE ended_at IS NULL',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
