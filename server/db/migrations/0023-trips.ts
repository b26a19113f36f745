import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE trips (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  trip_trigger TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  start_lat DOUBLE PRECISION,
  start_lon DOUBLE PRECISION,
  end_lat DOUBLE PRECISION,
  end_lon DOUBLE PRECISION,
  start_state TEXT NOT NULL,
  start_sequence BIGINT NOT NULL,
  end_sequence BIGINT,
  flow_id TEXT NOT NULL,
  metrics_due_at TEXT,
  distance DOUBLE PRECISION,
  max_speed DOUBLE PRECISION,
  energy_used DOUBLE PRECISION
)`,
  "CREATE INDEX trips_of_fleet ON trips (fleet_id, started_at, id) WHERE status <> 'DISCARDED'",
  'CREATE INDEX trips_of_vehicle ON trips (vehicle_id, fleet_id, started_at, id)',
  "CREATE UNIQUE INDEX trips_open ON trips (fleet_id, vehicle_id) WHERE status = 'OPEN'",
  "CREATE INDEX trips_due ON trips (metrics_due_at) WHERE status = 'ENDED'",
  'CREATE TABLE trip_rules (fleet_id TEXT PRIMARY KEY REFERENCES fleets(id), trip_trigger TEXT NOT NULL, since TEXT NOT NULL)',
  // Fleets that have a log already are told of trips from now on, not of those that ended weeks ago.
  "INSERT INTO cursors (name, fleet_id, sequence) SELECT 'trips', fleet_id, last_sequence FROM fleet_sequences",
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
