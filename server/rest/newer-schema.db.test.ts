/**
 * Promise P31, seen from the program: this release works on the schema of the one after it, which only adds, goes on when that is taken back, and finds
 * every row as it was. The newer schema is made up and as odd as the rule allows: each table has two more columns, and there is a table more that refers
 * to vehicles. What the steps there are do to the release before them is in `server/db/migrations.db.test.ts`. The broken variant takes a column away.
 */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { mayBeOfClients } from '#lib/domain/access.ts';
import type { Db } from '#server/db/connect.ts';
import { migrate, migrateDown } from '#server/db/migrate.ts';
import { migrations, type Step } from '#server/db/migrations/index.ts';
import { listTables, type TableShape } from '#server/db/tables.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';

const all = Object.entries(operations) as [OperationId, Operation][];
const some: readonly OperationId[] = ['addVehicle', 'getVehicle', 'updateMasterData', 'createCredentials', 'queryEventLog'];
const name_of_newer = '9999-newer';

const stepOf = (up: readonly string[], down: readonly string[]): Step => {
  const run = (statements: readonly string[]) => async (tx: Db['write']) => {
    for (const statement of statements) await sql.raw(statement).execute(tx);
  };
  return { up: run(up), down: run(down) };
};
const addingTo = (tables: readonly TableShape[]): Step =>
  stepOf(
    [
      'CREATE TABLE newer (id TEXT PRIMARY KEY, vehicle_id TEXT NOT NULL REFERENCES vehicles(id) ON DELETE CASCADE)',
      ...tables.flatMap(({ name }) => [
        `ALTER TABLE "${name}" ADD COLUMN newer_text TEXT`,
        `ALTER TABLE "${name}" ADD COLUMN newer_count BIGINT NOT NULL DEFAULT 7`,
      ]),
    ],
    [
      'DROP TABLE newer',
      ...tables.flatMap(({ name }) => ['newer_text', 'newer_count'].map((column) => `ALTER TABLE "${name}" DROP COLUMN ${column}`)),
    ],
  );
const with_a_loss = stepOf(['ALTER TABLE vehicles DROP COLUMN remark'], []);

/** Everything that the tables hold, by what this release knows of them. */
const readRows = async ({ read }: Db, tables: readonly TableShape[]): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const { name, columns } of tables) {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const { rows } = await sql.raw(`SELECT ${list} FROM "${name}"`).execute(read);
    found.set(name, rows.map((row) => JSON.stringify(row)).sort());
  }
  return found;
};

const startWork = async (test: TestApp) => {
  const api = createApi(test);
  const fleet = await makeFleet(test);
  const client = await fleet.addClient();
  const samples = operationSamples(test, fleet, await fleet.addCredentials());
  const attempt = async ([id, { method, permission, of_people }]: (typeof all)[number]): Promise<string[]> => {
    const by_person = of_people || (permission && permission !== 'any' && !mayBeOfClients(permission));
    try {
      const { path, body } = await samples[id]();
      const { status } = await api.call(by_person ? fleet.personWho(permission) : client, method, path, { body });
      return status < 500 ? [] : [`${id}: ${status}`];
    } catch (error) {
      return [`${id}: ${error instanceof Error ? error.message : error}`];
    }
  };
  return {
    /** Calls every operation, and a gateway answers commands. Which of them failed? */
    runAll: async (): Promise<string[]> => {
      const gateway = await startScriptedGateway(test);
      try {
        const faults: string[] = [];
        for (const entry of all) faults.push(...(await attempt(entry)));
        return faults;
      } finally {
        await gateway.stop();
      }
    },
    run: (id: OperationId) => attempt([id, operations[id]]),
  };
};

describeOnBothDatabases('this release', (makeApp) => {
  it('works on the schema of the next one, and on its own again', async () => {
    const test = await makeApp();
    const { db } = test.app;
    const tables = await listTables(db);
    const steps = { ...migrations, [name_of_newer]: addingTo(tables) };
    const work = await startWork(test);
    expect(await work.run('addVehicle')).toEqual([]);
    const before = await readRows(db, tables);
    expect(await migrate(db, steps)).toEqual([name_of_newer]);
    expect(await readRows(db, tables)).toEqual(before);
    expect(await work.runAll()).toEqual([]);
    // As a process that starts now does.
    expect(await migrate(db)).toEqual([]);

    const written = await readRows(db, tables);
    expect(await migrateDown(db, steps)).toEqual([name_of_newer]);
    expect(await readRows(db, tables)).toEqual(written);
    expect(await listTables(db)).toEqual(tables);
    for (const id of some) expect(await work.run(id)).toEqual([]);
    expect(await migrate(db, steps)).toEqual([name_of_newer]);
    for (const id of some) expect(await work.run(id)).toEqual([]);
  });

  it('would fail on one that had lost a column', async () => {
    const test = await makeApp();
    const work = await startWork(test);
    expect(await work.run('getVehicle')).toEqual([]);
    await migrate(test.app.db, { ...migrations, [name_of_newer]: with_a_loss });
    expect(await work.run('getVehicle')).not.toEqual([]);
  });
});
