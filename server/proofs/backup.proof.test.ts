/**
 * Promise P30: a backup that is taken while everybody writes is of one moment, and what is restored from it elsewhere works: rows up to the marker are
 * those of the source, pages and references are sound, people sign in, secrets open, the audit log verifies, and nothing is sent (P7).
 * The broken variant reads the tables at different moments. Figures of the full size: MOTORPOOL_DRILL_EVENTS=2000000.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { operations } from '#lib/contract/operations.ts';
import { permissions } from '#lib/domain/access.ts';
import { Secret } from '#lib/domain/secret.ts';
import { type App, createApp } from '#server/app.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import { type Config, dataPaths, loadConfig } from '#server/config.ts';
import { checkSqliteFile } from '#server/db/check-sqlite.ts';
import { createCredentialsVault } from '#server/gateway/open-credentials.ts';
import { newFlowId } from '#server/ids.ts';
import { seedPerson } from '#server/seed/seed-fleet.ts';
import { joinText } from '#server/services/call.ts';
import { requestCommand } from '#server/services/commands.ts';
import { listVehicles } from '#server/services/vehicle-lists.ts';
import { listCommandsByStatus } from '#server/store/commands.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { openAudit } from './audit-chain.fixture.ts';
import { type ProofFleet, seedProofFleet } from './fleet.fixture.ts';
import { type DatabaseName, databases, makePlace, type Settings } from './place.fixture.ts';
import { createStarter, type Starter } from './processes.fixture.ts';
import { tell } from './seed.fixture.ts';
import type { WriterOrder, WriterReady } from './writer-process.fixture.ts';

const events_wanted = Number(process.env.MOTORPOOL_DRILL_EVENTS ?? 5_000);
const vehicles_wanted = 40;
const writers_count = 2;
const vendor_secret = 'secret-of-the-drill';
const page = 5_000;
const system = (fleet_id: string) => ({ type: 'SYSTEM', id: 'proof', name: 'Proof', fleet_id, permissions, flow_id: newFlowId() }) as const;

/** One hash of all events up to there. */
const hashEvents = async (app: App, fleet_id: string, marker: number): Promise<string> => {
  const hash = createHash('sha256');
  for (let after = 0; after < marker; ) {
    const rows = await listEventsAfter(app.db.read, fleet_id, after, Math.min(page, marker - after));
    const last = rows.at(-1)?.sequence;
    if (last === undefined) break;
    for (const row of rows) hash.update(JSON.stringify(Object.entries(row).sort()));
    after = last;
  }
  return hash.digest('hex');
};

/** Many events that are there already, as time would have made them. */
const fillLog = async (app: App, fleet_id: string) => {
  const data = {
    t: new Date(app.clock()).toISOString(),
    s: { speed_in_kilometers_per_hour: { v: 21, t: 0 } },
    full: 1,
    filling: 'x'.repeat(200),
  };
  const event = {
    fleet_id,
    type: 'VehicleStateRecorded',
    vehicle_id: 'PROOF',
    occurred_at: data.t,
    flow_id: newFlowId(),
    data: JSON.stringify(data),
  } as const;
  for (let made = 0; made < events_wanted; made += page) {
    await write(app, async (_tx, emit) => {
      for (let count = 0; count < Math.min(page, events_wanted - made); count += 1) emit(event);
    });
  }
};

const writeMeanwhile = (writers: Starter<WriterOrder, WriterReady>, settings: Settings, fleet_id: string) => {
  const order: WriterOrder = {
    settings,
    fleet_ids: [fleet_id],
    seed: 1,
    writes: 1_000_000,
    lanes: 2,
    variant: 'real',
    longest_work_ms: 1,
    longest_pause_ms: 4,
  };
  for (let count = 0; count < writers_count; count += 1) writers.start(order).catch(() => {});
};

const countEvents = async (app: App, fleet_id: string): Promise<number> => {
  const row = await app.db.read
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** What speaks against a copy: the counter of a log that is gapless says how many entries it has, and what was committed before is there. */
const judge = ({ last_sequence, events, known_before }: { last_sequence: number; events: number; known_before: number }): string[] => [
  ...(last_sequence === events ? [] : [`the counter says ${last_sequence}, there are ${events} events`]),
  ...(events >= known_before ? [] : [`${known_before - events} events that were committed are missing`]),
];

const judgeApp = async (app: App, fleet_id: string, known_before: number): Promise<string[]> => {
  const counter = await app.db.read.selectFrom('fleet_sequences').selectAll().where('fleet_id', '=', fleet_id).executeTakeFirst();
  return judge({ last_sequence: counter?.last_sequence ?? 0, events: await countEvents(app, fleet_id), known_before });
};

const judgeFile = async (config: Config, fleet_id: string, known_before: number): Promise<string[]> => {
  try {
    const app = await createApp(config, 'proof');
    return await judgeApp(app, fleet_id, known_before).finally(() => app.db.close());
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const makeElsewhere = async (database: DatabaseName, app: App) => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-drill-'));
  onTestFinished(() => rmSync(data_dir, { recursive: true, force: true }));
  cpSync(dataPaths(app.config.data_dir).keys, dataPaths(data_dir).keys, { recursive: true });
  const database_url = database === 'SQLite' ? '' : await createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '');
  return loadConfig({ MOTORPOOL_DATA: data_dir, DATABASE_URL: database_url, MOTORPOOL_DEMO: '0', LOG_LEVEL: 'silent' });
};

const prepare = async (database: DatabaseName) => {
  const { settings, app } = await makePlace(database);
  const credentials = { client_id: 'me', client_secret: vendor_secret, base_url: 'https://niu.example' };
  const unit_ids = Array.from({ length: vehicles_wanted }, (_, number) => `NBSG${String(number).padStart(12, '0')}`);
  const fleet = await seedProofFleet(app, [{ brand: 'NIU', unit_ids, credentials }]);
  const person = await write(app, (tx) =>
    seedPerson(app, tx, fleet.fleet_id, { scenario: 'Drill', role: 'admin', preset: 'Fleet Manager' }),
  );
  await fillLog(app, fleet.fleet_id);
  return { settings, app, fleet, person };
};

const smoke = async (app: App, fleet: ProofFleet, person: { email: string; password: string }) => {
  const { fleet_id, vehicles } = fleet;
  const session = await signIn(app, { ...person, address: '127.0.0.1', user_agent: 'drill' });
  expect(session.ok).toBe(true);
  const list = await listVehicles(app, system(fleet_id), {
    params: {},
    query: operations.listVehicles.query.parse({ limit: '1000' }),
    body: undefined,
  });
  expect(joinText(list)).toContain(vehicles[0]?.vehicle_id);
  const row = await app.db.read.selectFrom('credentials').selectAll().executeTakeFirstOrThrow();
  const vault = createCredentialsVault(app, readPrivateKey(dataPaths(app.config.data_dir).keys), () => ({}) as never);
  const { client_secret } = vault.openRow(row).credentials.values;
  expect(client_secret instanceof Secret && client_secret.reveal()).toBe(vendor_secret);
};

describe.each(databases)('on %s', (database) => {
  it('a backup under load is restored elsewhere, whole, and sends nothing', async () => {
    const { settings, app, fleet, person } = await prepare(database);
    const { fleet_id } = fleet;
    const read = async (of: App) => (await getEventBounds(of.db.read, fleet_id)).newest;
    for (const { vehicle_id } of fleet.vehicles) {
      await requestCommand(app, system(fleet_id), { params: { vehicle_id, command: 'enable-driving' }, query: {}, body: {} });
    }
    const pending = (await listCommandsByStatus(app.db.read, ['REQUESTED'])).length;
    expect(pending).toBe(fleet.vehicles.length);
    await app.db.write.updateTable('commands').set({ expires_at: '9999-01-01T00:00:00.000Z' }).execute();
    const writers = createStarter<WriterOrder, WriterReady>('./writer-process.fixture.ts', writers_count);
    await writers.loaded();
    const quiet = await read(app);
    writeMeanwhile(writers, settings, fleet_id);
    await vi.waitUntil(async () => (await read(app)) > quiet + 20, { timeout: 60_000, interval: 20 });

    const known_before = await read(app);
    const target = mkdtempSync(join(tmpdir(), 'motorpool-drill-'));
    onTestFinished(() => rmSync(target, { recursive: true, force: true }));
    const began_ms = performance.now();
    const { path, manifest } = await takeBackup(app.config, target);
    const backup_ms = performance.now() - began_ms;
    const known_after = await read(app);
    // Otherwise nobody wrote while it was taken.
    await vi.waitUntil(async () => (await read(app)) > known_after, { timeout: 60_000, interval: 20 });
    await writers.stop();

    const config = await makeElsewhere(database, app);
    const restore_began_ms = performance.now();
    const restored = await restoreBackup(config, path);
    const restore_ms = performance.now() - restore_began_ms;
    const marker = manifest.tables.find(({ name }) => name === 'events')?.rows ?? 0;
    expect(marker).toBeGreaterThanOrEqual(known_before);
    expect(marker).toBeLessThanOrEqual(known_after);

    const elsewhere = await createApp(config, 'proof');
    onTestFinished(() => elsewhere.db.close());
    expect(await judgeApp(elsewhere, fleet_id, known_before + pending)).toEqual([]);
    expect(await read(elsewhere)).toBe(marker + pending);
    expect(restored.held).toEqual({ held: [fleet_id], expired: pending, unknown: 0 });
    expect(await hashEvents(elsewhere, fleet_id, marker)).toBe(await hashEvents(app, fleet_id, marker));
    await smoke(elsewhere, fleet, person);
    const gateway = await startScriptedGateway({ app: elsewhere, private_key: readPrivateKey(dataPaths(config.data_dir).keys) });
    expect(await listCommandsByStatus(elsewhere.db.read, ['REQUESTED', 'DISPATCHING', 'ACCEPTED'])).toEqual([]);
    await gateway.stop();
    expect(gateway.orders).toEqual([]);
    const audit = await openAudit({ app: elsewhere });
    expect(await audit.verify(fleet_id)).toMatchObject({
      status: 'INTACT',
      verified_up_to: expect.toSatisfy((entries: number) => entries > pending),
    });
    await audit.sealer.stop();
    if (database === 'SQLite') {
      await elsewhere.db.close();
      expect(checkSqliteFile(dataPaths(config.data_dir).database)).toEqual([]);
    }
    const megabytes = manifest.files.reduce((sum, { size_in_bytes }) => sum + size_in_bytes, 0) / 1e6;
    tell(
      `${database}: ${marker} events, ${megabytes.toFixed(0)} MB; backup ${seconds(backup_ms)} while ${known_after - known_before} events were written ` +
        `(RPO: the interval + ${seconds(backup_ms)}), restore ${seconds(restore_ms)}, ${pending} pending commands, 0 sent`,
    );
  });

  it('a copy that is not of one moment is found', async () => {
    const { settings, app, fleet } = await prepare(database);
    const { fleet_id } = fleet;
    const writers = createStarter<WriterOrder, WriterReady>('./writer-process.fixture.ts', writers_count);
    await writers.loaded();
    writeMeanwhile(writers, settings, fleet_id);
    const counters = await app.db.read.selectFrom('fleet_sequences').selectAll().executeTakeFirstOrThrow();
    const { newest } = await getEventBounds(app.db.read, fleet_id);
    await vi.waitUntil(async () => (await getEventBounds(app.db.read, fleet_id)).newest > newest, { timeout: 60_000, interval: 20 });
    await writers.stop();
    const events = await countEvents(app, fleet_id);
    expect(judge({ last_sequence: counters.last_sequence, events, known_before: newest })).not.toEqual([]);
    if (database === 'PostgreSQL') return;
    // What `cp` of the file alone gives: the log of the newest writes lies beside it.
    const config = await makeElsewhere(database, app);
    cpSync(dataPaths(app.config.data_dir).database, dataPaths(config.data_dir).database);
    expect(await judgeFile(config, fleet_id, events)).not.toEqual([]);
  });
});
