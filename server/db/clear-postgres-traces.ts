import { type Kysely, sql } from 'kysely';
import { codeOf } from './error-code.ts';
import type { Schema } from './schema.ts';

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
 * Leaves what is alive alone in the files. A plain VACUUM leaves the bytes where they were; a table written anew does not, and the statistics of the planner, which hold values too, are
 * made anew with it. False when somebody else's transaction stands in the way.
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
      for (const { tablename } of rows) await sql`VACUUM (FULL, ANALYZE) ${sql.id(tablename)}`.execute(connection);
      return true;
    } catch (error) {
      if (codeOf(error) === '55P03') return false;
      throw error;
    } finally {
      await sql`RESET lock_timeout`.execute(connection);
    }
  });
