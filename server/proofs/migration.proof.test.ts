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

const kills = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 6);

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
  it(`${kills} kills at random leave what the next start completes`, async () => {
    const random = startRandom(`${database}, kills while the schema changes`);
    const reference_target = await makeTarget(database);
    const undisturbed = await load();
    const began_ms = performance.now();
    undisturbed.send({ ...reference_target, variant: 'real' } satisfies MigrationOrder);
    await once(undisturbed, 'message');
    const longest_ms = 1.2 * (performance.now() - began_ms);
    const reference = await readShape(reference_target);
    let standby = load();
    let whole = 0;
    for (let count = 0; count < kills; count += 1) {
      const target = await makeTarget(database);
      const child = await standby;
      standby = load();
      const exited = once(child, 'exit');
      child.send({ ...target, variant: 'real' } satisfies MigrationOrder);
      await wait(random() * longest_ms);
      child.kill('SIGKILL');
      await exited;
      const { taken, shape } = await readShape(target);
      expect(shape).toEqual(reference.shape);
      expect([0, known_steps.length]).toContain(taken);
      if (taken === 0) whole += 1;
    }
    tell(
      `${database}: ${kills} kills within ${longest_ms.toFixed(0)} ms, ${kills - whole} found nothing done and were completed, ${whole} were done`,
    );
  });

  it('steps taken one by one leave what no start completes', async () => {
    const target = await makeTarget(database);
    const starter = createStarter<MigrationOrder, { steps: string[] }>('./migration-process.fixture.ts');
    const { kill } = await starter.start({ ...target, variant: 'bit_by_bit' });
    await kill();
    await expect(readShape(target)).rejects.toThrow(/already exists/);
  });
});
