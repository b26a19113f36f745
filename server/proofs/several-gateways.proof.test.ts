/**
 * Scale-out: two web processes and three gateways on one PostgreSQL. Whichever is killed, paused or stopped: no acknowledged record is lost or stored twice,
 * no command is transmitted twice, units and vendor are served again by the others within 15 s, and a stream that moves to the other web process goes on
 * without a gap. The 15 s are measured beside the machine's own pace (`machine-pace.fixture.ts`): they may be longer by what it kept an idle process
 * waiting meanwhile, and by nothing else; what was needed is printed. The broken variant never takes a gateway for dead.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { listGateways } from '#server/store/gateways.ts';
import { wholeBetween } from '../../e2e/fakes/world/random.ts';
import { countLost } from './acknowledged.fixture.ts';
import { readCommands } from './commands.fixture.ts';
import { createLiveReader, type LiveReader } from './live-reader.fixture.ts';
import { watchMachine } from './machine-pace.fixture.ts';
import { reckonOrders } from './orders.fixture.ts';
import { gateway_names, type Scale, startScale, startSenders } from './scale.fixture.ts';
import { measureRemoval, measureService, startPrograms } from './scale-commands.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const full = process.env.MOTORPOOL_PROOF_SCALE === 'full';
const size = full ? { units: 40, senders: 8, cloud_vehicles: 40 } : { units: 4, senders: 2, cloud_vehicles: 4 };
const lanes = full ? 8 : 3;
const rounds = full ? 3 : 1;
const most_ms = 15_000;
/** In which the others have long taken over from a dead gateway. */
const patience_ms = 10_000;
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
  /** The gateway that it takes away without a farewell. */
  victim?: string;
  happen(scale: Scale): Promise<void>;
  /** What was taken away comes back. */
  mend(scale: Scale): Promise<void>;
}

const killGateway = (name: string): Fault => ({
  name: `kill -9 of ${name}`,
  victim: name,
  happen: async (scale) => scale.gateway(name)?.kill(),
  mend: (scale) => scale.startGateway(name),
});

/** It wakes up after others have taken its work, and has to notice that itself. */
const pauseGateway = (name: string): Fault => ({
  name: `SIGSTOP of ${name}`,
  victim: name,
  happen: async (scale) => void scale.gateway(name)?.process.kill('SIGSTOP'),
  mend: async (scale) => {
    const child = scale.gateway(name)?.process;
    child?.kill('SIGCONT');
    await vi.waitFor(() => expect(child?.exitCode).toBe(3), { timeout });
  },
});

const stopGateway = (name: string): Fault => ({
  name: `SIGTERM of ${name}`,
  happen: async (scale) => void scale.gateway(name)?.process.kill('SIGTERM'),
  mend: async (scale) => {
    await vi.waitFor(() => expect(scale.gateway(name)?.process.exitCode).toBe(0), { timeout });
    await scale.startGateway(name);
  },
});

const killWeb = (number: number): Fault => ({
  name: `kill -9 of web ${number + 1}`,
  happen: (scale) => scale.killWeb(number),
  mend: (scale) => scale.restartWeb(number),
});

const [g1, g2, g3] = gateway_names;
const faults = [killGateway(g1), killWeb(0), pauseGateway(g2), killWeb(1), stopGateway(g3)];
const inSeconds = (ms: number | undefined) => (ms === undefined ? 'never' : `${(ms / 1_000).toFixed(1)} s`);

/** How long everything takes to be served again, from the moment of the fault; that of a gateway's removal by the others is part of it. */
const measureFault = async (scale: Scale, { name, victim, happen }: Fault, lateMs: () => Promise<number>) => {
  const id = (await listGateways(scale.app.db.read)).find((row) => row.name === victim)?.id;
  const late_before_ms = await lateMs();
  const began_ms = performance.now();
  await happen(scale);
  const over = new AbortController();
  const removing = id === undefined ? undefined : measureRemoval(scale, id, over.signal);
  const { unserved, slowest } = await measureService(scale, 4 * most_ms);
  const served_ms = performance.now() - began_ms;
  const late_ms = (await lateMs()) - late_before_ms;
  over.abort();
  const removed = removing ? `taken for dead after ${inSeconds(await removing)}, ` : '';
  tell(`${name}: ${removed}all served after ${inSeconds(served_ms)}, the machine was late by ${inSeconds(late_ms)}`);
  expect(unserved, `${name}; ${slowest}`).toBe(0);
  expect(served_ms, `${name}; ${slowest}`).toBeLessThan(most_ms + late_ms);
  return late_ms;
};

describe('two web processes and three gateways', () => {
  it('lose nothing and send nothing twice, whichever dies, and serve everything again in time', { timeout: 900_000 }, async () => {
    const [scale, { lateMs }] = await Promise.all([startScale(size), watchMachine()]);
    const random = startRandom('scale');
    await untilInOffice(scale, gateway_names);
    await untilOnline(scale);
    const senders = startSenders(scale, first_ms);
    const programs = startPrograms(scale, random, lanes);
    const streams = startReaders(scale, random);
    let latest_ms = 0;
    for (const fault of Array.from({ length: rounds }, () => faults).flat()) {
      latest_ms = Math.max(latest_ms, await measureFault(scale, fault, lateMs));
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
    tell(`longest wait for an acknowledgement: ${inSeconds(senders.longestWait())}`);
    const statuses = [...Map.groupBy(all, ({ status }) => status)].map(([status, { length }]) => `${length} ${status}`);
    tell(`${records} records acknowledged, ${all.length} commands (${statuses.sort().join(', ')}), ${logged.length} events`);

    expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
    expect(records).toBeGreaterThan(0);
    expect(senders.longestWait()).toBeLessThan(most_ms + latest_ms);
    expect(programs.answers.filter(({ told }) => told.size > 1)).toEqual([]);
    expect(all.filter(({ settled_by }) => settled_by === 'ANSWER').length).toBeGreaterThan(0);
    for (const { vehicle, listOrders } of scale.targets) {
      expect(reckonOrders(commands.get(vehicle.vehicle_id) ?? [], listOrders()), vehicle.unit_id).toEqual({ surplus: 0, missing: 0 });
    }
    for (const { events, resets } of streams.all) {
      expect(resets).toEqual([]);
      expect(events.map(({ sequence }) => sequence)).toEqual(logged.map(({ sequence }) => sequence));
    }
  });

  it('would leave vehicles unserved, were nobody ever taken for dead', { timeout: 300_000 }, async () => {
    const scale = await startScale({ units: 6, senders: 0, cloud_vehicles: 1 }, 'never');
    await untilInOffice(scale, gateway_names);
    await untilOnline(scale);
    const well = await measureService(scale, timeout);
    expect(well.unserved, well.slowest).toBe(0);
    await Promise.all([scale.gateway(g1)?.kill(), scale.gateway(g2)?.kill()]);
    const { served_ms, unserved, slowest } = await measureService(scale, patience_ms);
    tell(`nobody taken for dead: ${unserved} of ${scale.probes.length} not served after ${inSeconds(served_ms)} (${slowest})`);
    expect(unserved).toBeGreaterThan(0);
  });
});
