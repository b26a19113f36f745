import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { newFlowId } from '#server/ids.ts';
import { insertCursor, moveCursor } from '#server/store/cursors.ts';
import { getEventBounds } from '#server/store/events.ts';
import { listStateFlowsBefore } from '#server/store/state-rows.ts';
import { write } from '#server/store/write.ts';
import { resume } from '#server/streams/resume.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { befriend, makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { compactHistory } from './compact-history.ts';
import { keepHouse } from './housekeeping.ts';
import { createIngest } from './ingest.ts';

const minute_ms = 60_000;
const day_ms = 86_400_000;
const step_count = 60;

const step = fc.record({
  what: fc.constantFrom('report', 'report', 'report', 'report', 'late', 'tag', 'rent'),
  which: fc.nat(3),
  number: fc.nat(100),
  pause_ms: fc.integer({ min: 1, max: 120 * minute_ms }),
});

/** Days pass here, and nobody signs in anew. */
const createLongApi = (test: TestApp): TestApi => {
  const api = createApi(test);
  const call: TestApi['call'] = async (...question) => {
    const seen = { last_seen_at: new Date(test.clock.now()).toISOString(), expires_at: '2099-01-01T00:00:00.000Z' };
    await test.app.db.write.updateTable('sessions').set(seen).execute();
    return api.call(...question);
  };
  return { ...api, call };
};

/** A life of some days in two fleets that share a vehicle, and the answers to whatever can be asked about it; none depends on when it is asked. */
const liveSomeDays = async (test: TestApp, seed: number, steps = step_count) => {
  const api = createLongApi(test);
  const fleet = await makeFleet(test);
  const partner = await makeFleet(test);
  await befriend(test, fleet.fleet_id, partner.fleet_id);
  const manager = fleet.people['Fleet Manager'];
  const vehicles: Vehicle[] = [];
  for (let count = 0; count < 4; count += 1) vehicles.push(await fleet.addVehicle());
  await partner.addVehicle();
  const ingest = createIngest(test.app);
  const now = () => new Date(test.clock.now()).toISOString();
  const begun_at = now();
  const moments: string[] = [];
  let reports = 0;
  const made = ({ telematics_unit: { brand, id: unit_id } }: Vehicle, number: number, age_ms: number) => {
    const timestamp = new Date(test.clock.now() - age_ms).toISOString();
    reports += 1;
    const values: Record<string, unknown> = { mileage_in_kilometers: reports, speed_in_kilometers_per_hour: number / 3 };
    if (number % 2 === 0) values.position = { lat: 52 + number / 1e6, lon: number / 7 };
    if (number % 3 === 0) values.ignition = number % 2 === 0 ? 'ON' : 'OFF';
    const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }]));
    return { report: { brand, unit_id, received_at: now(), contact_at: now(), properties }, message_key: `${reports}` };
  };
  const change = (vehicle: Vehicle, path: string, body: object) => api.call(manager, 'PUT', `/vehicles/${vehicle.id}/${path}`, { body });
  for (const [index, one] of fc.sample(step, { numRuns: steps, seed }).entries()) {
    test.clock.advance(one.pause_ms);
    const vehicle = vehicles[one.which] as Vehicle;
    if (one.what === 'report') await ingest.store([20, 10, 0].map((age_ms) => made(vehicle, one.number + age_ms, age_ms)));
    if (one.what === 'late')
      await ingest.store([made(vehicle, one.number, Math.min(3 * minute_ms, test.clock.now() - Date.parse(begun_at)))]);
    if (one.what === 'tag') await change(vehicle, 'tags', { tags: [`t${one.number}`] });
    if (one.what === 'rent') await change(vehicle, 'rental-status', { value: one.number % 2 ? 'IN_RENTAL' : 'NOT_IN_RENTAL' });
    if (index === 20) await api.call(manager, 'POST', `/vehicles/${vehicles[0]?.id}/sharing`, { body: { fleet_id: partner.fleet_id } });
    if (index % 12 === 0) moments.push(now());
  }
  const ended_at = now();

  const ask = async (person: Person) => {
    const told: Record<string, unknown> = {};
    const get = async (path: string) => {
      const { status, json } = await api.call(person, 'GET', path);
      expect(status, path).toBe(200);
      told[path] = json;
      return json;
    };
    const query = async (body: object) => {
      const { json } = await api.call(person, 'POST', '/event-log-entries/query', { body });
      // The token is opaque and holds what it belongs to.
      told[JSON.stringify({ ...body, page_token: Object.keys(told).length })] = [json.items, json.next_page_token !== undefined];
      return json;
    };
    const { items } = await query({ limit: 1000 });
    for (const { id } of items.filter((_: unknown, index: number) => index % 11 === 0)) await get(`/event-log-entries/${id}`);
    let token: string | undefined;
    do token = (await query({ limit: 37, ...(token && { page_token: token }) })).next_page_token;
    while (token);
    const span = { occurred_after: moments[2], occurred_before: moments[6] };
    for (const event_types of [['VEHICLE_STATE_RECORDED'], ['IGNITION_CHANGED'], []]) {
      await query({ ...span, event_types, limit: 1000 });
      await query({ vehicle_id: vehicles[0]?.id, event_types, limit: 10 });
    }
    const csv = await api.call(person, 'POST', '/event-log-entries/export', { body: { occurred_before: ended_at } });
    told.csv = csv.text;
    for (const { id } of vehicles.slice(0, person === manager ? 4 : 1)) {
      await get(`/vehicles/${id}/trail?after=${moments[1]}`);
      await get(`/vehicles/${id}/event-counts?after=${moments[3]}&before=${moments[4]}&window_in_minutes=7`);
      const after = `after=${begun_at}&before=${ended_at}`;
      await get(`/vehicles/${id}/state-history?property=mileage_in_kilometers&${after}`);
      await get(`/vehicles/${id}/state-history?property=speed_in_kilometers_per_hour&${after}&points=10`);
    }
    for (const at of [begun_at, ...moments, ended_at]) {
      const { sequence } = await get(`/fleet-at?at=${at}`);
      await get(`/fleet-log?after=${sequence}&before=${ended_at}&limit=40`);
      await get(`/fleet-log?after=${sequence}&before=${ended_at}&limit=25&step_in_seconds=900`);
    }
    return told;
  };
  const askAll = async () => ({ owner: await ask(manager), partner: await ask(partner.people['Fleet Manager']) });
  const askLog = async () => (await api.call(manager, 'POST', '/event-log-entries/query', { body: { limit: 1000 } })).json;
  return { api, fleet, vehicles, askAll, askLog };
};

const countRows = async ({ app }: TestApp, fleet_id: string) => {
  const count = async (table: 'events' | 'history_blocks') =>
    Number(
      (
        await app.db.read
          .selectFrom(table)
          .select((row) => row.fn.countAll().as('rows'))
          .where('fleet_id', '=', fleet_id)
          .executeTakeFirst()
      )?.rows,
    );
  return { rows: await count('events'), blocks: await count('history_blocks') };
};

describeOnBothDatabases('history in blocks', (makeApp) => {
  describe('answers as the rows did', () => {
    it('whoever asks, however far the move has come', async () => {
      const test = await makeApp();
      const { fleet, askAll } = await liveSomeDays(test, 11);
      test.clock.advance(4 * day_ms);
      const [whole, truth] = [await countRows(test, fleet.fleet_id), await askAll()];
      for (const days of [1, 2]) {
        test.clock.advance(days * day_ms);
        await compactHistory(test.app);
        expect(await askAll()).toEqual(truth);
      }
      test.clock.advance(4 * day_ms);
      expect(await compactHistory(test.app)).toBeGreaterThan(0);
      expect(await askAll()).toEqual(truth);
      const left = await countRows(test, fleet.fleet_id);
      expect(left.rows).toBeLessThan(whole.rows / 2);
      expect(left.blocks).toBeGreaterThan(4);
      expect(await compactHistory(test.app)).toBe(0);
    }, 120_000);
  });

  describe('of a fleet', () => {
    let test: TestApp;
    let api: TestApi;
    let fleet: TestFleet;
    let vehicles: Vehicle[];

    beforeAll(async () => {
      test = await makeApp();
      ({ api, fleet, vehicles } = await liveSomeDays(test, 5, 50));
      test.clock.advance(9 * day_ms);
    }, 60_000);

    const states = async () =>
      (await api.call(fleet.people.Support, 'POST', '/event-log-entries/query', { body: { limit: 1000 } })).json.items;

    it('waits for the slowest reader of the log', async () => {
      const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
      await write(test.app, (tx) => insertCursor(tx, 'reader', fleet.fleet_id, 40));
      await compactHistory(test.app);
      expect((await getEventBounds(test.app.db.read, fleet.fleet_id)).oldest).toBe(41);
      const { rows } = await test.app.db.read
        .selectFrom('events')
        .select('sequence')
        .where('fleet_id', '=', fleet.fleet_id)
        .where('sequence', '>', 40)
        .execute()
        .then((found) => ({ rows: found.length }));
      expect(rows).toBe(newest - 40);
    });

    it('lets nobody read on over what has left the rows: an older cursor is reset, wherever it stands', async () => {
      for (const asked of [0, 12, 39]) expect((await resume(test.app, fleet.fleet_id, asked)).reset, String(asked)).toBeDefined();
      // Recorded since: only the place in the log tells that something is missing behind it.
      await write(test.app, (tx) => moveCursor(tx, 'reader', fleet.fleet_id, 1_000_000));
      await compactHistory(test.app);
      const { oldest, newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
      expect((await resume(test.app, fleet.fleet_id, oldest - 2)).reset).toEqual({ oldest, newest });
    });

    it('still knows which messages it holds', async () => {
      const of_vehicle = (await states()).filter(
        (entry: { vehicle_id: string; type: string }) => entry.vehicle_id === vehicles[1]?.id && entry.type === 'VehicleStateRecorded',
      );
      const log = { fleet_id: fleet.fleet_id, vehicle_id: vehicles[1]?.id ?? '' };
      const flows = await listStateFlowsBefore(test.app.db.read, log, Number.MAX_SAFE_INTEGER, 10_000);
      expect(flows.map(({ flow_id }) => flow_id)).toEqual(of_vehicle.map((entry: { flow_id: string }) => entry.flow_id));
    });

    it('keeps rows and blocks as they were when a move fails half-way, and moves them the next time', async () => {
      const other = await liveSomeDays(test, 8, 30);
      test.clock.advance(9 * day_ms);
      const before = await countRows(test, other.fleet.fleet_id);
      const truth = await other.askLog();
      const { db } = test.app;
      const stop = test.database_url
        ? [
            `CREATE FUNCTION stop_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$`,
            'CREATE TRIGGER stop_it BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION stop_it()',
          ]
        : [`CREATE TRIGGER stop_it BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'stopped'); END`];
      for (const statement of stop) await sql.raw(statement).execute(db.write);
      await expect(compactHistory(test.app)).rejects.toThrow('stopped');
      expect(await countRows(test, other.fleet.fleet_id)).toEqual(before);
      expect(await other.askLog()).toEqual(truth);
      await sql.raw(test.database_url ? 'DROP TRIGGER stop_it ON events' : 'DROP TRIGGER stop_it').execute(db.write);
      await compactHistory(test.app);
      expect((await countRows(test, other.fleet.fleet_id)).rows).toBeLessThan(before.rows);
      expect(await other.askLog()).toEqual(truth);
    }, 120_000);

    it('is gone with its vehicle, in both fleets', async () => {
      const [vehicle] = vehicles;
      const blocks = () =>
        test.app.db.read
          .selectFrom('history_blocks')
          .select('fleet_id')
          .where('vehicle_id', '=', vehicle?.id ?? '')
          .execute();
      expect(new Set((await blocks()).map(({ fleet_id }) => fleet_id)).size).toBe(2);
      const manager = { ...fleet.people['Fleet Manager'], flow_id: newFlowId() };
      await api.call(manager, 'DELETE', `/vehicles/${vehicle?.id}`);
      expect((await api.call(manager, 'DELETE', `/archived-vehicles/${vehicle?.id}`)).status).toBe(204);
      expect(await blocks()).toEqual([]);
      expect((await states()).some(({ vehicle_id }: { vehicle_id: string }) => vehicle_id === vehicle?.id)).toBe(false);
    });

    it('goes with its day when the fleet no longer keeps it', async () => {
      expect((await countRows(test, fleet.fleet_id)).blocks).toBeGreaterThan(0);
      test.clock.advance(32 * day_ms);
      await keepHouse(test.app);
      expect(await countRows(test, fleet.fleet_id)).toEqual({ rows: 0, blocks: 0 });
    });
  });
});
