import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const owned = `
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  author_type TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL`;

const statements = [
  `CREATE TABLE vehicle_notes (${owned},
  text TEXT NOT NULL
)`,
  'CREATE INDEX vehicle_notes_by_vehicle ON vehicle_notes (vehicle_id, id)',
  `CREATE TABLE position_links (${owned},
  token_hash TEXT NOT NULL UNIQUE,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
)`,
  'CREATE INDEX position_links_by_vehicle ON position_links (vehicle_id, id)',
  `CREATE TABLE event_marks (${owned},
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT,
  assignee_id TEXT,
  assignee_name TEXT
)`,
  'CREATE INDEX event_marks_by_event ON event_marks (fleet_id, event_id)',
  "CREATE UNIQUE INDEX event_marks_once ON event_marks (fleet_id, event_id, kind) WHERE kind <> 'COMMENTED'",
  'CREATE INDEX event_marks_by_vehicle ON event_marks (vehicle_id)',
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
