/**
 * Promise P9: a stream, of the screens or the public one, that is cut and comes back with the last id it saw misses nothing and repeats nothing, while others write; what is no longer
 * held is said. Streams are cut between any two bytes, and the server is killed. The broken variant replays the log first and subscribes afterwards.
 * MOTORPOOL_PROOF_CUTS gives the number of cuts, MOTORPOOL_PROOF_KILLS that of kills: the promise is about 500.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { App } from '#server/app.ts';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { deleteEventsBefore, getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import { createLiveReader, type LiveReader, type StreamName } from './live-reader.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { createStarter, type Running, waitAtRandom } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';
import { giveToken } from './token.fixture.ts';
import type { WebOrder, WebReady } from './web-process.fixture.ts';
import type { WriterOrder, WriterReady } from './writer-process.fixture.ts';

const readers = 4;
const cuts_wanted = Number(process.env.MOTORPOOL_PROOF_CUTS ?? 120);
const cuts_per_reader = Math.ceil(cuts_wanted / readers);
const server_kills = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 2);
const patient = { timeout: 60_000, interval: 5 };
const most_ms = 240_000 + 1_000 * cuts_wanted + 10_000 * server_kills;

const openFleet = async (app: App) => {
  const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Live'));
  return { fleet_id, token: await giveToken(app, fleet_id) };
};

/** The server at its address, which survives that it is killed. */
const createServerAtOnePort = (order: Omit<WebOrder, 'port'>) => {
  const servers = createStarter<WebOrder, WebReady>('./web-process.fixture.ts');
  let running: Running<WebReady> | undefined;
  let port = 0;
  return {
    port: () => port,
    start: async () => {
      running = await servers.start({ ...order, port });
      port = running.ready.port;
    },
    kill: async () => running?.kill(),
  };
};

/** Cuts a reader's stream so many times, at any moment from before its first byte on. */
const cutAtRandom = async (reader: LiveReader, port: () => number, random: Random, cuts: number) => {
  for (let cut = 0; cut < cuts; cut += 1) {
    const over = reader.read(port());
    await wait(wholeBetween(random, 0, 150));
    reader.cut();
    await over;
  }
};

/** Reads until events came that were appended after the replay: whoever subscribed too late has missed some by then. */
const readPastReplay = async (app: App, fleet_id: string, reader: LiveReader, port: () => number) => {
  const over = reader.read(port());
  const movedPast = (sequence: number) => vi.waitFor(() => expect(reader.cursor).toBeGreaterThan(sequence), patient);
  await movedPast(reader.cursor);
  await movedPast((await getEventBounds(app.db.read, fleet_id)).newest);
  reader.cut();
  await over;
};

/** Lets all readers come to the end of the log, which a writer's last COMMIT may still move. Gives the last sequence. */
const readToEnd = async (app: App, fleet_id: string, all: readonly LiveReader[], port: number): Promise<number> => {
  const over = all.map((reader) => reader.read(port));
  const end = await vi.waitFor(
    async () => {
      const { newest } = await getEventBounds(app.db.read, fleet_id);
      expect(all.map(({ cursor }) => cursor)).toEqual(all.map(() => newest));
      return newest;
    },
    { timeout: 60_000, interval: 100 },
  );
  for (const reader of all) reader.cut();
  await Promise.all(over);
  return end;
};

const runReaders = async (database: DatabaseName, name: StreamName, variant: 'real' | 'replay_then_subscribe') => {
  const [cuts, kills] = variant === 'real' ? [cuts_per_reader, server_kills] : [1, 0];
  const { settings, app } = await makePlace(database);
  const { fleet_id, token } = await openFleet(app);
  const random = startRandom(`${database}, ${name}, ${variant}`);
  const web = createServerAtOnePort({ settings, variant });
  await web.start();
  const writers = createStarter<WriterOrder, WriterReady>('./writer-process.fixture.ts', 1);
  const load = { settings, fleet_ids: [fleet_id], seed: 1, writes: 1_000_000, lanes: 6, variant: 'real', longest_work_ms: 0 } as const;
  await writers.loaded();
  const writing = writers.start({ ...load, longest_pause_ms: 8 });
  const stopped = expect(writing).rejects.toThrow('ended');
  await vi.waitFor(async () => expect((await getEventBounds(app.db.read, fleet_id)).newest).toBeGreaterThan(0), { timeout: 60_000 });

  const all = Array.from({ length: readers }, () => createLiveReader(token, 0, name));
  const cutting = Promise.all(
    all.map((reader) =>
      variant === 'real' ? cutAtRandom(reader, web.port, random, cuts) : readPastReplay(app, fleet_id, reader, web.port),
    ),
  );
  for (let killed = 0; killed < kills; killed += 1) {
    for (let pause = 0; pause < 8; pause += 1) await waitAtRandom(random);
    await web.kill();
    await web.start();
  }
  await cutting;
  await writers.stop();
  await stopped;
  const end = await readToEnd(app, fleet_id, all, web.port());
  const logged = await listEventsAfter(app.db.read, fleet_id, 0, end);
  const missed = all.map((reader) => {
    const seen = new Set(reader.events.map(({ id }) => id));
    return logged.filter(({ id }) => !seen.has(id)).length;
  });
  const lost = missed.reduce((sum, count) => sum + count, 0);
  tell(
    `${database}, ${name}, ${variant}: ${readers} readers, ${cuts} cuts each, ${kills} kills of the server, ${logged.length} events, ${lost} missed`,
  );
  return { all, logged, lost };
};

describe.each(databases)('on %s', (database) => {
  it.each(['live', 'public'] as const)(
    'many cuts of the %s stream and kills of the server leave no gap and no repeat',
    { timeout: most_ms },
    async (name) => {
      const { all, logged } = await runReaders(database, name, 'real');
      const wanted = logged.map(({ sequence, id }) => ({ sequence, id }));
      expect(wanted.length).toBeGreaterThan(cuts_per_reader);
      for (const { events, resets } of all) {
        expect(resets).toEqual([]);
        expect(events.map(({ sequence }) => sequence)).toEqual(wanted.map(({ sequence }) => sequence));
        expect(events.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      }
    },
  );

  it.each(['live', 'public'] as const)('a server that replays the %s stream first and subscribes afterwards is noticed', async (name) => {
    const { lost } = await runReaders(database, name, 'replay_then_subscribe');
    expect(lost).toBeGreaterThan(0);
  });

  it('a cursor from before the retention, or from beyond the log, is told to begin anew', async () => {
    const { settings, app } = await makePlace(database);
    const { fleet_id, token } = await openFleet(app);
    await write(app, async (_tx, emit) => {
      const event = { fleet_id, type: 'VehicleStateRecorded', vehicle_id: 'PROOF', occurred_at: 'x', flow_id: 'x', data: {} } as const;
      for (let count = 0; count < 10; count += 1) emit(event);
    });
    await write(app, (tx) => deleteEventsBefore(tx, fleet_id, '9999', 4));
    const web = createServerAtOnePort({ settings, variant: 'real' });
    await web.start();
    const readFrom = async (start: number) => {
      const reader = createLiveReader(token, start);
      const over = reader.read(web.port());
      await vi.waitFor(() => expect(reader.resets.length + reader.events.length).toBeGreaterThan(0), { timeout: 60_000 });
      reader.cut();
      await over;
      return { resets: reader.resets, sequences: reader.events.map(({ sequence }) => sequence) };
    };
    const told = [{ oldest: 5, newest: 10 }];
    expect(await readFrom(3)).toEqual({ resets: told, sequences: [] });
    expect(await readFrom(4)).toEqual({ resets: [], sequences: [5, 6, 7, 8, 9, 10] });
    expect(await readFrom(11)).toEqual({ resets: told, sequences: [] });
  });
});
