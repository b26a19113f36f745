import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { isLeaseEpoch, takeLease } from '#server/store/leases.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { gateway_lease } from './command-steps.ts';
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

  it('stores nothing more once another gateway has taken over, since its memory is no longer true', async () => {
    const startGatewayIngest = async () => {
      const epoch = await write(test.app, (tx) => takeLease(tx, gateway_lease, 'someone', '9999'));
      return createIngest(test.app, (tx) => isLeaseEpoch(tx, gateway_lease, epoch));
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
