import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '#server/app.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { unseal } from '#server/auth/unseal.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { settleTrips } from '#server/gateway/trips/settle-trips.ts';
import { createTrips } from '#server/gateway/trips/trips.ts';
import { getTripTrack } from '#server/services/trips.ts';
import { findUserByEmail, listFleets } from '#server/store/access.ts';
import { findApiClient } from '#server/store/api-clients.ts';
import { listAllCredentials } from '#server/store/credentials.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { listFleetRows } from '#server/store/fleet-snapshot.ts';
import { listTrips } from '#server/store/trips.ts';
import { readDemoFile } from '../../e2e/fakes/world/demo-file.ts';
import { createScenario } from '../../e2e/fakes/world/scenario.ts';
import { vendorCredentials } from '../../e2e/fakes/world/vendor-secrets.ts';
import { createDatabase } from '../../e2e/postgres.ts';
import { seedActor } from './seed-fleet.ts';

const entry = fileURLToPath(new URL('../seed.ts', import.meta.url));
const run = promisify(execFile);

const makePlace = async (database: 'SQLite' | 'PostgreSQL') => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-seed-'));
  onTestFinished(() => rmSync(data_dir, { recursive: true, force: true }));
  const url = database === 'SQLite' ? '' : await createDatabase(process.env.MOTORPOOL_TEST_POSTGRES_URL ?? '');
  const env = { HOST: '127.0.0.1', APP_URL: '', MOTORPOOL_DATA: data_dir, DATABASE_URL: url, MOTORPOOL_DEMO: '1', LOG_LEVEL: 'silent' };
  const seed = (...words: string[]) => run(process.execPath, [entry, ...words], { env: { ...process.env, ...env } });
  const open = async () => {
    const app = await createApp(loadConfig(env), 'test');
    onTestFinished(() => app.db.close());
    return app;
  };
  return { data_dir, paths: dataPaths(data_dir), seed, open };
};
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (database) => {
  it('makes a demo fleet that its files open, once', async () => {
    const { paths, seed, open } = await makePlace(database);
    await seed('demo');
    const app = await open();
    const [fleet, ...others] = await listFleets(app.db.read);
    expect(others).toEqual([]);
    expect(fleet).toMatchObject({ name: 'Motorpool Montevideo', time_zone: 'America/Montevideo' });
    const fleet_id = fleet?.id ?? '';

    const access = readJson(paths.demo_access);
    expect(statSync(paths.demo_access).mode & 0o777).toBe(0o600);
    expect(access.people.map(({ preset }: { preset: string }) => preset)).toEqual(['Fleet Manager', 'Operations Specialist', 'Support']);
    for (const { email, password } of access.people) {
      expect(await verifyPassword((await findUserByEmail(app.db.read, email))?.password_hash, password)).toBe(true);
    }
    const demo = readDemoFile(paths.demo);
    for (const { client_id, client_secret } of [access.api_client, demo.api_client]) {
      expect(await findApiClient(app.db.read, client_id)).toMatchObject({ fleet_id, secret_hash: tokenHash(client_secret) });
    }

    const rows = await listFleetRows(app.db.read, fleet_id);
    const scenario = createScenario(demo.scenario);
    expect(rows.map((row) => row.telematics_unit_id).sort()).toEqual(scenario.vehicles.map((vehicle) => vehicle.unit_id).sort());
    const rented = scenario.vehicles.filter((vehicle) => vehicle.rental).map((vehicle) => vehicle.unit_id);
    expect(
      rows
        .filter((row) => row.rental_status === 'IN_RENTAL')
        .map((row) => row.telematics_unit_id)
        .sort(),
    ).toEqual(rented.sort());
    const spoken = new Set(rows.filter((row) => row.last_contact_at !== null).map((row) => row.telematics_unit_id));
    const silent = scenario.vehicles.filter((vehicle) => vehicle.offline_hours !== undefined);
    expect(silent.every(({ unit_id }) => spoken.has(unit_id))).toBe(true);

    const { newest } = await getEventBounds(app.db.read, fleet_id);
    const events = await listEventsAfter(app.db.read, fleet_id, 0, 10_000);
    expect(events.map((event) => Number(event.sequence))).toEqual(Array.from({ length: Number(newest) }, (_, index) => index + 1));
    expect(events.filter((event) => event.type === 'VehicleCreated')).toHaveLength(300);

    const before = readFileSync(paths.demo, 'utf8');
    expect((await seed('demo')).stdout).toBe('');
    expect(readFileSync(paths.demo, 'utf8')).toBe(before);
    expect((await listFleets(app.db.read)).map(({ id }) => id)).toEqual([fleet_id]);
  });

  it('tells what the fleet did before, so that the log has trips that are over and trips that go on', async () => {
    const { seed, open } = await makePlace(database);
    await seed('demo');
    const app = await open();
    const [fleet] = await listFleets(app.db.read);
    await createTrips(app, async () => true).catchUp();
    await settleTrips({ ...app, clock: () => Date.now() + 60_000 }, async () => true);
    const trips = await listTrips(app.db.read, fleet?.id ?? '', { limit: 1000 });
    const [done, open_ones] = [trips.filter(({ status }) => status === 'DONE'), trips.filter(({ status }) => status === 'OPEN')];
    expect(done.length + open_ones.length).toBe(trips.length);
    expect(done.length).toBeGreaterThan(30);
    expect(open_ones.length).toBeGreaterThan(20);
    for (const trip of done) {
      const { id, ended_at, distance, max_speed, energy_used, end_lat } = trip;
      expect({ id, ended: ended_at !== null && ended_at <= new Date().toISOString(), end_lat }).toEqual({
        id,
        ended: true,
        end_lat: expect.any(Number),
      });
      expect(distance, id).toBeGreaterThan(0.2);
      expect(max_speed ?? 20, id).toBeGreaterThan(10);
      expect(energy_used ?? 0, id).toBeGreaterThanOrEqual(0);
    }
    const [{ id } = { id: '' }] = done;
    const actor = seedActor(fleet?.id ?? '');
    const track = await getTripTrack(app, actor, { params: { trip_id: id }, query: {}, body: undefined });
    expect(track.items.length).toBeGreaterThan(5);
  });

  it('seals the secrets of the fake vendors where the gateway opens them', async () => {
    const { paths, seed, open } = await makePlace(database);
    await seed('demo');
    const app = await open();
    const demo = readDemoFile(paths.demo);
    const private_key = readPrivateKey(paths.keys);
    const stored = await listAllCredentials(app.db.read);
    const opened = stored.map((row) => {
      const place = { table: 'credentials', column: 'sealed_secrets', fleet_id: row.fleet_id, row_id: row.id };
      return { brand: row.brand, ...JSON.parse(row.fields), ...JSON.parse(unseal(private_key, row.sealed_secrets, place).reveal()) };
    });
    const { push_path, ...segway } = demo.segway;
    const wanted = vendorCredentials({ ...demo, segway });
    expect(opened).toHaveLength(wanted.length);
    for (const { brand, values } of wanted) expect(opened).toContainEqual(expect.objectContaining({ brand, ...values }));
    const token = push_path.split('/').at(-1) ?? '';
    expect(stored.map((row) => row.push_token)).toContain(tokenHash(token));
  });

  it('makes a fleet for benchmarks in which every vehicle has a state', async () => {
    const { data_dir, seed, open } = await makePlace(database);
    await seed('bench', '--vehicles', '120');
    const app = await open();
    const access = readJson(join(data_dir, 'bench-access.json'));
    const rows = await listFleetRows(app.db.read, access.api_client.client_id.split('#')[0]);
    expect(rows).toHaveLength(120);
    for (const row of rows) expect(JSON.parse(row.state ?? '{}').position).toBeDefined();
    await expect(seed('demo')).rejects.toMatchObject({ stderr: expect.stringContaining('holds a fleet already') });
  });
});

it('leaves an empty database to the first visitor, and refuses what it does not know', async () => {
  const { seed, open } = await makePlace('SQLite');
  await seed('empty');
  expect(await listFleets((await open()).db.read)).toEqual([]);
  await expect(seed('party')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('demo, bench, empty') });
  await expect(seed('bench', '--vehicles', 'many')).rejects.toMatchObject({ code: 1 });
});
