import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { createDatabase, startPostgres } from './postgres.ts';

/**
 * Vitest global set-up: one PostgreSQL per run, handed over as MOTORPOOL_TEST_POSTGRES_URL; one that is already named there is used. A database on it that
 * is migrated once, MOTORPOOL_TEST_POSTGRES_TEMPLATE, is what those of the tests are copied from.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MOTORPOOL_TEST_POSTGRES_TEMPLATE) return undefined;
  const given = process.env.MOTORPOOL_TEST_POSTGRES_URL;
  const postgres = given ? undefined : await startPostgres();
  const url = given ?? postgres?.url ?? '';
  process.env.MOTORPOOL_TEST_POSTGRES_URL = url;
  process.env.MOTORPOOL_TEST_POSTGRES_TEMPLATE = await makeTemplate(url);
  return postgres?.stop;
}

/** The name of a database that holds nothing but the newest schema. */
async function makeTemplate(server_url: string): Promise<string> {
  const url = await createDatabase(server_url);
  const db = await openDb({ file: '', url });
  await migrate(db);
  await db.close();
  return new URL(url).pathname.slice(1);
}
