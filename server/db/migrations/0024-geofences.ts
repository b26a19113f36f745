import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

const statements = [
  `CREATE TABLE geofences (
  id TEXT PRIMARY KEY,
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  name TEXT NOT NULL,
  shape TEXT NOT NULL,
  vehicle_filter TEXT,
  revision BIGINT NOT NULL,
  settled BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL
)`,
  'CREATE INDEX geofences_of_fleet ON geofences (fleet_id, id)',
  `CREATE TABLE geofence_visits (
  geofence_id TEXT NOT NULL REFERENCES geofences(id) ON DELETE CASCADE,
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  fleet_id TEXT NOT NULL,
  inside BIGINT NOT NULL,
  since TEXT NOT NULL,
  doubted_at TEXT,
  PRIMARY KEY (geofence_id, vehicle_id)
)`,
  'CREATE INDEX geofence_visits_of_vehicle ON geofence_visits (vehicle_id, fleet_id)',
  'CREATE INDEX geofence_visits_of_fleet ON geofence_visits (fleet_id)',
  `CREATE TABLE geofence_vehicles (
  fleet_id TEXT NOT NULL REFERENCES fleets(id),
  vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE,
  PRIMARY KEY (fleet_id, vehicle_id)
)`,
  'CREATE INDEX geofence_vehicles_of_vehicle ON geofence_vehicles (vehicle_id)',
  // A fleet without geofences has nothing to learn of its past.
  "INSERT INTO cursors (name, fleet_id, sequence) SELECT 'geofences', fleet_id, last_sequence FROM fleet_sequences",
];

export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
