import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** A shared vehicle stands in the logs of two fleets, each with sequences of its own: its part of a log is found by both. */
export const up = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of ['DROP INDEX events_by_vehicle', 'CREATE INDEX events_by_vehicle ON events (vehicle_id, fleet_id, sequence)'])
    await sql.raw(statement).execute(db);
};
