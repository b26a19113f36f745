import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { MessageSource } from '#server/adapters/message-source.ts';
import { requestCommand } from '#server/services/commands.ts';
import { getUnitSetup } from '#server/services/lifecycle.ts';
import { findCommandById } from '#server/store/commands.ts';
import { listEvents } from '#server/store/events.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { listStreams } from '#server/store/streams.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type MercedesAccount, openAccount, vinOf } from '#server/test/mercedes.fixture.ts';
import type { Gateway } from './gateway.ts';

const soon = { timeout: 60_000, interval: 25 };
let next_vin = 0;

describeOnBothDatabases('the stream of a vendor', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  let gateway: Gateway | undefined;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    test = await makeApp();
  });
  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
    for (const close of closing.splice(0)) await close();
  });

  const stateOf = (vehicle: Vehicle) => getLatestState(test.app.db.read, vehicle.id);
  const records = async (vehicle: Vehicle) =>
    (await listEvents(test.app.db.read, fleet.fleet_id, { vehicle_id: vehicle.id, types: ['VehicleStateRecorded'], limit: 500 })).length;
  const isReady = (vehicle: Vehicle) =>
    vi.waitFor(async () => {
      const setup = await getUnitSetup(test.app, fleet.actor, { params: { vehicle_id: vehicle.id }, query: {}, body: undefined });
      expect(setup.status).toBe('SUCCEEDED');
    }, soon);
  const committedAll = ({ topic }: MercedesAccount, client = topic.name.replace('vehiclesignals.', '')) =>
    vi.waitFor(() => expect(topic.committedOf(`${client}.motorpool`)).toBe(topic.bounds().next), soon);

  /** A car in service: its setup is done and its first signals have come. */
  const putInService = async (wrap?: (source: MessageSource) => MessageSource) => {
    fleet = await makeFleet(test);
    next_vin += 1;
    const vin = vinOf(next_vin);
    const account = await openAccount(test, fleet, [vin], { registered: [vin] });
    closing.push(account.fake.close);
    gateway = await account.start(wrap);
    const vehicle = await fleet.addVehicle({ unit: account.unit(vin) });
    await isReady(vehicle);
    await vi.waitFor(async () => expect(await stateOf(vehicle)).toHaveProperty('central_lock'), soon);
    return { account, vehicle, vin };
  };
  const request = async (vehicle: Vehicle, command: string) => {
    const { id } = await requestCommand(test.app, fleet.actor, { params: { vehicle_id: vehicle.id, command }, query: {}, body: {} });
    return id;
  };
  const untilStatus = (id: string, wanted: object) =>
    vi.waitFor(async () => expect(await findCommandById(test.app.db.read, id)).toMatchObject(wanted), soon);

  it('becomes state, is committed after it, and counts what it does not know', async () => {
    const { account, vehicle, vin } = await putInService();
    test.clock.advance(60_000);
    account.topic.append(account.fake.messages.unheardOf(vin));
    account.fake.control.setState(vin, { speed: 42, ignition: true });
    await vi.waitFor(async () => expect((await stateOf(vehicle)).speed_in_kilometers_per_hour?.value).toBe(42), soon);
    await committedAll(account);
    await vi.waitFor(
      async () => expect(await listStreams(test.app.db.read, fleet.fleet_id)).toMatchObject([{ status: 'CONNECTED' }]),
      soon,
    );
  });

  it('that repeats itself after a break stores nothing twice and loses nothing', async () => {
    let breaks = 0;
    let armed = false;
    const breaking = (source: MessageSource): MessageSource => ({
      ...source,
      commit: async (messages) => {
        if (!armed) return source.commit(messages);
        armed = false;
        breaks += 1;
        // The store has it, the source does not know: what a crash between both COMMITs leaves.
        throw new Error('The connection broke.');
      },
    });
    const { account, vehicle, vin } = await putInService(breaking);
    await committedAll(account);
    const before = await records(vehicle);
    armed = true;
    for (const mileage_km of [5_000, 6_000]) {
      test.clock.advance(60_000);
      account.fake.control.setState(vin, { mileage_km });
    }
    await vi.waitFor(() => expect(breaks).toBe(1), soon);
    await committedAll(account);
    expect((await stateOf(vehicle)).mileage_in_kilometers?.value).toBe(6_000);
    expect(await records(vehicle)).toBe(before + 2);
  });

  it('brings the result of a command', async () => {
    const { vehicle, account } = await putInService();
    const id = await request(vehicle, 'unlock-central-lock');
    await untilStatus(id, { status: 'SUCCEEDED' });
    expect(account.fake.control.actuations).toHaveLength(1);
  });

  it('may bring the result before the vendor has answered the command', async () => {
    const { vehicle, account } = await putInService();
    account.fake.control.plan('before_202');
    account.fake.control.injectFault({ kind: 'delay', ms: 50 }, 1, 'command');
    await untilStatus(await request(vehicle, 'unlock-central-lock'), { status: 'SUCCEEDED' });
  });

  it('that tells of an error leaves the command unknown until the lock shows what became of it', async () => {
    const { vehicle, account, vin } = await putInService();
    account.fake.control.plan('failure');
    const id = await request(vehicle, 'unlock-central-lock');
    await untilStatus(id, { status: 'UNKNOWN', problem_detail: expect.stringContaining('4002') });
    test.clock.advance(5_000);
    account.fake.control.setState(vin, { locked: false });
    await untilStatus(id, { status: 'SUCCEEDED', settled_by: 'STATE' });
  });

  it('that stays silent leaves it unknown, and a late word settles it', async () => {
    const { vehicle, account } = await putInService();
    account.fake.control.plan('late');
    const id = await request(vehicle, 'unlock-central-lock');
    await untilStatus(id, { status: 'ACCEPTED' });
    test.clock.advance(181_000);
    await untilStatus(id, { status: 'UNKNOWN' });
    account.fake.control.release();
    await untilStatus(id, { status: 'SUCCEEDED' });
    expect(account.fake.control.actuations).toHaveLength(1);
  });

  it('lets a command of two steps go on after the first, and only then', async () => {
    const { vehicle, account } = await putInService();
    account.fake.control.plan('late');
    const id = await request(vehicle, 'unlock-and-enable-driving');
    const sent = () => account.fake.control.requests.filter(({ kind }) => kind === 'command').map(({ path }) => path.split('/').at(-1));
    await vi.waitFor(() => expect(sent()).toEqual(['doors-unlock']), soon);
    expect(await findCommandById(test.app.db.read, id)).toMatchObject({ status: 'DISPATCHING' });
    account.fake.control.release();
    await untilStatus(id, { status: 'SUCCEEDED' });
    expect(sent()).toEqual(['doors-unlock', 'rental-start']);
  });

  it('settles no command of two steps by its first step alone after a restart', async () => {
    const { vehicle, account } = await putInService();
    account.fake.control.plan('late');
    const id = await request(vehicle, 'unlock-and-enable-driving');
    await vi.waitFor(() => expect(account.fake.control.requests.some(({ kind }) => kind === 'command')).toBe(true), soon);
    const stopping = gateway;
    gateway = await account.start();
    await stopping?.stop();
    await untilStatus(id, { status: 'UNKNOWN' });
    account.fake.control.release();
    await committedAll(account);
    expect(await findCommandById(test.app.db.read, id)).toMatchObject({ status: 'UNKNOWN' });
  });
});
