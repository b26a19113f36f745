import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE saved_views (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  owner_id TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL
)`,
  'CREATE INDEX saved_views_by_fleet ON saved_views (fleet_id, owner_id)',
  `CREATE TABLE default_views (
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  person_id TEXT NOT NULL,
  view_id TEXT NOT NULL REFERENCES saved_views(id) ON DELETE CASCADE,
  PRIMARY KEY (fleet_id, person_id)
)`,
  'CREATE INDEX default_views_by_view ON default_views (view_id)',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
