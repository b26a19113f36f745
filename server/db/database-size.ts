import { sql } from 'kysely';
import type { Dialect, Query } from './dialect.ts';

/** What the database is, and how many bytes its data take. */
export const readDatabaseSize = async ({ name }: Dialect, db: Query): Promise<{ engine: string; size_in_bytes: number }> => {
  const is_file = name === 'sqlite';
  const asked = is_file
    ? sql<{ bytes: number }>`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`
    : sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`;
  const { rows } = await asked.execute(db);
  return { engine: is_file ? 'SQLite' : 'PostgreSQL', size_in_bytes: Number(rows[0]?.bytes ?? 0) };
};
