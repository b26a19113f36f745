import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  status TEXT NOT NULL,
  file_name TEXT,
  empty_cells TEXT NOT NULL,
  author_type TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  applied_at TEXT,
  applied_by TEXT,
  reverted_at TEXT,
  counts TEXT NOT NULL,
  headers TEXT NOT NULL,
  revision BIGINT NOT NULL
)`,
  'CREATE INDEX imports_by_fleet ON imports (fleet_id, id)',
  `CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
  item_number BIGINT NOT NULL,
  line BIGINT,
  verdict TEXT NOT NULL,
  vehicle_id TEXT,
  label TEXT NOT NULL,
  input TEXT NOT NULL,
  cells TEXT NOT NULL,
  addition TEXT,
  refusal TEXT,
  unit_check TEXT,
  outcome TEXT,
  kept TEXT,
  PRIMARY KEY (import_id, item_number)
)`,
  'CREATE INDEX import_rows_by_vehicle ON import_rows (vehicle_id)',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
