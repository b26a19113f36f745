import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, describe } from 'vitest';
import type { App } from '#server/app.ts';
import { ensureKeys, readPrivateKey, readPublicKey } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { createMigratedDatabase } from '../../e2e/postgres.ts';
import { unlimited } from './unlimited.fixture.ts';

export const app_url = 'https://motorpool.example';
const start = '2030-06-10T06:13:20.000Z';

/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): number;
  advance(by_ms: number): void;
}

const createClock = (): TestClock => {
  let now_ms = Date.parse(start);
  return {
    now: () => now_ms,
    advance: (by_ms) => {
      now_ms += by_ms;
    },
  };
};

interface Place {
  data_dir: string;
  database_url: string;
  clock: TestClock;
  log_lines: string[];
  /** Environment beside what every test has. */
  settings: Record<string, string>;
}

/** An installation with keys in a directory of its own, on a migrated database of its own. */
export interface TestApp extends Place {
  app: App;
  private_key: ReturnType<typeof readPrivateKey>;
  /** A second process on the same data; closed with the first. */
  restart(): Promise<TestApp>;
  close(): Promise<void>;
}

const openApp = async (place: Place): Promise<TestApp> => {
  const { data_dir, database_url, clock, log_lines } = place;
  const settings = {
    ...unlimited,
    MOTORPOOL_DATA: data_dir,
    DATABASE_URL: database_url,
    APP_URL: app_url,
    MOTORPOOL_DEMO: '0',
    // Asked by nobody as long as no gateway runs and no fleet has a consumer.
    AMQP_URL: 'amqps://gateway:unknown@queues.example',
    // Asked by nobody as long as no gateway runs.
    MAIL_URL: 'smtps://mail.example',
    ...place.settings,
  };
  const config = loadConfig(settings);
  const { database, keys } = dataPaths(data_dir);
  ensureKeys(keys);
  const db = await openDb({ file: database, url: config.database_url });
  await migrate(db);
  const log = pino({ level: 'debug' }, { write: (line: string) => void log_lines.push(line) });
  const further: TestApp[] = [];
  return {
    ...place,
    app: {
      config,
      db,
      clock: clock.now,
      log,
      public_key: readPublicKey(keys),
      // Exact on SQLite whoever writes, and so for every test; on PostgreSQL tests that know of it make their own.
      ...(!database_url && { memory: createVehicleMemory(db) }),
    },
    private_key: readPrivateKey(keys),
    restart: async () => {
      const next = await openApp(place);
      further.push(next);
      return next;
    },
    close: async () => {
      for (const other of further) await other.close();
      await db.close();
    },
  };
};

const databases = ['SQLite', 'PostgreSQL'] as const;

const makePlace = async (database: (typeof databases)[number], settings: Record<string, string>): Promise<Place> => ({
  settings,
  data_dir: mkdtempSync(join(tmpdir(), 'motorpool-app-')),
  database_url: database === 'SQLite' ? '' : await createMigratedDatabase(),
  clock: createClock(),
  log_lines: [],
});

/** The same tests on a SQLite file and on a real PostgreSQL. `makeApp` gives an empty installation each time; all of them go with the suite. */
export const describeOnBothDatabases = (
  name: string,
  define: (makeApp: (settings?: Record<string, string>) => Promise<TestApp>) => void,
): void => {
  describe.each(databases)(`${name} on %s`, (database) => {
    const opened: TestApp[] = [];
    afterAll(async () => {
      for (const test of opened) {
        await test.close();
        rmSync(test.data_dir, { recursive: true, force: true });
      }
    });
    define(async (settings = {}) => {
      const test = await openApp(await makePlace(database, settings));
      opened.push(test);
      return test;
    });
  });
};
