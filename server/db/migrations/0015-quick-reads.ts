import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

const statements = [
  // Texts are made anew by the gateway, and until then on reading.
  'DELETE FROM vehicle_documents',
  "ALTER TABLE vehicle_documents ADD COLUMN fleet_id TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE vehicle_documents ADD COLUMN revision BIGINT NOT NULL DEFAULT 0',
  // The places themselves, so that no state is read for a vehicle beside the box.
  'DROP INDEX latest_states_by_cell',
  'CREATE INDEX latest_states_by_cell ON latest_states (fleet_id, cell, lat, lon, vehicle_id) WHERE cell IS NOT NULL',
];

/** Whatever a reader of a vehicle's text asks lies beside the text, and what the map's box asks lies in the index. */
export const up = async (db: Kysely<Schema>, _dialect: Dialect): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
