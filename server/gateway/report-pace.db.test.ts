import { beforeAll, beforeEach, expect, it } from 'vitest';
import { bucket_ratio } from '#lib/domain/interval-histogram.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { getFleetSnapshot } from '#server/services/fleet.ts';
import { getFreshness } from '#server/services/freshness.ts';
import { takeUnitSessions } from '#server/store/unit-sessions.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, type TestFleet } from '#server/test/fleet.fixture.ts';
import { takeOffice } from '#server/test/post.fixture.ts';
import { createIngest } from './ingest.ts';
import { markNeverReturned, markSilentVehicles } from './life-status.ts';
import { createReportPace } from './report-pace.ts';

const minute_ms = 60_000;

describeOnBothDatabases('how often vehicles report', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  beforeAll(async () => {
    test = await makeApp();
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    vehicle = await fleet.addVehicle();
  });

  const report = (ignition: 'ON' | 'OFF'): StateReport => {
    const at = new Date(test.clock.now()).toISOString();
    const { brand, id: unit_id } = vehicle.telematics_unit;
    return { brand, unit_id, received_at: at, contact_at: at, properties: { ignition: { timestamp: at, value: ignition } } };
  };
  const readFreshness = () => getFreshness(test.app, fleet.actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
  const lifeStatus = async () => (await findVehicle(test.app.db.read, fleet.fleet_id, vehicle.id))?.life_status;
  const setTimeouts = (minutes: Record<string, number>) =>
    test.app.db.write
      .updateTable('fleets')
      .set({ settings: JSON.stringify({ life_status_timeout_in_minutes: minutes }) })
      .where('id', '=', fleet.fleet_id)
      .execute();
  const setOwnInterval = (seconds: number) =>
    test.app.db.write
      .updateTable('vehicles')
      .set({ unit_settings: JSON.stringify({ report_interval_in_seconds: seconds }), revision: 99 })
      .where('id', '=', vehicle.id)
      .execute();

  it('is learned for each mode, told to screens and the API, and kept over a restart', async () => {
    const pace = createReportPace(test.app);
    const ingest = createIngest(test.app, undefined, pace);
    const speak = async (ignition: 'ON' | 'OFF', every_ms: number, times: number) => {
      for (let turn = 0; turn < times; turn += 1) {
        test.clock.advance(every_ms);
        await ingest.store([{ report: report(ignition) }]);
      }
    };
    expect(await readFreshness()).toEqual({ value: 'silent', mode: 'parked', expected_interval_seconds: 1050, silence_seconds: 2100 });
    await speak('ON', 30_000, 30);
    await speak('OFF', 10 * minute_ms, 30);
    await pace.save();
    const parked = await readFreshness();
    expect(parked).toMatchObject({ value: 'fresh', mode: 'parked', silence_seconds: 2100 });
    expect(parked.expected_interval_seconds).toBeGreaterThanOrEqual(600);
    expect(parked.expected_interval_seconds).toBeLessThanOrEqual(600 * bucket_ratio);
    const valueAt = async (at = '') => {
      test.clock.advance(Date.parse(at) - test.clock.now());
      return (await readFreshness()).value;
    };
    expect([await valueAt(parked.due_at), await valueAt(parked.overdue_at), await valueAt(parked.silent_at)]).toEqual([
      'due',
      'overdue',
      'silent',
    ]);

    const restarted = createReportPace(test.app);
    await restarted.start();
    const unit = { fleet_id: fleet.fleet_id, brand: 'TELTONIKA', vehicle_model_id: models.teltonika };
    expect(restarted.paceOf(unit, 'parked').expected_interval_seconds).toBe(parked.expected_interval_seconds);
    const driving = restarted.paceOf(unit, 'driving').expected_interval_seconds;
    expect(driving).toBeGreaterThanOrEqual(30);
    expect(driving).toBeLessThanOrEqual(30 * bucket_ratio);
    await restarted.stop();

    await speak('ON', minute_ms, 2);
    const { columns } = await getFleetSnapshot(test.app, fleet.actor, { params: {}, query: {}, body: undefined });
    expect(columns.expected_interval_seconds).toEqual([driving]);
    expect(columns.silence_seconds).toEqual([2100]);
    const rows = await test.app.db.read
      .selectFrom('events')
      .select('data')
      .where('vehicle_id', '=', vehicle.id)
      .orderBy('sequence')
      .execute();
    const told = rows.flatMap(({ data }) => JSON.parse(data).expected ?? []);
    expect(told.at(-1)).toBe(driving);
    expect(told.length).toBeLessThan(rows.length / 2);
  });

  it('is not expected sooner than a vendor is asked', () => {
    const pace = createReportPace(test.app);
    const moped = { fleet_id: fleet.fleet_id, brand: 'NIU', vehicle_model_id: models.niu };
    pace.setPollSeconds(models.niu, { parked: 300, driving: 60, charging: 300 });
    expect(pace.paceOf(moped, 'parked').expected_interval_seconds).toBe(360);
    for (let turn = 0; turn < 50; turn += 1) pace.observe(models.niu, 'parked', 20);
    expect(pace.paceOf(moped, 'parked').expected_interval_seconds).toBe(360);
    for (let turn = 0; turn < 500; turn += 1) pace.observe(models.niu, 'parked', 900);
    expect(pace.paceOf(moped, 'parked').expected_interval_seconds).toBeGreaterThanOrEqual(900);
  });

  it('lets the fleet say when silence is OFFLINE, sooner or later than the brand', async () => {
    const pace = createReportPace(test.app);
    const ingest = createIngest(test.app, undefined, pace);
    const silentAfter = async (minutes: number) => {
      await ingest.store([{ report: report('OFF') }]);
      expect(await lifeStatus()).toBe('ONLINE');
      test.clock.advance((minutes - 1) * minute_ms);
      await markSilentVehicles(test.app, pace);
      expect(await lifeStatus()).toBe('ONLINE');
      test.clock.advance(2 * minute_ms);
      await markSilentVehicles(test.app, pace);
      return lifeStatus();
    };
    expect(await silentAfter(35)).toBe('OFFLINE');
    for (const minutes of [5, 240]) {
      await setTimeouts({ TELTONIKA: minutes });
      await pace.reloadTimeouts();
      expect(await silentAfter(minutes)).toBe('OFFLINE');
      expect((await readFreshness()).silence_seconds).toBe(minutes * 60);
    }
    await setTimeouts({});
    await pace.reloadTimeouts();
    await setOwnInterval(600);
    expect(await silentAfter(21)).toBe('OFFLINE');
    expect(await readFreshness()).toMatchObject({ expected_interval_seconds: 600, silence_seconds: 1260 });
  });

  it('knows after a restart which units did not come back', async () => {
    const ingest = createIngest(test.app);
    await ingest.store([{ report: report('OFF') }]);
    test.clock.advance(minute_ms);
    const restarted_ms = test.clock.now();
    const { id } = await takeOffice(test);
    const unit = { brand: 'TELTONIKA', unit_id: vehicle.telematics_unit.id };
    await write(test.app, (tx) => takeUnitSessions(tx, id, [unit], ''));
    await markNeverReturned(test.app, 'TELTONIKA', restarted_ms);
    expect(await lifeStatus()).toBe('ONLINE');
    await takeOffice(test);
    await markNeverReturned(test.app, 'TELTONIKA', restarted_ms);
    expect(await lifeStatus()).toBe('OFFLINE');
  });
});
