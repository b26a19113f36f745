import { mkdirSync } from 'node:fs';
import { type App, createApp } from '#server/app.ts';
import { ensureKeys } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';

export interface BenchPlace {
  data_dir: string;
  /** Absent: SQLite in the data directory. */
  database_url: string | undefined;
}

/** The parts of a process of ours on a migrated database, which several processes of a benchmark may share. */
export const openBenchApp = async ({ data_dir, database_url }: BenchPlace, settings: Record<string, string> = {}): Promise<App> => {
  mkdirSync(data_dir, { recursive: true });
  ensureKeys(dataPaths(data_dir).keys);
  const config = loadConfig({
    MOTORPOOL_DATA: data_dir,
    DATABASE_URL: database_url ?? '',
    LOG_LEVEL: 'error',
    MOTORPOOL_DEMO: '0',
    ...settings,
  });
  const app = await createApp(config, 'bench');
  await migrate(app.db);
  return app;
};
