/** The composition root: what a process is made of, handed to every service and loop. */
import type { KeyObject } from 'node:crypto';
import { readPublicKey } from '#server/auth/keys.ts';
import { type Config, dataPaths } from '#server/config.ts';
import { type Db, openDb } from '#server/db/connect.ts';
import type { Query } from '#server/db/dialect.ts';
import { refuseMovedAway } from '#server/db/moved-away.ts';
import { createLog, type Log } from '#server/log.ts';
import type { VehicleMemory } from '#server/services/vehicle-memory.ts';

export interface App {
  config: Config;
  db: Db;
  clock: () => number;
  log: Log;
  /** Seals vendor secrets; opens nothing. */
  public_key: KeyObject;
  /** Of processes that answer many reads. */
  memory?: VehicleMemory;
  /** Of the gateway: whether the database is still the one that it began with, and was not put back. */
  isCurrentDatabase?: (tx: Query) => Promise<boolean>;
}

export const createApp = async (config: Config, name: string): Promise<App> => {
  const log = createLog(name, config.log_level);
  const paths = dataPaths(config.data_dir);
  const db = await openDb({ file: paths.database, url: config.database_url }, (error) =>
    log.warn({ reason: error.message }, 'Database connection lost'),
  );
  await refuseMovedAway(db).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  return { config, db, clock: Date.now, log, public_key: readPublicKey(paths.keys) };
};

const key = Symbol.for('motorpool.app');
const holder = globalThis as { [key]?: App };

/** Next bundles several copies of each module; all of them find the one App here. */
export const shareApp = (app: App): void => {
  holder[key] = app;
};

export const sharedApp = (): App => {
  const app = holder[key];
  if (!app) throw new Error('The web process has not started yet.');
  return app;
};

export const nowAt = (app: Pick<App, 'clock'>): string => new Date(app.clock()).toISOString();
