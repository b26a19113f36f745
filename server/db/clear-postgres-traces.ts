import { type Kysely, sql } from 'kysely';
import { codeOf } from './error-code.ts';
import type { Schema } from './schema.ts';

const lock_not_available = '55P03';
const feature_not_supported = '0A000';

/**
 * Waits up to five seconds until every transaction of the server that began before this call has ended, and every snapshot of this database that is as old:
 * as long as one of them may see a deleted row, VACUUM FULL copies it.
 */
const isPastAll = async (db: Kysely<Schema>): Promise<boolean> => {
  const { rows } = await sql<{ xid: string }>`SELECT pg_current_xact_id()::text AS xid`.execute(db);
  const xid = rows[0]?.xid ?? '';
  for (let tries = 0; tries < 50; tries += 1) {
    const seen = await sql<{ past: boolean }>`SELECT pg_snapshot_xmin(pg_current_snapshot()) > ${xid}::xid8 AND NOT EXISTS (
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) >= age(${xid}::xid)
    ) AS past`.execute(db);
    if (seen.rows[0]?.past) return true;
    await sql`SELECT pg_sleep(0.1)`.execute(db);
  }
  return false;
};

/**
 * Of a table that is empty by now ANALYZE leaves the statistics as they were. Giving a column the type that it has drops them; references are left
 * alone, as their other end would be locked, and so is what triggers name.
 */
const forgetStatisticsOfEmpty = async (db: Kysely<Schema>, table: string): Promise<void> => {
  const { rows: filled } = await sql`SELECT 1 FROM ${sql.id(table)} LIMIT 1`.execute(db);
  if (filled.length > 0) return;
  const { rows } = await sql<{ name: string; type: string }>`
    SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_stats AS s JOIN pg_attribute AS a ON a.attrelid = ${table}::regclass AND a.attname = s.attname JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE s.schemaname = current_schema() AND s.tablename = ${table} AND a.attcollation = t.typcollation
      AND NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.contype = 'f'
        AND (c.conrelid = a.attrelid AND a.attnum = ANY (c.conkey) OR c.confrelid = a.attrelid AND a.attnum = ANY (c.confkey)))`.execute(
    db,
  );
  for (const { name, type } of rows) {
    try {
      await sql`ALTER TABLE ${sql.id(table)} ALTER COLUMN ${sql.id(name)} TYPE ${sql.raw(type)}`.execute(db);
    } catch (error) {
      if (codeOf(error) !== feature_not_supported) throw error;
    }
  }
};

/**
 * Leaves what is alive alone in the files. A plain VACUUM leaves the bytes where they were; a table written anew does not. The statistics of the planner hold values too: they are made
 * anew with it, and the former ones go with their own table, which the owner of a database may write anew. False when somebody else's transaction stands in the way.
 */
export const clearPostgresTraces = (db: Kysely<Schema>): Promise<boolean> =>
  db.connection().execute(async (connection) => {
    if (!(await isPastAll(connection))) return false;
    const { rows } = await sql<{ tablename: string }>`SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`.execute(
      connection,
    );
    try {
      // Behind a VACUUM that waits for a long reader everybody else would wait too.
      await sql`SET lock_timeout = '2s'`.execute(connection);
      for (const { tablename } of rows) {
        await sql`VACUUM (FULL, ANALYZE) ${sql.id(tablename)}`.execute(connection);
        await forgetStatisticsOfEmpty(connection, tablename);
      }
      if (!(await isPastAll(connection))) return false;
      await sql`VACUUM (FULL) pg_catalog.pg_statistic`.execute(connection);
      return true;
    } catch (error) {
      if (codeOf(error) === lock_not_available) return false;
      throw error;
    } finally {
      await sql`RESET lock_timeout`.execute(connection);
    }
  });
