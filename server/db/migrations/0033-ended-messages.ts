import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/** How many mails and notifications waited in a database that was put back, and were ended. */
export const up = async (db: Kysely<Schema>): Promise<void> => {
  await sql.raw('ALTER TABLE command_holds ADD COLUMN ended_messages BIGINT NOT NULL DEFAULT 0').execute(db);
};

export const down = async (db: Kysely<Schema>): Promise<void> => {
  await sql.raw('ALTER TABLE command_holds DROP COLUMN ended_messages').execute(db);
};
