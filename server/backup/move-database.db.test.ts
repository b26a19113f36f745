import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#server/app.ts';
import { ensureKeys } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { connectPostgres, type Db, openDb, openSqliteFile } from '#server/db/connect.ts';
import { digestPostgresTable, digestSqliteTable } from '#server/db/copy-lines.ts';
import { migrate } from '#server/db/migrate.ts';
import { left_behind } from '#server/db/move-rows.ts';
import { listTables, type TableShape } from '#server/db/tables.ts';
import { fillTables, rows_each } from '#server/test/fill-tables.fixture.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { moveDatabase } from './move-database.ts';

describe('a move from SQLite to PostgreSQL', () => {
  let data_dir: string;
  let file: string;
  let url: string;
  let shapes: TableShape[];
  const newTarget = () => createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '');
  const withSource = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const db = await openDb({ file });
    return work(db).finally(() => db.close());
  };
  beforeAll(async () => {
    data_dir = mkdtempSync(join(tmpdir(), 'motorpool-move-'));
    file = dataPaths(data_dir).database;
    ensureKeys(dataPaths(data_dir).keys);
    shapes = await withSource(async (db) => {
      await migrate(db);
      return listTables(db);
    });
    const database = openSqliteFile(file, false);
    fillTables(database, shapes);
    database
      .prepare(
        "UPDATE commands SET status = CASE WHEN id LIKE 'id0%' THEN 'REQUESTED' WHEN id LIKE 'id1%' THEN 'DISPATCHING' ELSE 'EXPIRED' END",
      )
      .run();
    database.prepare('UPDATE fleet_sequences SET last_sequence = 0').run();
    database.close();
    url = await newTarget();
  });
  afterAll(() => rmSync(data_dir, { recursive: true, force: true }));

  it('is refused while somebody has the database open, on rows that are there, and from another schema', async () => {
    await withSource(async () => {
      await expect(moveDatabase(file, url)).rejects.toThrow(/is in use/);
    });
    const other = await openDb({ file, url: await newTarget() });
    await migrate(other);
    await other.write
      .insertInto('users')
      .values({ id: 'a', email: 'a', name: 'a', password_hash: null, version: 1, created_at: 'a', disabled_at: null })
      .execute();
    const { rows } = await other.read.executeQuery<{ url: string }>({
      sql: 'SELECT current_database() AS url',
      parameters: [],
      query: {} as never,
      queryId: {} as never,
    });
    await other.close();
    const occupied = new URL(url);
    occupied.pathname = rows[0]?.url ?? '';
    await expect(moveDatabase(file, occupied.href)).rejects.toThrow(/holds rows already \(users/);
    const database = openSqliteFile(file, false);
    database.prepare("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')").run();
    database.close();
    await expect(moveDatabase(file, url)).rejects.toThrow(/newer version \(9999-later/);
    const again = openSqliteFile(file, false);
    again.prepare("DELETE FROM kysely_migration WHERE name = '9999-later'").run();
    again.prepare("UPDATE kysely_migration SET name = 'x' WHERE name = '0022-duplicate-sessions'").run();
    again.close();
    await expect(moveDatabase(file, url)).rejects.toThrow(/newer version/);
    const last = openSqliteFile(file, false);
    last.prepare("UPDATE kysely_migration SET name = '0022-duplicate-sessions' WHERE name = 'x'").run();
    last.close();
  });

  it('that meets a text which PostgreSQL cannot hold moves nothing, and the source goes on', async () => {
    const spoil = (name: string) => {
      const database = openSqliteFile(file, false);
      database.prepare("UPDATE users SET name = ? WHERE id LIKE 'id4%'").run(name);
      database.close();
    };
    spoil('a\0b');
    await expect(moveDatabase(file, url)).rejects.toThrow(/Table users.*NUL/);
    spoil('name4');
    const target = await openDb({ file, url });
    for (const { name } of await listTables(target)) {
      expect([
        name,
        (
          await target.read
            .selectFrom(name as 'users')
            .selectAll()
            .execute()
        ).length,
      ]).toEqual([name, 0]);
    }
    await target.close();
    await createApp(loadConfig({ MOTORPOOL_DATA: data_dir, MOTORPOOL_DEMO: '0' }), 'test').then((app) => app.db.close());
  });

  it('brings every row of every table, ends what is open, and the old file starts no more', async () => {
    const moved = await moveDatabase(file, url);
    expect(moved.map(({ name }) => name).sort()).toEqual(
      shapes
        .map(({ name }) => name)
        .filter((name) => !(name in left_behind))
        .sort(),
    );
    expect(moved.filter(({ rows }) => rows < rows_each)).toEqual([]);
    const client = await connectPostgres(url);
    const database = openSqliteFile(file, false);
    database.prepare("DELETE FROM meta WHERE key = 'moved_away'").run();
    for (const shape of shapes.filter(({ name }) => !(name in left_behind))) {
      const arrived = await digestPostgresTable(client, shape);
      expect([shape.name, arrived]).toEqual([shape.name, digestSqliteTable(database, shape)]);
    }
    const { rows } = await client.query('SELECT status, count(*) AS count FROM commands GROUP BY status ORDER BY status');
    expect(rows).toEqual([
      { status: 'EXPIRED', count: 4 },
      { status: 'UNKNOWN', count: 1 },
    ]);
    const held = await client.query('SELECT count(*) AS count FROM command_holds');
    expect(held.rows).toEqual([{ count: rows_each }]);
    const next = await client.query(
      "SELECT nextval(pg_get_serial_sequence('vehicles', 'row_number')) > max(row_number) AS free FROM vehicles",
    );
    expect(next.rows).toEqual([{ free: true }]);
    await client.end();
    database.prepare("INSERT INTO meta (key, value) VALUES ('moved_away', '2030-06-10T06:13:20.000Z')").run();
    database.close();
    await expect(createApp(loadConfig({ MOTORPOOL_DATA: data_dir, MOTORPOOL_DEMO: '0' }), 'test')).rejects.toThrow(
      /was moved to PostgreSQL at 2030/,
    );
    await expect(moveDatabase(file, await newTarget())).rejects.toThrow(/was moved to PostgreSQL/);
    expect(existsSync(file)).toBe(true);
  });
});
