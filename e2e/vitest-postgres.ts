import { startPostgres } from './postgres.ts';

/** Vitest global set-up: one PostgreSQL per run, handed over as MOTORPOOL_TEST_POSTGRES_URL; one that is already named there is used. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MOTORPOOL_TEST_POSTGRES_URL) return undefined;
  const postgres = await startPostgres();
  process.env.MOTORPOOL_TEST_POSTGRES_URL = postgres.url;
  return postgres.stop;
}
