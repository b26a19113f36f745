import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

const statements = [
  // What each data folder beside the database was told last; a database that says something else was put back.
  'CREATE TABLE restore_epochs (place_id TEXT PRIMARY KEY, epoch TEXT NOT NULL, renewed_at TEXT NOT NULL)',
  // Fleets whose commands wait for a person since then; the log was known until `known_until`.
  `CREATE TABLE command_holds (
    fleet_id TEXT PRIMARY KEY REFERENCES fleets(id),
    held_since TEXT NOT NULL,
    known_until TEXT
  )`,
];

/** REAL has eight bytes on SQLite and four on PostgreSQL: a row that is moved must stay what it was. */
const rates = ['publish_rate', 'delivery_rate', 'acknowledgement_rate'];

export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
  if (dialect.name === 'sqlite') return;
  for (const rate of rates) await sql.raw(`ALTER TABLE event_consumer_queues ALTER COLUMN ${rate} TYPE DOUBLE PRECISION`).execute(db);
};

export const down = async (db: Kysely<Schema>): Promise<void> => {
  await sql.raw('DROP TABLE command_holds').execute(db);
  await sql.raw('DROP TABLE restore_epochs').execute(db);
};
