/** P1, second half: what a unit sends again is stored once. The broken variant recognises nothing. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createIngest, type Ingest } from './ingest.ts';
import { flowOfMessage } from './message-flow.ts';
import { createStoredFlows, type StoredFlows } from './stored-flows.ts';

const hour_ms = 3_600_000;
const blind: StoredFlows = { holds: async () => false, note: () => {}, forget: () => {}, bounds: () => [] };

/** What a unit does: a packet of records by their number, some of them again later; or we are started anew in between. */
type Act = { packet: number[]; restart: boolean };
const record_count = 24;
const acts = fc
  .tuple(
    fc.shuffledSubarray(
      Array.from({ length: record_count }, (_, number) => number),
      { minLength: record_count },
    ),
    fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), back: fc.nat(12), again: fc.nat(6), restart: fc.boolean() }), {
      minLength: 8,
      maxLength: 8,
    }),
  )
  .map(([order, steps]): Act[] => {
    let sent = 0;
    return steps.flatMap(({ size, back, again, restart }) => {
      const packet = order.slice(sent, sent + size);
      sent += packet.length;
      const from = Math.max(0, sent - back);
      return [
        { packet, restart: false },
        { packet: order.slice(from, from + again), restart },
      ];
    });
  });

describeOnBothDatabases('messages that units send again', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
  });

  const attach = async (): Promise<Vehicle> => {
    const vehicle = await fleet.addVehicle();
    test.clock.advance(hour_ms);
    return vehicle;
  };
  /** Three records share each instant, as values of one second do. */
  const recordOf = ({ telematics_unit: { brand, id: unit_id } }: Vehicle, number: number): { report: StateReport } => {
    const received_at = new Date(test.clock.now()).toISOString();
    const timestamp = new Date(test.clock.now() - hour_ms / 2 + Math.floor(number / 3) * 1000).toISOString();
    const properties: StateReport['properties'] = {
      mileage_in_kilometers: { timestamp, value: number },
      ...(number % 2 && { ignition: { timestamp, value: number % 3 ? ('ON' as const) : ('OFF' as const) } }),
    };
    return { report: { brand, unit_id, received_at, contact_at: received_at, properties, message_key: `record-${number}` } };
  };
  /** Flow ids of the vehicle's state events, late ones marked. */
  const storedOf = async ({ id }: Vehicle, after: number) =>
    (await listEventsAfter(test.app.db.read, fleet.fleet_id, after, 50_000))
      .filter(({ vehicle_id, type }) => vehicle_id === id && type === 'VehicleStateRecorded')
      .map(({ flow_id, data }) => `${flow_id}${JSON.parse(data).late ? ' late' : ''}`);

  const play = async (plan: readonly Act[], makeFlows: () => StoredFlows) => {
    const vehicle = await attach();
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    const start = (): Ingest => createIngest(test.app, undefined, undefined, makeFlows());
    let ingest = start();
    for (const { packet, restart } of plan) {
      if (restart) ingest = start();
      await ingest.store(packet.map((number) => recordOf(vehicle, number)));
    }
    return { stored: await storedOf(vehicle, newest), state: await getLatestState(test.app.db.read, vehicle.id) };
  };
  const isOnce = (stored: readonly string[]) => new Set(stored).size === stored.length;
  const firstTimes = (plan: readonly Act[]): Act[] => {
    const seen = new Set<number>();
    return plan.map(({ packet }) => ({
      restart: false,
      packet: packet.filter((number) => {
        const is_new = !seen.has(number);
        seen.add(number);
        return is_new;
      }),
    }));
  };

  it('leave log and state as if every record had come once, whatever is sent again and whenever we start anew', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (plan) => {
        const { stored, state } = await play(plan, createStoredFlows);
        const once = await play(firstTimes(plan), createStoredFlows);
        expect(isOnce(stored)).toBe(true);
        expect(stored).toHaveLength(once.stored.length);
        expect(Object.entries(state).map(([name, { value }]) => [name, value])).toEqual(
          Object.entries(once.state).map(([name, { value }]) => [name, value]),
        );
      }),
      { numRuns: 6 },
    );
  });

  it('would lie in the log twice if they were not recognised', async () => {
    const found = await fc.check(
      fc.asyncProperty(acts, async (plan) => isOnce((await play(plan, () => blind)).stored)),
      { numRuns: 50, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });

  it('are recognised within one batch, and behind thousands of younger ones after a restart', async () => {
    const vehicle = await attach();
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    const first = createIngest(test.app);
    await first.store([0, 5, 1, 0, 5, 1].map((number) => recordOf(vehicle, number)));
    const young = Array.from({ length: 3_000 }, (_, number) => recordOf(vehicle, 30 + 3 * (number % 500)));
    for (const [index, { report }] of young.entries()) {
      report.message_key = `young-${index}`;
      for (const stamped of Object.values(report.properties))
        stamped.timestamp = new Date(test.clock.now() - 1_000_000 + index).toISOString();
    }
    await first.store(young);
    const before = await storedOf(vehicle, newest);
    expect(before).toHaveLength(3_003);
    const second = createIngest(test.app);
    await second.store([...[0, 1, 5].map((number) => recordOf(vehicle, number)), ...young.slice(0, 200)]);
    expect(await storedOf(vehicle, newest)).toEqual(before);
    expect(second.counters.repeats).toBeGreaterThan(200);
    const { brand, id } = vehicle.telematics_unit;
    expect(before).toContain(`${flowOfMessage(brand, id, 'record-1')} late`);
  });

  it('are stored when the first time was rolled back', async () => {
    const vehicle = await attach();
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    const ingest = createIngest(test.app);
    await ingest.store([recordOf(vehicle, 9), recordOf(vehicle, 3)]);
    const failing = { ...recordOf(vehicle, 6), also: () => Promise.reject(new Error('cut')) };
    await expect(ingest.store([failing])).rejects.toThrow('cut');
    await ingest.store([recordOf(vehicle, 6)]);
    expect(await storedOf(vehicle, newest)).toHaveLength(3);
  });
});
