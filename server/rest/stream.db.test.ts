import { type IncomingMessage, request } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { stream_alive_interval_ms } from '#lib/contract/public-events.ts';
import type { EventType } from '#lib/domain/event.ts';
import { EventEnvelope } from '#lib/domain/event-schema.ts';
import { deleteEventsBefore, getEventBounds } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { type Caller, createApi, credentialsOf, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { listen } from '#server/test/listen.fixture.ts';

const day_ms = 86_400_000;
/** Together the five seconds after which no right that has gone is good for anything. */
const [recheck_ms, remembered_ms] = [2_000, 3_000];

describeOnBothDatabases('the public events', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  afterEach(() => void vi.useRealTimers());

  const emit = (...events: readonly (readonly [EventType, string, object?])[]) =>
    write(test.app, async (_tx, emitOne) => {
      for (const [type, vehicle_id, data = { vehicle_id }] of events) {
        emitOne({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: '2030-06-10T06:00:00.000Z', flow_id: 'f', data });
      }
    });
  const state = (vehicle_id: string, altitude: number, full = false) =>
    [
      'VehicleStateRecorded',
      vehicle_id,
      { t: '2030-06-10T06:00:00.000Z', s: { altitude_in_meters: altitude }, ...(full && { full: 1 }) },
    ] as const;

  /** Opens a stream and gathers what comes; a parser that is not ours takes it apart. */
  const open = async (caller: Caller, query = '', headers: Record<string, string> = {}) => {
    const server = await listen(test);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { headers: { ...credentialsOf(caller, 'GET'), ...headers }, agent: false };
      request(`${server.api_url}/events/stream${query}`, options, resolve).on('error', reject).end();
    });
    const seen = { frames: [] as EventSourceMessage[], comments: [] as string[], text: '', over: false };
    const parser = createParser({ onEvent: (frame) => seen.frames.push(frame), onComment: (comment) => seen.comments.push(comment) });
    answer.setEncoding('utf8').on('data', (text: string) => {
      seen.text += text;
      parser.feed(text);
    });
    answer.on('close', () => {
      seen.over = true;
    });
    answer.on('error', () => {});
    onTestFinished(async () => {
      answer.destroy();
      await server.close();
    });
    return { status: answer.statusCode, seen, types: () => seen.frames.map(({ event }) => event) };
  };
  const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000 });
  const newFleet = async () => {
    fleet = await makeFleet(test);
    return fleet.addClient();
  };
  const list = async (caller: Caller, query: string) => (await api.call(caller, 'GET', `/events${query}`)).json;

  it('come in the same envelope by stream and by list', async () => {
    const reader = await newFleet();
    await emit(state('A', 1, true), ['CommandRequested', 'A'], state('A', 2), ['CommandExecuted', 'A'], ['IgnitionChanged', 'B']);
    const { seen } = await open(reader, '?after=0');
    await until(() => expect(seen.frames).toHaveLength(4));
    const { items, ...rest } = await list(reader, '?after=0');
    expect(rest).toEqual({ next_after: 5, more: false });
    expect(seen.frames.map(({ data }) => JSON.parse(data))).toEqual(items);
    expect(seen.frames.map(({ id, event }) => [Number(id), event])).toEqual(
      items.map(({ metadata }: EventEnvelope) => [metadata.sequence, metadata.type]),
    );
    for (const item of items) expect(EventEnvelope.strict().parse(item)).toEqual(item);
    expect(items[1]).toMatchObject({
      metadata: { type: 'VehicleStateRecorded', schema_major_version: 2, sequence: 3 },
      data: { vehicle_id: 'A', fleet_id: fleet.fleet_id, vehicle_state: { altitude_in_meters: { value: 2 } } },
    });
  });

  it('are chosen by topic, type and vehicle: repeated for or, together for and', async () => {
    const reader = await newFleet();
    await emit(
      state('A', 1, true),
      ['IgnitionChanged', 'A'],
      ['CentralLockChanged', 'B'],
      ['VehicleChanged', 'B'],
      ['IgnitionChanged', 'B'],
    );
    const sequences = async (query: string) =>
      (await list(reader, `?after=0&${query}`)).items.map(({ metadata }: EventEnvelope) => metadata.sequence);
    for (const [query, wanted] of [
      ['topic=VehicleStateChange', [2, 3, 5]],
      ['topic=IgnitionChanged', [2, 5]],
      ['topic=VehicleChange&topic=VehicleStateRecorded', [1, 4]],
      ['event_type=IgnitionChanged&event_type=VehicleChanged&vehicle_id=B', [4, 5]],
      ['topic=VehicleStateChange&event_type=VehicleChanged', []],
      ['vehicle_id=A', [1, 2]],
    ] as const) {
      expect(await sequences(query), query).toEqual(wanted);
      const { seen } = await open(reader, `?after=0&${query}`);
      await until(() => expect(seen.frames.map(({ id }) => Number(id))).toEqual(wanted));
    }
  });

  it.each([
    ['topic=Nothing', '/topic'],
    ['event_type=CommandRequested', '/event_type'],
    ['topic=CommandProgress', '/topic'],
    ['vehicle_id=%00', '/vehicle_id'],
    ['after=-1', '/after'],
    ['after=', '/after'],
    ['topics=VehicleChange', ''],
  ])('are refused for %s', async (query, pointer) => {
    const reader = await newFleet();
    const problem = { type: '/problems/validation-error' };
    const { json } = await api.call(reader, 'GET', `/events/stream?${query}`);
    expect(json).toMatchObject(problem);
    expect(json.errors[0].pointer.startsWith(pointer)).toBe(true);
    if (query !== 'after=') expect((await api.call(reader, 'GET', `/events?${query}`)).json).toMatchObject(problem);
  });

  it('page by sequence, through parts of the log of which nothing is asked for', async () => {
    const reader = await newFleet();
    await emit(...Array.from({ length: 9 }, (_, index) => [index % 3 ? 'IgnitionChanged' : 'CentralLockChanged', 'A'] as const));
    const pages: number[][] = [];
    for (let after = 0, more = true; more; ) {
      const page = await list(reader, `?after=${after}&limit=2&topic=CentralLockChanged`);
      pages.push(page.items.map(({ metadata }: EventEnvelope) => metadata.sequence));
      ({ next_after: after, more } = page);
    }
    expect(pages).toEqual([[1, 4], [7]]);
    expect(await list(reader, '?after=9')).toEqual({ items: [], next_after: 9, more: false });
  });

  it('begin now without a cursor as a stream, with the oldest as a list', async () => {
    const reader = await newFleet();
    await emit(['IgnitionChanged', 'A']);
    const { seen } = await open(reader);
    await until(() => expect(seen.comments).toEqual(['open']));
    await emit(['IgnitionChanged', 'A']);
    await until(() => expect(seen.frames.map(({ id }) => id)).toEqual(['2']));
    expect((await list(reader, '')).items).toHaveLength(2);
  });

  it.each([
    ['older than what is held', 3],
    ['older than seven days', 5],
    ['beyond the log', 99],
  ])('say that a cursor is %s, and go on with the oldest there is', async (_name, cursor) => {
    const reader = await newFleet();
    const aged = () => write(test.app, (tx) => deleteEventsBefore(tx, fleet.fleet_id, '9999', 4));
    await emit(...Array.from({ length: 6 }, () => ['IgnitionChanged', 'A'] as const));
    await aged();
    const clock = test.app.clock();
    const recorded_at = new Date(clock - 8 * day_ms).toISOString();
    await write(test.app, (tx) =>
      tx.updateTable('events').set({ recorded_at }).where('fleet_id', '=', fleet.fleet_id).where('sequence', '<=', 6).execute(),
    );
    await emit(...Array.from({ length: 3 }, () => ['IgnitionChanged', 'A'] as const));
    const reset = { oldest: 7, newest: 9 };
    const { seen } = await open(reader, '', { 'last-event-id': String(cursor) });
    await until(() => expect(seen.frames.map(({ id }) => id)).toEqual(['6', '7', '8', '9']));
    expect(seen.frames[0]).toMatchObject({ event: 'reset', data: JSON.stringify(reset) });
    const page = await list(reader, `?after=${cursor}`);
    expect(page).toMatchObject({ reset, next_after: 9 });
    expect(page.items).toHaveLength(3);
    const { seen: resumed } = await open(reader, '?after=6');
    await until(() => expect(resumed.frames.map(({ id }) => id)).toEqual(['7', '8', '9']));
  });

  it('show states and vehicles to whoever may see vehicles alone, and refuse him the rest by name', async () => {
    await newFleet();
    const narrow = await fleet.addClient(['vehicles.ro']);
    await emit(state('A', 1, true), ['IgnitionChanged', 'A'], ['VehicleRemoved', 'A'], ['CommandExecuted', 'A']);
    const { types } = await open(narrow, '?after=0');
    await until(() => expect(types()).toEqual(['VehicleStateRecorded', 'VehicleRemoved']));
    expect((await list(narrow, '?after=0')).items).toHaveLength(2);
    expect((await list(narrow, '?topic=VehicleChange')).items).toHaveLength(1);
    for (const query of ['topic=Command', 'event_type=IgnitionChanged', 'topic=VehicleChange&topic=Command']) {
      expect((await api.call(narrow, 'GET', `/events/stream?${query}`)).json.type).toBe('/problems/missing-permissions');
      expect((await api.call(narrow, 'GET', `/events?${query}`)).json.type).toBe('/problems/missing-permissions');
    }
    const none = await fleet.addClient(['oem-credentials']);
    expect((await api.call(none, 'GET', '/events/stream')).json.type).toBe('/problems/missing-permissions');
    const log_reader = await fleet.addClient(['events-trips.ro']);
    expect((await list(log_reader, '?after=0')).items).toHaveLength(4);
  });

  it('of one fleet never reach another', async () => {
    await newFleet();
    await emit(state('A', 1, true), ['IgnitionChanged', 'A']);
    const stranger = await (await makeFleet(test)).addClient();
    expect(await list(stranger, '?after=0')).toEqual({ items: [], next_after: 0, more: false });
    const { seen } = await open(stranger, '?after=0&vehicle_id=A');
    await until(() => expect(seen.comments).toEqual(['open']));
    expect(seen.frames).toEqual([]);
  });

  it('end when rights shrink or go while they stream, and move the cursor of who sees nothing', async () => {
    await newFleet();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const client = await fleet.addClient(['vehicles.ro', 'events-trips.ro']);
    const steady = await open(await fleet.addClient(['vehicles.ro']), '?after=0&vehicle_id=NONE');
    const { seen } = await open(client, '?after=0');
    await emit(['IgnitionChanged', 'A']);
    await until(() => expect(seen.frames).toHaveLength(1));
    vi.advanceTimersByTime(stream_alive_interval_ms);
    await until(() => expect(seen.comments).toContain('alive'));
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    await until(() => expect(steady.seen.text).toContain(`: alive\nid: ${newest}\n\n`));

    const permissions = JSON.stringify(['vehicles.ro']);
    await test.app.db.write.updateTable('api_clients').set({ permissions }).where('id', '=', client.client_id).execute();
    test.clock.advance(remembered_ms);
    vi.advanceTimersByTime(recheck_ms);
    await until(() => expect(seen.over).toBe(true));
    expect(steady.seen.over).toBe(false);

    const revoked_at = new Date(test.app.clock()).toISOString();
    await test.app.db.write.updateTable('api_clients').set({ revoked_at }).where('fleet_id', '=', fleet.fleet_id).execute();
    test.clock.advance(remembered_ms);
    vi.advanceTimersByTime(recheck_ms);
    await until(() => expect(steady.seen.over).toBe(true));
  });
});
