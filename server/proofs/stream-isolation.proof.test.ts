/**
 * Promise P10 for message logs: whatever becomes of one vendor's broker, commands of another brand neither fail nor wait, and the log is read on
 * where it was when the broker is well again. The broken variant reads in a way that keeps the gateway busy.
 */
import { expect, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import type { KafkaClient } from '#server/adapters/message-source.ts';
import { adapters } from '#server/adapters/registry.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { listAllCredentials } from '#server/store/credentials.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { listStreams } from '#server/store/streams.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import type { BrokerFault } from '../../e2e/fakes/kafka/broker.ts';
import { createMercedesBenzCloud } from '../../e2e/fakes/mercedes-benz/cloud.ts';
import { startCloud } from './actuators.fixture.ts';
import { readCommands, requestInParallel } from './commands.fixture.ts';
import { type ProofVehicle, seedProofFleet } from './fleet.fixture.ts';
import { makePlace } from './place.fixture.ts';
import { tell } from './seed.fixture.ts';

const soon = { timeout: 60_000, interval: 50 };
const vin = 'W1KFTCARB00000001';
const commands_per_window = 8;

const start = async (kafka: KafkaClient = createKafkaClient({ allow_private_addresses: true })) => {
  const ill = createMercedesBenzCloud({
    clock: Date.now,
    vehicles: [createFakeVehicle(vin, { updated_at: Date.now() })],
    client_id: 'ill',
    client_secret: 'proof-secret',
    registered: [vin],
  });
  const ill_credentials = await ill.listen();
  onTestFinished(ill.close);
  const well = await startCloud(2 * commands_per_window);
  const { app } = await makePlace('SQLite');
  const car = { brand: 'MERCEDES_BENZ', unit_ids: [vin], credentials: ill_credentials } as const;
  const { fleet_id, vehicles } = await seedProofFleet(app, [car, { ...well.wanted, brand: 'CLOUDBOXX' }]);
  const gateway = await startGateway({
    app,
    private_key: readPrivateKey(dataPaths(app.config.data_dir).keys),
    adapters,
    push: { host: '127.0.0.1', port: 0 },
    listeners: [],
    allow_private_addresses: true,
    kafka,
    onDeposed: () => {},
  });
  onTestFinished(() => gateway.stop());
  const others = vehicles.filter(({ brand }) => brand === 'CLOUDBOXX');

  /** Commands one after the other, each of another vehicle: those that did not succeed, and how long they took at the median. */
  const commandSome = async () => {
    const some = others.splice(0, commands_per_window);
    const durations: number[] = [];
    for (const vehicle of some) {
      const began = performance.now();
      await requestInParallel(app, fleet_id, vehicle, 'unlock-central-lock', 1);
      await vi.waitFor(async () => expect(await statusOf(vehicle)).not.toMatch(/REQUESTED|DISPATCHING|ACCEPTED/), {
        ...soon,
        interval: 10,
      });
      durations.push(performance.now() - began);
    }
    const failures = (await Promise.all(some.map(statusOf))).filter((status) => status !== 'SUCCEEDED').length;
    return { failures, median_ms: durations.toSorted((a, b) => a - b)[commands_per_window / 2] ?? 0 };
  };
  const statusOf = async (vehicle: ProofVehicle) =>
    (await readCommands(app, [vehicle])).get(vehicle.vehicle_id)?.[0]?.status ?? 'REQUESTED';
  const carState = () => getLatestState(app.db.read, vehicles[0]?.vehicle_id ?? '');
  const streamStatus = async () => (await listStreams(app.db.read, fleet_id))[0]?.status;
  const otherFailures = async () =>
    (await listAllCredentials(app.db.read)).find(({ brand }) => brand === 'CLOUDBOXX')?.consecutive_failures;
  return { ill, commandSome, carState, streamStatus, otherFailures };
};

it.each(['refuse', 'stall', 'drop_mid_batch'] as const satisfies readonly BrokerFault[])(
  'a broker that ails by %s harms no other brand, and is read on when it is well',
  async (fault) => {
    const { ill, commandSome, carState, streamStatus, otherFailures } = await start();
    await vi.waitFor(async () => expect(await streamStatus()).toBe('CONNECTED'), soon);
    const base = await commandSome();
    await ill.broker.ail(fault);
    ill.broker.dropConnections();
    ill.control.setState(vin, { mileage_km: 4_321, updated_at: Date.now() });
    const disturbed = await commandSome();
    tell(`${fault}: median ${Math.round(base.median_ms)} ms before, ${Math.round(disturbed.median_ms)} ms during`);
    expect([base.failures, disturbed.failures, await otherFailures()]).toEqual([0, 0, 0]);
    expect(disturbed.median_ms).toBeLessThan(2 * base.median_ms + 200);
    expect((await carState()).mileage_in_kilometers?.value).not.toBe(4_321);
    await ill.broker.heal();
    await vi.waitFor(async () => expect((await carState()).mileage_in_kilometers?.value).toBe(4_321), soon);
  },
);

it('is noticed by this proof when a reader keeps the gateway busy', async () => {
  const busy: KafkaClient = {
    open: async () => ({
      poll: async () => {
        const end = performance.now() + 150;
        while (performance.now() < end);
        await new Promise((resolve) => setImmediate(resolve));
        return [];
      },
      commit: async () => {},
      lag: async () => 0,
      close: async () => {},
    }),
  };
  const base = await (await start({ open: () => Promise.reject(new Error('no broker')) })).commandSome();
  const { commandSome } = await start(busy);
  const disturbed = await commandSome();
  expect(disturbed.median_ms).toBeGreaterThan(2 * base.median_ms + 200);
});
