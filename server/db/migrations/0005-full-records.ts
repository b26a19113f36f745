import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Lets a vehicle that reports rarely record its whole state often enough that the log's retention never takes the last one. */
export const up = async (db: Kysely<Schema>): Promise<void> => {
  await db.schema.alterTable('latest_states').addColumn('full_at', 'text').execute();
};
