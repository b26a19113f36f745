import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { archiveVehicle, restoreVehicle } from '#server/services/archive.ts';
import { requestCommand } from '#server/services/commands.ts';
import { changeModel, getUnitSetup } from '#server/services/lifecycle.ts';
import { listEvents } from '#server/store/events.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type MercedesAccount, mercedes_models, openAccount, vinOf } from '#server/test/mercedes.fixture.ts';
import type { Gateway } from './gateway.ts';

const soon = { timeout: 60_000, interval: 25 };
let next_vin = 500;

describeOnBothDatabases('the setup of a unit at its vendor', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let account: MercedesAccount;
  let gateway: Gateway | undefined;
  let vin: string;
  beforeAll(async () => {
    test = await makeApp();
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    next_vin += 1;
    vin = vinOf(next_vin);
    account = await openAccount(test, fleet, [vin]);
  });
  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
    await account.fake.close();
  });

  const params = ({ id }: Vehicle) => ({ params: { vehicle_id: id }, query: {} });
  const setupOf = (vehicle: Vehicle) => getUnitSetup(test.app, fleet.actor, { ...params(vehicle), body: undefined });
  const untilSetup = (vehicle: Vehicle, wanted: object) =>
    vi.waitFor(async () => expect(await setupOf(vehicle)).toMatchObject(wanted), soon);
  const add = () => fleet.addVehicle({ unit: account.unit(vin) });
  const setupChanges = async ({ id }: Vehicle) => {
    const rows = await listEvents(test.app.db.read, fleet.fleet_id, { vehicle_id: id, types: ['VehicleChanged'], limit: 50 });
    return rows.filter(({ data }) => JSON.parse(data).reasons.includes('SETUP_CHANGED')).length;
  };
  const restart = async () => {
    await gateway?.stop();
    gateway = await account.start();
  };

  it('is in progress at once, refuses commands meanwhile, and tells when it is done', async () => {
    account.fake.control.holds.services = true;
    gateway = await account.start();
    const vehicle = await add();
    expect(await setupOf(vehicle)).toMatchObject({ status: 'IN_PROGRESS' });
    const command = { params: { vehicle_id: vehicle.id, command: 'lock-central-lock' }, query: {}, body: {} };
    await expect(requestCommand(test.app, fleet.actor, command)).rejects.toMatchObject({ kind: 'vehicle/conflicting-setup-status' });
    await untilSetup(vehicle, { status: 'IN_PROGRESS', detail: expect.stringContaining('0 of 4') });
    account.fake.control.release();
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
    expect(await setupChanges(vehicle)).toBe(1);
  });

  it('goes on after a restart where it was, at every step', async () => {
    account.fake.control.holds.registrations = true;
    account.fake.control.holds.services = true;
    gateway = await account.start();
    const vehicle = await add();
    await untilSetup(vehicle, { detail: 'The manufacturer registers the car.' });
    await restart();
    account.fake.control.release();
    await untilSetup(vehicle, { detail: expect.stringContaining('0 of 4') });
    await restart();
    account.fake.control.release();
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
    const posts = account.fake.control.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(posts.filter((path) => path === '/api/v1/accounts/vehicles')).toHaveLength(1);
    expect(posts.filter((path) => path === '/api/v2/accounts/vehicles/services')).toHaveLength(1);
  });

  it('asks the vendor once an hour when no message comes', async () => {
    account.fake.control.holds.services = true;
    gateway = await account.start();
    const vehicle = await add();
    await untilSetup(vehicle, { detail: expect.stringContaining('0 of 4') });
    for (const [id] of account.fake.control.servicesOf(vin) ?? []) account.fake.control.servicesOf(vin)?.set(id, 'ACTIVE');
    test.clock.advance(3_601_000);
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
  });

  it('that fails says why, and begins anew when it is asked for again', async () => {
    account.fake.control.without_connectivity.add(vin);
    gateway = await account.start();
    const vehicle = await add();
    await untilSetup(vehicle, { status: 'FAILED', detail: expect.stringContaining('no connectivity') });
    account.fake.control.without_connectivity.clear();
    const body = { vehicle_model_id: mercedes_models[0] ?? '' };
    expect(await changeModel(test.app, fleet.actor, { ...params(vehicle), body })).toMatchObject({ status: 'IN_PROGRESS' });
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
  });

  it('outlasts a vendor that cannot be reached', async () => {
    account.fake.control.injectFault({ kind: 'status', status: 503 }, 3, 'read');
    gateway = await account.start();
    const vehicle = await add();
    await untilSetup(vehicle, { status: 'IN_PROGRESS', detail: expect.stringContaining('tried again') });
    const again = setInterval(() => test.clock.advance(60_000), 100);
    await untilSetup(vehicle, { status: 'SUCCEEDED' }).finally(() => clearInterval(again));
  });

  it('follows the vehicle: archived it is let go, restored and with another model it is taken in again', async () => {
    gateway = await account.start();
    const vehicle = await add();
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
    await archiveVehicle(test.app, fleet.actor, { ...params(vehicle), body: undefined });
    await vi.waitFor(() => expect(account.fake.control.isRegistered(vin)).toBe(false), soon);
    await restoreVehicle(test.app, fleet.actor, { ...params(vehicle), body: {} });
    expect(await setupOf(vehicle)).toMatchObject({ status: 'IN_PROGRESS' });
    await untilSetup(vehicle, { status: 'SUCCEEDED' });
    expect(account.fake.control.isRegistered(vin)).toBe(true);
    const body = { vehicle_model_id: mercedes_models[1] ?? '' };
    await changeModel(test.app, fleet.actor, { ...params(vehicle), body });
    await untilSetup(vehicle, { status: 'SUCCEEDED', vehicle_model_id: mercedes_models[1] });
  });
});
