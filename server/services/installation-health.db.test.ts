import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { AdapterFailure } from '#server/adapters/port.ts';
import { createCredentialsHealth } from '#server/gateway/credentials-health.ts';
import { createDuplicateNotes } from '#server/gateway/duplicate-sessions.ts';
import { readerMetrics } from '#server/gateway/reader-metrics.ts';
import { listDuplicateSessions } from '#server/store/duplicate-sessions.ts';
import { upsertObservedUnit } from '#server/store/observed-units.ts';
import { write } from '#server/store/write.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';

const limit = { timeout: 60_000, interval: 50 };

describeOnBothDatabases('the health of an installation', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let other: TestFleet;
  let gateway: ScriptedGateway;
  let id: string;
  let vehicle_id: string;
  beforeAll(async () => {
    test = await makeApp();
    [fleet, other] = [await makeFleet(test), await makeFleet(test)];
    id = await fleet.addCredentials('NIU', 'Harbour');
    ({ id: vehicle_id } = await fleet.addVehicle({ unit: fleet.unitOf.niu(id), master_data: { license_plate: 'MVD 1' } }));
    await fleet.addVehicle({ unit: fleet.unitOf.niu(await fleet.addCredentials('NIU', 'Airport')) });
    gateway = await startScriptedGateway(test, 'NIU', { ok: false, reason: 'unreachable', detail: 'Nobody answers.' });
  });
  afterAll(() => gateway?.stop());

  const read = async (of = fleet): Promise<InstallationHealth> =>
    (await createApi(test).call(of.people['Fleet Manager'], 'GET', '/installation-health')).json;

  it('tells that the gateway lives, and of its bounds', async () => {
    await vi.waitUntil(async () => (await read()).processes.length > 0, limit);
    const { processes, bounds, storage } = await read();
    expect(processes).toMatchObject([{ kind: 'GATEWAY', alive: true }]);
    expect(processes[0]?.memory_in_bytes).toBeGreaterThan(1_000_000);
    await vi.waitUntil(async () => (await read()).streams.length === 2, { ...limit, timeout: 60_000 });
    expect((await read()).streams).toEqual(
      ['geofences', 'trips'].map((name) => ({ kind: 'DUTY', name, status: 'ACTIVE', waiting: expect.any(Number) })),
    );
    for (const { used, bound } of bounds) expect(used).toBeLessThanOrEqual(bound);
    expect(bounds.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['latest states in memory', 'reports that wait for their commit', 'opened credentials']),
    );
    expect(storage.size_in_bytes).toBeGreaterThan(10_000);
    expect(storage.log_rows).toBeGreaterThanOrEqual(2);
  });

  it('names refused credentials with the vehicles that go dark, and no others', async () => {
    const row = await test.app.db.read.selectFrom('credentials').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
    createCredentialsHealth(test.app).failed({ id, revision: row.revision }, new AdapterFailure('rejected', 'refused'));
    await vi.waitUntil(async () => (await read()).credentials.some(({ alarm }) => alarm === 'REFUSED'), limit);
    const { credentials } = await read();
    expect(credentials).toMatchObject([
      { name: 'Airport', dark_vehicles: [] },
      { name: 'Harbour', alarm: 'REFUSED', vehicle_count: 1, dark_vehicles: [{ id: vehicle_id, label: 'MVD 1' }] },
    ]);
    expect(credentials[0]).not.toHaveProperty('alarm');
  });

  it('tells credentials that nobody has accepted from those that work', async () => {
    const statusOf = async (name: string) => (await read()).credentials.find((one) => one.name === name)?.status;
    expect(await statusOf('Airport')).toBe('UNTESTED');
    const { id: airport, revision } = await test.app.db.read
      .selectFrom('credentials')
      .selectAll()
      .where('name', '=', 'Airport')
      .executeTakeFirstOrThrow();
    createCredentialsHealth(test.app).succeeded({ id: airport, revision });
    await vi.waitUntil(async () => (await statusOf('Airport')) === 'VALID', limit);
  });

  it('names vehicles whose unit is claimed twice, at most once a minute, to their own fleet', async () => {
    const note = createDuplicateNotes(test.app);
    const [unit] = await test.app.db.read.selectFrom('vehicles').selectAll().where('id', '=', vehicle_id).execute();
    const claim = (remote_address: string) => note('NIU', unit?.telematics_unit_id ?? '', remote_address);
    await claim('192.0.2.1');
    await claim('192.0.2.2');
    await note('NIU', 'NBSGSTRANGER0000', '192.0.2.3');
    test.clock.advance(61_000);
    await claim('192.0.2.4');
    expect((await read()).duplicate_units).toMatchObject([
      { vehicle_id, label: 'MVD 1', brand: 'NIU', remote_address: '192.0.2.4', times: 2 },
    ]);
    expect((await read(other)).duplicate_units).toEqual([]);
    const later = new Date(test.clock.now() + 1).toISOString();
    expect(await listDuplicateSessions(test.app.db.read, fleet.fleet_id, later, 10)).toEqual([]);
  });

  it('lists units that serve nobody, and nothing of another fleet', async () => {
    const seen = { brand: 'NIU', last_seen_at: new Date(test.clock.now()).toISOString(), remote_address: null };
    await write(test.app, (tx) => upsertObservedUnit(tx, { ...seen, unit_id: 'NBSGOURS00000000', fleet_id: fleet.fleet_id }));
    await write(test.app, (tx) => upsertObservedUnit(tx, { ...seen, unit_id: 'NBSGDIALLED00000', fleet_id: '' }));
    const units = async (of: TestFleet) => (await read(of)).unassigned_units.map(({ unit_id }) => unit_id).sort();
    expect(await units(fleet)).toEqual(['NBSGDIALLED00000', 'NBSGOURS00000000']);
    expect(await units(other)).toEqual(['NBSGDIALLED00000']);
    expect((await read(other)).credentials).toEqual([]);
  });

  it('says so when the gateway falls silent', async () => {
    await gateway.stop();
    test.clock.advance(30_000);
    const { processes, bounds } = await read();
    expect(processes).toMatchObject([{ kind: 'GATEWAY', alive: false }]);
    expect(bounds).toEqual([]);
  });

  it('tells how far everybody who reads the log is behind, to each fleet of its own', async () => {
    const { call } = createApi(test);
    const make = (path: string, body: object) => call(fleet.people['Fleet Manager'], 'POST', path, { body });
    const developer = fleet.people.Developer;
    await call(developer, 'POST', '/event-consumers', { body: { name: 'Warehouse', topics: ['VehicleChange'] } });
    await call(developer, 'POST', '/webhooks', { body: { name: 'Booking', url: 'https://hooks.example/in' } });
    await make('/notification-subscriptions', { name: 'Night', event_types: ['IgnitionChanged'], channels: [{ type: 'INBOX' }] });
    await write(test.app, async (_tx, emit) => {
      const event = { fleet_id: fleet.fleet_id, vehicle_id, occurred_at: '2030-06-10T06:00:00.000Z', flow_id: 'f', data: { vehicle_id } };
      for (const type of ['IgnitionChanged', 'VehicleChanged', 'CommandExecuted'] as const) emit({ ...event, type });
    });
    const { streams } = await read();
    expect(streams).toMatchObject([
      { kind: 'WEBHOOK', name: 'Booking', waiting: 3 },
      { kind: 'NOTIFICATION', name: 'Night', waiting: 3 },
      { kind: 'CONSUMER', name: 'Warehouse', waiting: 3 },
      { kind: 'DUTY', name: 'geofences' },
      { kind: 'DUTY', name: 'trips' },
    ]);
    expect((await read(other)).streams.map(({ kind }) => kind)).toEqual(['DUTY', 'DUTY']);
    expect(await readerMetrics(test.app.db.read)).toEqual(
      ['event-consumers', 'webhooks', 'notifications'].map((reader) => `motorpool_log_waiting_events{reader="${reader}"} 3`),
    );
  });
});
