import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { isGateway } from '#server/store/gateways.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { takeOffice } from '#server/test/post.fixture.ts';
import { createIngest } from './ingest.ts';
import { markSilentVehicles } from './life-status.ts';

const hour_ms = 3_600_000;

describeOnBothDatabases('ingest', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
  });
  beforeEach(async () => {
    test.clock.advance(hour_ms);
    vehicle = await fleet.addVehicle();
    test.clock.advance(hour_ms);
  });

  const report = (values: Record<string, unknown>, age_ms = 0): StateReport => {
    const received_at = new Date(test.clock.now()).toISOString();
    const timestamp = new Date(test.clock.now() - age_ms).toISOString();
    const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }]));
    const { brand, id: unit_id } = vehicle.telematics_unit;
    return { brand, unit_id, received_at, contact_at: received_at, properties };
  };
  const mileage = (value: number, age_ms = 0) => ({ report: report({ mileage_in_kilometers: value }, age_ms) });
  const lifeStatus = async () => (await findVehicle(test.app.db.read, fleet.fleet_id, vehicle.id))?.life_status;
  const storedMileage = async () => (await getLatestState(test.app.db.read, vehicle.id)).mileage_in_kilometers?.value;

  it('brings a vehicle back that fell silent, though it remembers it as ONLINE', async () => {
    const ingest = createIngest(test.app);
    expect(await lifeStatus()).toBe('OFFLINE');
    for (let day = 0; day < 3; day += 1) {
      await ingest.store([mileage(day)]);
      expect(await lifeStatus()).toBe('ONLINE');
      test.clock.advance(24 * hour_ms);
      await markSilentVehicles(test.app);
      expect(await lifeStatus()).toBe('OFFLINE');
    }
  });

  it('stores nothing more once it is out of office', async () => {
    const startGatewayIngest = async () => {
      const { id } = await takeOffice(test);
      return createIngest(test.app, (tx) => isGateway(tx, id));
    };
    const former = await startGatewayIngest();
    await former.store([mileage(1, 3_000)]);
    const present = await startGatewayIngest();
    await present.store([mileage(3, 1_000)]);
    await expect(former.store([mileage(2, 2_000)])).rejects.toThrow('taken over');
    expect(await storedMileage()).toBe(3);
    await present.store([mileage(2, 2_000)]);
    expect(await storedMileage()).toBe(3);
  });

  it('compares with what is stored when a unit moves to another gateway and back, and knows what the other one stored', async () => {
    const [one, other] = [createIngest(test.app), createIngest(test.app)];
    const sent = (value: number, age_ms: number) => {
      const { report: said } = mileage(value, age_ms);
      return { report: { ...said, message_key: `${value}` } };
    };
    const stored = async () => {
      const { oldest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
      const all = await listEventsAfter(test.app.db.read, fleet.fleet_id, oldest - 1, 100_000);
      return all.filter(({ vehicle_id, type }) => vehicle_id === vehicle.id && type === 'VehicleStateRecorded').length;
    };
    const keep_awake = sent(0, 9_500);
    await one.store([sent(1, 9_000), keep_awake]);
    const before = await stored();
    await other.store([sent(5, 5_000)]);
    await other.store([sent(3, 7_000)]);
    // The first one remembers neither: it must not put 2 in the place of 5, nor store again what the unit sends again.
    await one.store([sent(2, 8_000), sent(3, 7_000)]);
    expect(await storedMileage()).toBe(5);
    expect([(await stored()) - before, one.counters.repeats]).toEqual([3, 1]);
    await one.store([sent(6, 1_000)]);
    await other.store([sent(4, 6_000)]);
    expect(await storedMileage()).toBe(6);
  });

  it('keeps what a unit measured before it was attached from the vehicle it serves now', async () => {
    const ingest = createIngest(test.app);
    const bounds = () => getEventBounds(test.app.db.read, fleet.fleet_id);
    const { newest } = await bounds();
    const before_attached = mileage(1, hour_ms + 1000);
    before_attached.report.contact_at = new Date(test.clock.now() - hour_ms - 1000).toISOString();
    await ingest.store([before_attached]);
    expect([await storedMileage(), await lifeStatus(), (await bounds()).newest]).toEqual([undefined, 'OFFLINE', newest]);
    expect(ingest.counters.dropped_properties).toBe(1);
    await ingest.store([mileage(2, hour_ms)]);
    expect([await storedMileage(), await lifeStatus()]).toEqual([2, 'ONLINE']);
  });

  it('refuses a report that cannot be stored, alone and without a trace', async () => {
    const ingest = createIngest(test.app);
    await ingest.store([mileage(1, 3_000)]);
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    const poison = { report: report({ mileage_in_kilometers: 10n, central_lock: 'LOCKED' }) };
    const outcomes = await Promise.allSettled([
      ingest.store([mileage(2, 2_000)]),
      ingest.store([poison]),
      ingest.store([mileage(4, 1_000)]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const added = (await listEventsAfter(test.app.db.read, fleet.fleet_id, newest, 100)).map(({ type }) => type);
    expect(added).toEqual(['VehicleStateRecorded', 'VehicleStateRecorded']);
    expect(await storedMileage()).toBe(4);
    expect((await getLatestState(test.app.db.read, vehicle.id)).central_lock).toBeUndefined();
  });

  it('stores a repeated report once', async () => {
    const ingest = createIngest(test.app);
    const [first, repeat] = [mileage(7), mileage(7)];
    await ingest.store([first]);
    const before = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 10_000);
    await ingest.store([repeat, repeat]);
    expect(await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 10_000)).toEqual(before);
  });
});
