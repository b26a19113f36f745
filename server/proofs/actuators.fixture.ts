import { createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { createCloudboxxFake } from '../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';
import { createTeltonikaUnit } from '../../e2e/fakes/teltonika/unit.ts';
import type { UnitFaults } from '../../e2e/fakes/teltonika/unit-commands.ts';
import { pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import { imeiOf, type WantedVehicles } from './fleet.fixture.ts';
import { unitState } from './unit-state.fixture.ts';

const api_key = 'proof-cloud-key';

/** Vehicles that count what they do, with everything that may go wrong between an order and its answer. */
export interface Actuators {
  wanted: WantedVehicles;
  commands: readonly string[];
  /** How often a unit did each thing that it was told. */
  countActs(unit_id: string): number[];
}

const cloud_faults: HttpFault[] = [
  { kind: 'reset_before_acting' },
  { kind: 'reset_after_acting' },
  { kind: 'reset_mid_body' },
  { kind: 'silent_after_acting' },
  { kind: 'black_hole' },
  { kind: 'status', status: 503 },
  { kind: 'status_after_acting', status: 500 },
];
const fault_share = 0.35;

/** A vendor's cloud. Every other order is slow enough for a gateway to die over it. */
export const startCloud = async (count: number) => {
  const unit_ids = Array.from({ length: count }, (_, number) => number.toString(16).toUpperCase().padStart(16, '0'));
  const vehicles = unit_ids.map((unit_id) => createFakeVehicle(unit_id, { updated_at: Date.now() }));
  const cloud = createCloudboxxFake({ clock: Date.now, vehicles, api_keys: [api_key] });
  const base_url = await cloud.listen();
  onTestFinished(cloud.close);
  return {
    wanted: { brand: 'CLOUDBOXX', unit_ids, credentials: { api_key, base_url } },
    commands: ['unlock-central-lock', 'enable-driving', 'unlock-and-enable-driving'],
    countActs: (unit_id: string) => [cloud.control.actuations.filter((act) => act.unit_id === unit_id).length],
    spoilNext: (random: Random, orders: number) => {
      for (let order = 0; order < orders; order += 1) {
        const slow: HttpFault = { kind: 'delay', ms: wholeBetween(random, 0, 80) };
        cloud.control.injectFault(random() < fault_share ? pick(random, cloud_faults) : slow, 1, 'command');
      }
    },
    heal: cloud.control.clearFaults,
    listOrdersOf: (unit_id: string) => cloud.control.actuations.filter((act) => act.unit_id === unit_id).map(({ at }) => at),
    /** Orders that arrived, whatever became of them. */
    countOrders: () => cloud.control.requests.filter(({ kind }) => kind === 'command').length,
  };
};

const unit_faults: UnitFaults[] = [{}, {}, { answer_after_ms: 60 }, { answer_after_ms: 150 }, { mute: true }, { silent: true }];

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Units that dial in, and come back as soon as a gateway is gone. */
export const startUnits = async (count: number, random: Random) => {
  const port = await findFreePort();
  const unit_ids = Array.from({ length: count }, (_, number) => imeiOf(number));
  const wiring = { output: 1, active_means: 'driving_disabled' } as const;
  const units = new Map(
    unit_ids.map((imei) => {
      const unit = createTeltonikaUnit({ imei, host: '127.0.0.1', port, state: unitState(), wiring, reconnect_after_ms: 40 });
      unit.faults = pick(random, unit_faults);
      unit.start();
      onTestFinished(() => unit.stop());
      return [imei, unit];
    }),
  );
  return {
    port,
    wanted: { brand: 'TELTONIKA', unit_ids },
    commands: ['unlock-central-lock', 'draw-attention', 'unlock-and-enable-driving'],
    countOnline: () => [...units.values()].filter(({ online }) => online).length,
    countActs: (unit_id: string) => {
      const acts = Map.groupBy(units.get(unit_id)?.actuations ?? [], ({ text }) => text);
      return [...acts.values()].map((same) => same.length);
    },
  };
};
