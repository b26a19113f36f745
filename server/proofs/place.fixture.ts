import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '#server/app.ts';
import { ensureKeys } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { unlimited } from '#server/test/unlimited.fixture.ts';
import { createDatabase, createMigratedDatabase } from '../../e2e/postgres.ts';

export const databases = ['SQLite', 'PostgreSQL'] as const;
export type DatabaseName = (typeof databases)[number];

/** Environment of a process of ours. */
export type Settings = Record<string, string>;

export interface Place {
  settings: Settings;
  /** As the test's own process sees the data. */
  app: App;
}

export interface PlaceWishes {
  /** Another server than the run's, for a test that kills it. */
  postgres_url?: string;
  settings?: Settings;
}

/** A new data directory with keys and an empty, migrated database. Both go when the test ends. */
export const makePlace = async (database: DatabaseName, wishes: PlaceWishes = {}): Promise<Place> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-proof-'));
  onTestFinished(() => rmSync(data_dir, { recursive: true, force: true }));
  const createOnServer = () => (wishes.postgres_url ? createDatabase(wishes.postgres_url) : createMigratedDatabase());
  const database_url = database === 'SQLite' ? '' : await createOnServer();
  const settings = {
    ...unlimited,
    HOST: '127.0.0.1',
    APP_URL: 'http://127.0.0.1',
    MOTORPOOL_DATA: data_dir,
    DATABASE_URL: database_url,
    MOTORPOOL_DEMO: '0',
    LOG_LEVEL: 'silent',
    ...wishes.settings,
  };
  const { keys } = dataPaths(data_dir);
  mkdirSync(keys, { recursive: true });
  ensureKeys(keys);
  const app = await createApp(loadConfig(settings), 'proof');
  onTestFinished(() => app.db.close());
  await migrate(app.db);
  return { settings, app };
};
