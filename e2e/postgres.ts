import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export type TestPostgres = {
  url: string;
  /** Ends it without a flush, and begins again at the same address. */
  crash: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const guard_file = fileURLToPath(new URL('./postgres-guard.ts', import.meta.url));
const start_limit_ms = 60_000;

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1, with its data in a new temporary directory.
 * It belongs to a guard process, which ends it and removes the directory as soon as this process is gone, for whatever reason.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const guard = fork(guard_file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(guard, 'exit');
  const abort = new AbortController();
  const ready = once(guard, 'message', { signal: AbortSignal.any([abort.signal, AbortSignal.timeout(start_limit_ms)]) });
  const died = exited.then(() => {
    throw new Error('PostgreSQL for the tests did not start; its messages are above');
  });

  const url = await Promise.race([ready, died])
    .then(([message]) => readUrl(message))
    .catch((error: unknown) => {
      guard.kill('SIGTERM');
      throw error;
    })
    .finally(() => abort.abort());
  died.catch(() => {});
  guard.unref();
  guard.channel?.unref();

  const obey = (order: 'crash' | 'start') => async () => {
    const answered = once(guard, 'message', { signal: AbortSignal.timeout(start_limit_ms) });
    guard.send(order);
    await Promise.race([answered, died]);
  };

  return {
    url,
    crash: obey('crash'),
    start: obey('start'),
    stop: async () => {
      guard.ref();
      if (guard.connected) guard.disconnect();
      await exited;
    },
  };
}

/** Makes a database with a new name on the server of `url`, empty or a copy of the one named `template`, and returns its address. */
export async function createDatabase(url: string, template = 'template1'): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** A database of the newest schema on the server of the test run: a copy, which takes a quarter of the time of every step. */
export const createMigratedDatabase = (): Promise<string> =>
  createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '', process.env.MOTORPOOL_TEST_POSTGRES_TEMPLATE);

function readUrl(message: unknown): string {
  if (typeof message === 'object' && message !== null && 'url' in message && typeof message.url === 'string') return message.url;
  throw new Error('the PostgreSQL guard sent something else than an address');
}
