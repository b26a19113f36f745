/**
 * Promise P31: steps of the schema add and take nothing away that the version before uses, so that versions run beside each other and one can go back;
 * both databases get the same schema. The broken variants are a step that drops a column, and one that takes away and says so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fillTables } from '#server/test/fill-tables.fixture.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { connectPostgres, type Db, openDb, openSqliteFile } from './connect.ts';
import { copyIn } from './copy.ts';
import { columnList, digestPostgresTable, readSqliteLines } from './copy-lines.ts';
import { known_steps, migrate, migrateDown, stepsNamed } from './migrate.ts';
import { migrations, type Step } from './migrations/index.ts';
import { left_behind, moveRows } from './move-rows.ts';
import { listSteps, listTables, type TableShape } from './tables.ts';

/** As long as there is no release to compare with, the version before is the one without the newest steps. */
const newest = known_steps.slice(-5);
const stepsWithout = (left_out: readonly string[]) => stepsNamed(known_steps.filter((name) => !left_out.includes(name)));
const before = stepsWithout(newest);
/** Until then some numbers had four bytes on PostgreSQL, and the rows that are filled in ask for eight. */
const wide_since = '0027-restore-epochs';
const before_on_postgres = stepsWithout(newest.filter((name) => name > wide_since));

const makeSqlite = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-steps-'));
  const file = join(folder, 'motorpool.db');
  const db = await openDb({ file });
  onTestFinished(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { db, file };
};
const openPostgres = async () => {
  const url = await createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '');
  const db = await openDb({ file: '', url });
  onTestFinished(() => db.close());
  return { db, url };
};
const makePostgres = async () => (await openPostgres()).db;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What the version before finds different: tables, columns and rows that are gone, rows that it cannot add any more. */
const findBreaks = (file: string, shapes: readonly TableShape[], lines: ReadonlyMap<string, readonly string[]>): string[] => {
  const database = openSqliteFile(file, false);
  const faults: string[] = [];
  const attempt = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      faults.push(`${what}: ${reasonOf(error)}`);
    }
  };
  for (const shape of shapes) {
    attempt(shape.name, () => {
      const now = new Set([...readSqliteLines(database, shape)].flat());
      if (!lines.get(shape.name)?.every((line) => now.has(line))) throw new Error('rows are others');
    });
  }
  // More rows, as the version before would write them.
  attempt('adding', () => fillTables(database, shapes, 1));
  database.close();
  return faults;
};

const upFrom = async (steps: Record<string, Step>, to: Record<string, Step>) => {
  const { db, file } = await makeSqlite();
  await migrate(db, steps);
  const shapes = await listTables(db);
  const database = openSqliteFile(file, false);
  fillTables(database, shapes);
  const journal_aside = shapes.filter(({ name }) => !(name in left_behind));
  const lines = new Map(journal_aside.map((shape) => [shape.name, [...readSqliteLines(database, shape)].flat()]));
  database.close();
  await migrate(db, to);
  return { db, file, breaks: findBreaks(file, journal_aside, lines) };
};

/** The same on PostgreSQL, where the rows come from SQLite; those that are added bear the columns that the version before names. */
const findPostgresBreaks = async (steps: Record<string, Step>, to: Record<string, Step>): Promise<string[]> => {
  const [source, target] = [await makeSqlite(), await openPostgres()];
  for (const { db } of [source, target]) await migrate(db, steps);
  const shapes = (await listTables(source.db)).filter(({ name }) => !(name in left_behind));
  const database = openSqliteFile(source.file, false);
  fillTables(database, shapes);
  const digests = new Map((await moveRows(source.db, source.file, target.db, target.url)).map((table) => [table.name, table.digest]));
  const linesOf = (shape: TableShape) => [...readSqliteLines(database, shape)].flat();
  const old_lines = new Map(shapes.map((shape) => [shape.name, new Set(linesOf(shape))]));
  fillTables(database, shapes, 1);
  await migrate(target.db, to);
  const client = await connectPostgres(target.url);
  onTestFinished(() => client.end());
  const faults: string[] = [];
  for (const shape of shapes) {
    const added = linesOf(shape).filter((line) => !old_lines.get(shape.name)?.has(line));
    const bytes = async function* () {
      yield Buffer.from(added.map((line) => `${line}\n`).join(''));
    };
    try {
      if ((await digestPostgresTable(client, shape)).digest !== digests.get(shape.name)) throw new Error('rows are others');
      await copyIn(client, `COPY "${shape.name}" (${columnList(shape.columns)}) FROM STDIN`, bytes());
    } catch (error) {
      faults.push(`${shape.name}: ${reasonOf(error)}`);
    }
  }
  database.close();
  return faults;
};

describe('the steps of the schema', () => {
  it(`${newest.join(', ')}: the version before reads and writes what it knows`, async () => {
    const { breaks } = await upFrom(before, migrations);
    expect(breaks).toEqual([]);
    expect(await findPostgresBreaks(before_on_postgres, migrations)).toEqual([]);
  });

  it('that drop, rename or demand a column are found', async () => {
    const breaking = (statement: string): Record<string, Step> => ({
      ...migrations,
      '9999-breaking': { up: async (tx) => void (await sql.raw(statement).execute(tx)) },
    });
    const dropped = await upFrom(migrations, breaking('ALTER TABLE users DROP COLUMN name'));
    expect(dropped.breaks.join()).toMatch(/users: no such column: "?name/);
    const demanded = await upFrom(
      migrations,
      breaking("CREATE TRIGGER demand BEFORE INSERT ON users WHEN new.name IS NOT NULL BEGIN SELECT RAISE(ABORT, 'demands'); END"),
    );
    expect(demanded.breaks.join()).toMatch(/adding: demands/);
    const dropped_there = await findPostgresBreaks(migrations, breaking('ALTER TABLE users DROP COLUMN name'));
    expect(dropped_there.join()).toMatch(/users: column "name" of relation "users" does not exist/);
  });

  it.each(['SQLite', 'PostgreSQL'])('can go up, down and up again on %s', async (name) => {
    const db = name === 'SQLite' ? (await makeSqlite()).db : await makePostgres();
    await migrate(db);
    const shapes = await listTables(db);
    const with_way_back = Object.fromEntries(Object.entries(migrations).filter(([, { down }]) => down));
    expect(Object.keys(with_way_back).length).toBeGreaterThan(0);
    for (const step of Object.keys(with_way_back).sort().reverse()) {
      await sql`UPDATE kysely_migration SET timestamp = '2999-01-01T00:00:00.000Z' WHERE name = ${step}`.execute(db.write);
      expect(await migrateDown(db)).toEqual([step]);
    }
    expect((await listTables(db)).length).toBeLessThan(shapes.length);
    expect((await migrate(db)).sort()).toEqual(Object.keys(with_way_back).sort());
    expect(await listTables(db)).toEqual(shapes);
  });

  it.each(['SQLite', 'PostgreSQL'])('of a newer version are left alone on %s, unless one of them took something away', async (name) => {
    const db = name === 'SQLite' ? (await makeSqlite()).db : await makePostgres();
    const added: Step = { up: async (tx) => void (await sql`CREATE TABLE newer (id TEXT)`.execute(tx)) };
    await migrate(db, { ...migrations, '9998-added': added });
    expect(await migrate(db)).toEqual([]);
    expect(await listSteps(db)).toContain('9998-added');
    await migrate(db, { ...migrations, '9998-added': added, '9999-taken': { up: async () => {}, takes_away: true } });
    await expect(migrate(db)).rejects.toThrow(/newer version, whose step 9999-taken/);
  });

  it.each(['SQLite', 'PostgreSQL'])('that fail on %s leave the schema as it was', async (name) => {
    const db = name === 'SQLite' ? (await makeSqlite()).db : await makePostgres();
    await migrate(db, before);
    const shapes = await listTables(db);
    const failing: Step = {
      up: async (tx) => {
        await sql`CREATE TABLE half (id TEXT)`.execute(tx);
        throw new Error('died');
      },
    };
    await expect(migrate(db, { ...migrations, '9999-failing': failing })).rejects.toThrow('died');
    expect(await listTables(db)).toEqual(shapes);
    expect((await migrate(db)).sort()).toEqual([...newest].sort());
  });

  it('make the same schema on both databases', async () => {
    const [sqlite, postgres] = [(await makeSqlite()).db, await makePostgres()];
    for (const db of [sqlite, postgres]) await migrate(db);
    const columnsOf = async (db: Db) =>
      Object.fromEntries(
        (await listTables(db))
          .filter(({ name }) => !(name in left_behind))
          .map(({ name, columns, floating, numbered_by }) => [
            name,
            { columns: [...columns].sort(), floating: [...floating].sort(), numbered_by },
          ]),
      );
    const listPlaces = async (db: Db, statement: string) =>
      (await db.read.executeQuery<{ place: string }>({ sql: statement, parameters: [], query: {} as never, queryId: {} as never })).rows
        .map(({ place }) => place)
        .sort();
    expect(await columnsOf(sqlite)).toEqual(await columnsOf(postgres));
    const names = Object.keys(await columnsOf(sqlite))
      .map((name) => `'${name}'`)
      .join();
    const in_sqlite = await listPlaces(
      sqlite,
      `SELECT t.name || '.' || c.name AS place FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
       WHERE t.type = 'table' AND t.name IN (${names}) AND c."notnull" = 0 AND c.pk = 0 AND c.hidden = 0`,
    );
    const in_postgres = await listPlaces(
      postgres,
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name IN (${names}) AND is_nullable = 'YES' AND is_generated = 'NEVER'`,
    );
    expect(in_sqlite).toEqual(in_postgres);
    // Four bytes there, eight here.
    const short = await listPlaces(
      postgres,
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name IN (${names}) AND data_type IN ('real', 'integer', 'smallint')`,
    );
    expect(short).toEqual([]);
  });
});
