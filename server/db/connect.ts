/**
 * Opens the database. The only place that knows the drivers and their settings; both processes, scripts and tests come through here,
 * because a SQLite connection that was opened elsewhere would run with weaker durability than the one that made the file.
 */
import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Dialect, postgres, sqlite } from './dialect.ts';
import { followCommits } from './follow-commits.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-driver.ts';
import {
  createNotificationFeed,
  followJournal,
  type NotificationFeed,
  type OnVehicleChanges,
  type VehicleFeed,
} from './vehicle-changes.ts';

export type PostgresClient = pg.Client;
export type SqliteFile = Sqlite.Database;

export interface Db {
  dialect: Dialect;
  /** Sees committed data only. */
  read: Kysely<Schema>;
  /** For transactions. On SQLite they follow one another. */
  write: Kysely<Schema>;
  /** For signs of life: on PostgreSQL a connection of its own, so that they wait for no other work of the process. */
  pulse: Kysely<Schema>;
  /** Calls back soon after any process has committed. A hint: it may come late, twice or, rarely, not at all. */
  watch(listener: () => void): () => void;
  /** Wakes the watchers of this process at once; on PostgreSQL those of others are told in the transaction. */
  nudge(): void;
  announce(tx: Kysely<Schema>): Promise<void>;
  /** Tells one listener which vehicles change. Once per process, after the schema is there. */
  followVehicles(onChanges: OnVehicleChanges): VehicleFeed;
  close(): Promise<void>;
}

/** `follow` runs while anybody listens. */
const createWatchers = (follow: (nudge: () => void) => () => void = () => () => {}) => {
  const listeners = new Set<() => void>();
  let unfollow: (() => void) | undefined;
  const nudge = () => {
    for (const listener of listeners) listener();
  };
  const close = () => {
    unfollow?.();
    unfollow = undefined;
  };
  return {
    nudge,
    watch: (listener: () => void) => {
      listeners.add(listener);
      unfollow ??= follow(nudge);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    close,
  };
};

const pragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  secure_delete: 1,
  // 64 MiB: latest states and index ends of tens of thousands of vehicles stay in memory (the default of 2 MiB makes every report read pages again).
  cache_size: -65_536,
  // 32 MiB of WAL before a checkpoint: a page that many reports touch is copied back once.
  wal_autocheckpoint: 8_000,
} as const;

/** For whoever must have the file itself: everybody else uses `openDb`. */
export const openSqliteFile = (file: string, readonly: boolean): Sqlite.Database => {
  const database = new Sqlite(file, { readonly, timeout: pragmas.busy_timeout });
  for (const [name, value] of Object.entries(pragmas)) {
    if (!(readonly && name === 'journal_mode')) database.pragma(`${name} = ${value}`);
    const effective = database.pragma(name, { simple: true });
    if (effective !== value) throw new Error(`SQLite ${file}: ${name} is ${effective}, must be ${value}.`);
  }
  return database;
};

/** A finished copy that nobody writes: no settings of durability apply. */
export const openSqliteCopy = (file: string): SqliteFile => new Sqlite(file, { readonly: true, fileMustExist: true });

const openSqlite = (file: string): Db => {
  const writer = openSqliteFile(file, false);
  const reader = openSqliteFile(file, true);
  const version = reader.prepare('PRAGMA data_version').pluck();
  const { nudge, watch, close } = createWatchers((onCommit) =>
    followCommits({ log_file: `${file}-wal`, readVersion: () => version.get(), onCommit }),
  );
  const read = new Kysely<Schema>({ dialect: sqliteDialect(reader) });
  const write = new Kysely<Schema>({ dialect: sqliteDialect(writer) });
  return {
    dialect: sqlite,
    read,
    write,
    pulse: write,
    watch,
    nudge,
    announce: async () => {},
    followVehicles: (onChanges) => followJournal(reader, onChanges),
    close: async () => {
      close();
      // Kysely leaves open what it never used. The writer goes last: only it can bring the write-ahead log into the file.
      await read.destroy();
      reader.close();
      await write.destroy();
      writer.close();
    },
  };
};

const channel = 'motorpool';
/** Starting helpers, or compiling, takes ten times as long as the longest of our questions. */
const short_questions = 'SET jit = off; SET max_parallel_workers_per_gather = 0';
/** A process that was paused within a transaction, or whose machine is gone, must not keep its locks from others. */
const idle_limit = 'SET idle_in_transaction_session_timeout = 5000';
const strict_settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

// int8 as a number: sequences and counters stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A connection of its own, to be ended by the caller. */
export const connectPostgres = async (url: string): Promise<PostgresClient> => {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  // A connection that breaks is told by the statement that it breaks.
  client.on('error', () => {});
  await client.connect();
  return client;
};

const listen = (url: string, vehicles: NotificationFeed, nudge: () => void, onError: (error: Error) => void) => {
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  const connect = async () => {
    if (closed) return;
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    client = next;
    const again = (error: Error) => {
      onError(error);
      void vehicles.attach(undefined);
      next.removeAllListeners('end');
      void next.end().catch(() => {});
      if (!closed) retry = setTimeout(() => void connect(), 500 + Math.random() * 500);
    };
    next.on('error', again);
    next.on('notification', (notification) => {
      if (!vehicles.receive(notification)) nudge();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
      await vehicles.attach(next);
      nudge();
    } catch (error) {
      next.removeAllListeners('error');
      next.on('error', () => {});
      again(error instanceof Error ? error : new Error(String(error)));
    }
  };
  void connect();
  return async () => {
    closed = true;
    clearTimeout(retry);
    client?.removeAllListeners('error');
    client?.on('error', () => {});
    await client?.end().catch(() => {});
  };
};

const openPool = (url: string, max: number, onError: (error: Error) => void): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    onConnect: async (client) => {
      // A connection that breaks between two statements of a transaction has nobody else to listen; its next statement fails.
      client.on('error', () => {});
      await client.query(`${short_questions}; ${idle_limit}`);
    },
  });
  pool.on('error', onError);
  return pool;
};

const openPostgres = async (url: string, onError: (error: Error) => void): Promise<Db> => {
  const pool = openPool(url, 10, onError);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  // Opens no connection before it is asked for something.
  const pulse = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(url, 1, onError) }) });
  for (const [name, wanted] of Object.entries(strict_settings)) {
    const { rows } = await pool.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
    if (rows[0]?.value !== wanted) throw new Error(`PostgreSQL: ${name} is ${rows[0]?.value}, must be ${wanted}.`);
  }
  const { nudge, watch } = createWatchers();
  const vehicles = createNotificationFeed();
  const unlisten = listen(url, vehicles, nudge, onError);
  return {
    dialect: postgres,
    read: db,
    write: db,
    pulse,
    watch,
    nudge: () => {
      vehicles.noteOwnCommit();
      nudge();
    },
    followVehicles: vehicles.follow,
    announce: async (tx) => {
      await sql`SELECT pg_notify(${channel}, '')`.execute(tx);
    },
    close: async () => {
      await unlisten();
      await db.destroy();
      await pulse.destroy();
    },
  };
};

/** Opens SQLite at `file`, or PostgreSQL when `url` is given. Throws when the database is set up to lose acknowledged data. */
export const openDb = async (
  target: { file: string; url?: string | undefined },
  onError: (error: Error) => void = () => {},
): Promise<Db> => (target.url ? openPostgres(target.url, onError) : openSqlite(target.file));
