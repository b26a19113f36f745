/**
 * Scale-out: two web processes and three gateways on one PostgreSQL. Whichever is killed, paused or stopped: no acknowledged record is lost or stored twice,
 * no command is transmitted twice, units and vendor are served again by the others within 15 s, and a stream that moves to the other web process goes on
 * without a gap. The broken variant never takes a gateway for dead.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { listGateways } from '#server/store/gateways.ts';
import { wholeBetween } from '../../e2e/fakes/world/random.ts';
import { countLost } from './acknowledged.fixture.ts';
import { readCommands } from './commands.fixture.ts';
import { createLiveReader, type LiveReader } from './live-reader.fixture.ts';
import { gateway_names, measureService, type Scale, startPrograms, startScale, startSenders } from './scale.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

/** On request alone, since its limit of time asks for a machine that has nothing else to do. `small`: a tenth, with a shorter silence until a gateway counts as dead. */
const wanted = process.env.MOTORPOOL_PROOF_SCALE;
const full = wanted === 'full';
const size = full ? { units: 40, senders: 8, cloud_vehicles: 40 } : { units: 4, senders: 2, cloud_vehicles: 4 };
const lease_ms = full ? 8_000 : 4_000;
const lanes = full ? 8 : 3;
const rounds = full ? 3 : 1;
const most_ms = 15_000;
const readers = 3;
const timeout = 60_000;
const first_ms = Date.now() - 12 * 3_600_000;

const untilOnline = ({ cars, scooters }: Scale) =>
  vi.waitFor(() => expect([...cars, ...scooters].filter(({ online }) => !online)).toEqual([]), { timeout });

const untilInOffice = ({ app }: Scale, names: readonly string[]) =>
  vi.waitFor(async () => expect((await listGateways(app.db.read)).map(({ name }) => name).sort()).toEqual([...names].sort()), {
    timeout,
    interval: 100,
  });

/** Readers of the live stream that go to and fro between the web processes. */
const startReaders = ({ token, webPort }: Scale, random: () => number) => {
  let stopped = false;
  const all = Array.from({ length: readers }, () => createLiveReader(token, 0));
  const move = async (reader: LiveReader, number: number) => {
    for (let turn = number; !stopped; turn += 1) {
      const over = reader.read(webPort(turn));
      await Promise.race([over, wait(wholeBetween(random, 100, 900))]);
      reader.cut();
      await over;
      await wait(20);
    }
  };
  const moving = Promise.all(all.map(move));
  return {
    all,
    stop: async () => {
      stopped = true;
      await moving;
    },
  };
};

const readToEnd = async ({ app, fleet, webPort }: Scale, all: readonly LiveReader[]): Promise<number> => {
  const over = all.map((reader, number) => reader.read(webPort(number)));
  const end = await vi.waitFor(
    async () => {
      const { newest } = await getEventBounds(app.db.read, fleet.fleet_id);
      expect(all.map(({ cursor }) => cursor)).toEqual(all.map(() => newest));
      return newest;
    },
    { timeout, interval: 100 },
  );
  for (const reader of all) reader.cut();
  await Promise.all(over);
  return end;
};

interface Fault {
  name: string;
  happen(scale: Scale): Promise<void>;
  /** What was taken away comes back. */
  mend(scale: Scale): Promise<void>;
}

const killGateway = (name: string): Fault => ({
  name: `kill -9 of ${name}`,
  happen: async (scale) => scale.gateway(name)?.kill(),
  mend: (scale) => scale.startGateway(name),
});

/** It wakes up after others have taken its work, and has to notice that itself. */
const pauseGateway = (name: string): Fault => ({
  name: `SIGSTOP of ${name}`,
  happen: async (scale) => void scale.gateway(name)?.process.kill('SIGSTOP'),
  mend: async (scale) => {
    const child = scale.gateway(name)?.process;
    child?.kill('SIGCONT');
    await vi.waitFor(() => expect(child?.exitCode).toBe(3), { timeout });
  },
});

const stopGateway = (name: string): Fault => ({
  name: `SIGTERM of ${name}`,
  happen: async (scale) => {
    const child = scale.gateway(name)?.process;
    child?.kill('SIGTERM');
    await vi.waitFor(() => expect(child?.exitCode).toBe(0), { timeout });
  },
  mend: (scale) => scale.startGateway(name),
});

const killWeb = (number: number): Fault => ({
  name: `kill -9 of web ${number + 1}`,
  happen: (scale) => scale.restartWeb(number),
  mend: async () => {},
});

const [g1, g2, g3] = gateway_names;
const faults = [killGateway(g1), killWeb(0), pauseGateway(g2), killWeb(1), stopGateway(g3)];

describe.skipIf(!wanted)('two web processes and three gateways', () => {
  it('lose nothing and send nothing twice, whichever dies, and serve everything again in time', { timeout: 900_000 }, async () => {
    const scale = await startScale(lease_ms, size);
    const random = startRandom('scale');
    await untilInOffice(scale, gateway_names);
    await untilOnline(scale);
    const senders = startSenders(scale, first_ms);
    const programs = startPrograms(scale, random, lanes);
    const streams = startReaders(scale, random);
    const measured: string[] = [];
    for (const fault of Array.from({ length: rounds }, () => faults).flat()) {
      await fault.happen(scale);
      const { served_ms, slowest } = await measureService(scale, 4 * most_ms);
      measured.push(`${fault.name}: all served after ${(served_ms / 1000).toFixed(1)} s`);
      expect(served_ms, `${fault.name}; ${slowest}`).toBeLessThan(most_ms);
      await fault.mend(scale);
      await untilInOffice(scale, gateway_names);
    }
    await programs.stop();
    senders.stop();
    await streams.stop();
    await untilOnline(scale);

    // Other vehicles may tell two things of one instant, by a report and by the answer to a command.
    const of_senders = { ...scale.fleet, vehicles: scale.fleet.vehicles.filter(({ unit_id }) => scale.recorders.includes(unit_id)) };
    const { lost, twice } = await countLost(scale.app, of_senders, senders.acknowledged());
    const end = await readToEnd(scale, streams.all);
    const logged = await listEventsAfter(scale.app.db.read, scale.fleet.fleet_id, 0, end);
    const commands = await readCommands(scale.app, scale.fleet.vehicles);
    const all = [...commands.values()].flat();
    const records = senders.acknowledged().reduce((sum, { count }) => sum + count, 0);
    for (const line of measured) tell(line);
    tell(`longest wait for an acknowledgement: ${(senders.longestWait() / 1000).toFixed(1)} s`);
    const statuses = [...Map.groupBy(all, ({ status }) => status)].map(([status, { length }]) => `${length} ${status}`);
    tell(`${records} records acknowledged, ${all.length} commands (${statuses.sort().join(', ')}), ${logged.length} events`);

    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
    expect(records).toBeGreaterThan(0);
    expect(senders.longestWait()).toBeLessThan(most_ms);
    expect(programs.answers.filter(({ told }) => told.size > 1)).toEqual([]);
    for (const { vehicle, countOrders } of scale.targets) {
      const own = commands.get(vehicle.vehicle_id) ?? [];
      expect(countOrders(), vehicle.unit_id).toBeLessThanOrEqual(own.filter(({ sent_at }) => sent_at !== null).length);
      expect(countOrders(), vehicle.unit_id).toBeGreaterThanOrEqual(own.filter(({ settled_by }) => settled_by === 'ANSWER').length);
    }
    for (const { events, resets } of streams.all) {
      expect(resets).toEqual([]);
      expect(events.map(({ sequence }) => sequence)).toEqual(logged.map(({ sequence }) => sequence));
    }
  });

  it('would leave vehicles unserved, were nobody ever taken for dead', { timeout: 300_000 }, async () => {
    const scale = await startScale('never', { units: 6, senders: 0, cloud_vehicles: 1 });
    await untilInOffice(scale, gateway_names);
    await untilOnline(scale);
    expect((await measureService(scale, most_ms)).served_ms).toBeLessThan(most_ms);
    await Promise.all([scale.gateway(g1)?.kill(), scale.gateway(g2)?.kill()]);
    const { served_ms, slowest } = await measureService(scale, 2 * lease_ms);
    tell(`nobody taken for dead: not served after ${(served_ms / 1000).toFixed(1)} s (${slowest})`);
    expect(served_ms).toBeGreaterThan(2 * lease_ms);
  });
});
