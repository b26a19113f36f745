import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE erasures (
  vehicle_id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL,
  removed_at TEXT NOT NULL
)`,
  'CREATE INDEX audit_log_by_object ON audit_log (object_id)',
  `CREATE TABLE unit_configurations (
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  feature TEXT NOT NULL,
  fleet_id TEXT NOT NULL,
  configuration TEXT NOT NULL,
  status TEXT NOT NULL,
  problem_type TEXT,
  revision BIGINT NOT NULL,
  modified_at TEXT NOT NULL,
  applied_at TEXT,
  PRIMARY KEY (vehicle_id, feature)
)`,
  "CREATE INDEX unit_configurations_pending ON unit_configurations (vehicle_id) WHERE status = 'PENDING'",
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
