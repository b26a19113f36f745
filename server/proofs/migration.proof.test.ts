/**
 * Promise P31, the part about kills: a process that dies while it changes the schema leaves a database that the next start completes.
 * The broken variant takes the steps one by one without a transaction.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDb } from '#server/db/connect.ts';
import { known_steps, migrate } from '#server/db/migrate.ts';
import { listSteps, listTables } from '#server/db/tables.ts';
import { service_flags } from '#server/supervisor/service-flags.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import type { MigrationOrder } from './migration-process.fixture.ts';
import { type DatabaseName, databases } from './place.fixture.ts';
import { createStarter } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const wanted_kills = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 0);
const kills_on = { SQLite: wanted_kills || 4, PostgreSQL: wanted_kills || 2 };
/** That change their schema while one process is killed, each at a point of its own. */
const at_once = 5;

const makeTarget = async (database: DatabaseName) => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const url = database === 'SQLite' ? undefined : await createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '');
  return { file: join(folder, 'motorpool.db'), url };
};

const readShape = async (target: { file: string; url: string | undefined }) => {
  const db = await openDb(target);
  const taken = await migrate(db);
  const shape = { steps: await listSteps(db), tables: await listTables(db) };
  await db.close();
  return { taken: taken.length, shape };
};

const load = async (): Promise<ChildProcess> => {
  const child = fork(fileURLToPath(new URL('./migration-process.fixture.ts', import.meta.url)), { execArgv: [...service_flags] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
};

describe.each(databases)('on %s', (database) => {
  const kills = kills_on[database];
  it(`${kills} kills leave each of ${at_once} databases as the next start completes it`, async () => {
    const random = startRandom(`${database}, kills while the schema changes`);
    const makeTargets = (count: number) => Promise.all(Array.from({ length: count }, () => makeTarget(database)));
    const [reference_target, ...others] = await makeTargets(at_once);
    if (!reference_target) throw new Error('There is nothing to compare with.');
    const undisturbed = await load();
    const began_ms = performance.now();
    const targets = [reference_target, ...others].map((target) => ({ ...target, after_ms: 0 }));
    undisturbed.send({ targets, variant: 'real' } satisfies MigrationOrder);
    await once(undisturbed, 'message');
    const longest_ms = performance.now() - began_ms;
    const reference = await readShape(reference_target);
    let standby = load();
    let whole = 0;
    for (let count = 0; count < kills; count += 1) {
      const victims = (await makeTargets(at_once)).map((target) => ({ ...target, after_ms: random() * 0.5 * longest_ms }));
      const child = await standby;
      standby = load();
      const exited = once(child, 'exit');
      child.send({ targets: victims, variant: 'real' } satisfies MigrationOrder);
      await wait(longest_ms * (0.2 + random()));
      child.kill('SIGKILL');
      await exited;
      for (const { taken, shape } of await Promise.all(victims.map(readShape))) {
        expect(shape).toEqual(reference.shape);
        expect([0, known_steps.length]).toContain(taken);
        if (taken === 0) whole += 1;
      }
    }
    const points = kills * at_once;
    tell(
      `${database}: ${points} schemas met by ${kills} kills within ${longest_ms.toFixed(0)} ms, ${points - whole} had nothing done and were completed, ${whole} were done`,
    );
  });

  it('steps taken one by one leave what no start completes', async () => {
    const target = await makeTarget(database);
    const starter = createStarter<MigrationOrder, { steps: string[] }>('./migration-process.fixture.ts');
    const { kill } = await starter.start({ targets: [{ ...target, after_ms: 0 }], variant: 'bit_by_bit' });
    await kill();
    await expect(readShape(target)).rejects.toThrow(/already exists/);
  });
});
