import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** What happened to a vehicle beside its reports, a small part of the log, so that it is found without reading the reports. */
export const up = async (db: Kysely<Schema>): Promise<void> => {
  await sql
    .raw(
      `CREATE INDEX events_of_vehicle_changes ON events (vehicle_id, sequence)
       WHERE type IN ('VehicleCreated', 'VehicleChanged', 'VehicleRemoved')`,
    )
    .execute(db);
};
