import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** Whoever holds vehicles in memory is told which of them have changed. */
export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of dialect.vehicle_changes) await sql.raw(statement).execute(db);
};
