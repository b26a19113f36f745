import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDatabase, startPostgres } from './postgres.ts';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'motorpool-test-'));
  chmodSync(dir, 0o755);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

it('gives each test its own empty database, on a server as durable as one in production', async () => {
  const url = process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '';
  const [first, second] = [await createDatabase(url), await createDatabase(url)];
  expect(first).not.toBe(second);
  await ask(first, 'CREATE TABLE only_here (a int)');
  expect(await ask(second, "SELECT count(*)::int FROM pg_tables WHERE tablename = 'only_here'")).toEqual([0]);
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
    expect(await ask(first, `SHOW ${setting}`), setting).toEqual(['on']);
  }
});

it('goes away with its files when it is stopped', async () => {
  const postgres = await startPostgres();
  const [data_dir] = await ask(postgres.url, 'SHOW data_directory');
  expect(existsSync(String(data_dir))).toBe(true);
  await postgres.stop();
  expect(existsSync(String(data_dir))).toBe(false);
  await expect(ask(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

it('leaves nothing behind when the process that started it is killed', async () => {
  const owner_file = join(dir, 'owner.ts');
  const postgres_module = JSON.stringify(new URL('./postgres.ts', import.meta.url).href);
  writeFileSync(
    owner_file,
    `const { startPostgres } = await import(${postgres_module});\nprocess.send?.((await startPostgres()).url);\nsetInterval(() => {}, 1000);\n`,
  );
  const owner = fork(owner_file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, TMPDIR: dir } });
  const [url] = await once(owner, 'message');
  expect(await ask(url, 'SELECT 1')).toEqual([1]);
  owner.kill('SIGKILL');
  await vi.waitFor(() => expect(readdirSync(dir)).toEqual(['owner.ts']), { timeout: 20_000, interval: 50 });
  await expect(ask(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});
