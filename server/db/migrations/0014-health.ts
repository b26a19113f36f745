import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  // Usual pauses between reports, learned per model and mode; of all fleets together, since a model's firmware makes them.
  `CREATE TABLE report_intervals (
    vehicle_model_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    expected_interval_seconds BIGINT NOT NULL,
    samples BIGINT NOT NULL,
    buckets TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (vehicle_model_id, mode)
  )`,
  // What each process last said of itself.
  `CREATE TABLE process_reports (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    reported_at TEXT NOT NULL,
    figures TEXT NOT NULL
  )`,
  // The secrets (and open fields) that worked last, kept until those that replaced them have worked.
  'ALTER TABLE credentials ADD COLUMN former_fields TEXT',
  'ALTER TABLE credentials ADD COLUMN former_sealed_secrets TEXT',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
