import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { rowsOfSnapshot } from '#lib/client/fleet-row.ts';
import { reduceFleetRow } from '#lib/client/reduce-fleet-row.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { PastFleet } from '#lib/contract/past.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { befriend, makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

const vehicle_count = 6;
const step_count = 160;
/** Every so many steps the fleet is looked at. */
const look_every = 5;

const most_vehicles = 9;

const step = fc.record({
  what: fc.constantFrom('report', 'report', 'report', 'report', 'late', 'tag', 'rent', 'plate', 'model', 'archive', 'add'),
  which: fc.nat(vehicle_count - 1),
  number: fc.nat(100),
  pause_ms: fc.integer({ min: 1, max: 100_000 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The log does not tell of the model, nor what reports are expected: both are told as they are now. */
const untold = ['vehicle_model_id', 'expected_interval_seconds', 'silence_seconds'];

/** One line for each vehicle, so that a difference names its vehicle. */
const linesOf = ({ columns, capability_sets }: FleetSnapshot) =>
  Object.fromEntries(
    columns.id.map((id, index) => [
      id,
      Object.fromEntries(
        Object.entries(columns).flatMap(([name, column]) => {
          if (untold.includes(name)) return [];
          return [[name, name === 'capability_set' ? capability_sets[column[index] as number] : column[index]]];
        }),
      ),
    ]),
  );

describeOnBothDatabases('the fleet at a moment', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let manager: Person;
  /** What the fleet was, by the moment at which it was read. */
  const truths: { at: string; snapshot: FleetSnapshot }[] = [];
  const fleetAt = async (at: string): Promise<PastFleet> => (await api.call(manager, 'GET', `/fleet-at?at=${at}`)).json;
  const now = () => new Date(test.clock.now()).toISOString();

  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    manager = fleet.people['Fleet Manager'];
    const ingest = createIngest(test.app);
    const vehicles: Vehicle[] = [];
    const add = async () => vehicles.push(await fleet.addVehicle());
    for (let count = 0; count < vehicle_count; count += 1) await add();
    const reports = new Map<string, number>();
    const made = ({ telematics_unit: { brand, id: unit_id } }: Vehicle, number: number, age_ms: number) => {
      const timestamp = new Date(test.clock.now() - age_ms).toISOString();
      const count = (reports.get(unit_id) ?? 0) + 1;
      reports.set(unit_id, count);
      const values: Record<string, unknown> = { mileage_in_kilometers: count };
      if (number % 2 === 0) values.position = { lat: number / 3, lon: -number / 7 };
      if (number % 3 === 0) values.ignition = number % 2 === 0 ? 'ON' : 'OFF';
      if (number % 5 === 0) values.speed_in_kilometers_per_hour = number;
      const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }]));
      return { report: { brand, unit_id, received_at: now(), contact_at: now(), properties } };
    };
    const report = (vehicle: Vehicle, number: number, ages_ms: number[]) =>
      ingest.store(ages_ms.map((age_ms) => made(vehicle, number + age_ms, age_ms)));
    const change = (path: string, method: string, body?: object) => api.call(manager, method, path, body && { body });
    const acts: Record<Step['what'], (vehicle: Vehicle, path: string, number: number) => Promise<unknown>> = {
      // More than once, so that vehicles pass the number of records after which one is whole.
      report: (vehicle, _path, number) => report(vehicle, number, [20, 10, 0]),
      late: (vehicle, _path, number) => report(vehicle, number, [Math.min(300_000, test.clock.now() - Date.parse(vehicle.created_at))]),
      add: async () => vehicles.length < most_vehicles && add(),
      tag: (_vehicle, path, number) => change(`${path}/tags`, 'PUT', { tags: [`t${number}`] }),
      plate: (_vehicle, path, number) => change(`${path}/master-data`, 'PATCH', { license_plate: `P ${number}` }),
      rent: (_vehicle, path, number) => change(`${path}/rental-status`, 'PUT', { value: number % 2 ? 'IN_RENTAL' : 'NOT_IN_RENTAL' }),
      model: (_vehicle, path, number) =>
        change(`${path}/telematics-unit/setup`, 'PUT', { vehicle_model_id: teltonika_models[number % teltonika_models.length]?.id }),
      archive: async ({ id }, path) => {
        const is_archived = (await change(`/archived-vehicles/${id}`, 'GET')).status === 200;
        return is_archived ? change(`/archived-vehicles/${id}/restore`, 'POST') : change(path, 'DELETE');
      },
    };
    for (const [index, one] of fc.sample(step, { numRuns: step_count, seed: 7 }).entries()) {
      test.clock.advance(one.pause_ms);
      const vehicle = vehicles[one.which % vehicles.length];
      if (vehicle) await acts[one.what](vehicle, `/vehicles/${vehicle.id}`, one.number);
      if (index % look_every === 0) truths.push({ at: now(), snapshot: (await api.call(manager, 'GET', '/fleet-snapshot')).json });
    }
  }, 300_000);

  it('is the fleet as the snapshot told it then', async () => {
    for (const { at, snapshot } of truths) {
      const past = await fleetAt(at);
      expect([past.at, past.sequence]).toEqual([at, snapshot.sequence]);
      expect(linesOf(past), at).toEqual(linesOf(snapshot));
    }
  }, 120_000);

  it('is another fleet at nearly every look, so that the law above can fail', () => {
    expect(new Set(truths.map(({ snapshot }) => JSON.stringify(linesOf(snapshot)))).size).toBeGreaterThan(truths.length * 0.9);
  });

  /** The rows of a moment moved on to another one, page by page; undefined when the log says on the way that a fresh snapshot is due. */
  const playForward = async (before: PastFleet, to: string, step_in_seconds: number) => {
    const rows = new Map(rowsOfSnapshot(before, 0).map((row) => [row.id, row]));
    let [position, until] = [before.sequence, before.at];
    while (until < to) {
      const end = new Date(Date.parse(to) + 1).toISOString();
      const query = `after=${position}&before=${end}&limit=20&step_in_seconds=${step_in_seconds}`;
      const { json } = await api.call(manager, 'GET', `/fleet-log?${query}`);
      for (const event of json.items as LiveEvent[]) {
        const row = reduceFleetRow(rows.get(event.vehicle_id), event, 0);
        if (row === 'snapshot') return undefined;
        if (row) rows.set(row.id, row);
        else rows.delete(event.vehicle_id);
      }
      ({ next_after: position, until } = json);
    }
    return [...rows.values()];
  };
  const told = ({ id, lat, lon, mileage, ignition, tags, license_plate, rental_status, last_contact_at }: Record<string, unknown>) => ({
    ...{ id, lat, lon, mileage, ignition, tags, license_plate, rental_status, last_contact_at },
  });
  const inOrder = (lines: Record<string, unknown>[]) => lines.map(told).sort((a, b) => String(a.id).localeCompare(String(b.id)));

  it.each([0, 900])(
    'plays forward from moment to moment with the log, told in steps of %i seconds',
    async (step_in_seconds) => {
      let played = 0;
      for (const [index, { at }] of truths.slice(0, -1).entries()) {
        const after = await fleetAt(truths[index + 1]?.at ?? '');
        const end = await playForward(await fleetAt(at), after.at, step_in_seconds);
        if (!end) continue;
        played += 1;
        expect(inOrder(end.map((row) => ({ ...row })))).toEqual(inOrder(Object.values(linesOf(after))));
      }
      expect(played).toBeGreaterThan(10);
    },
    120_000,
  );

  it('answers a moment beside the log by the nearest that it holds', async () => {
    const ancient = await fleetAt('2001-01-01T00:00:00Z');
    expect(ancient.at).toBe(ancient.history_from);
    expect(ancient.columns.id.length).toBeGreaterThan(0);
    const future = await fleetAt('2099-01-01T00:00:00Z');
    expect(future.at).toBe(now());
    expect(linesOf(future)).toEqual(linesOf((await api.call(manager, 'GET', '/fleet-snapshot')).json));
  });

  it('tells of a fleet without a log that it is as it is', async () => {
    const quiet = await makeFleet(test);
    const { json } = await api.call(quiet.people.Support, 'GET', `/fleet-at?at=${truths[0]?.at}`);
    expect([json.columns.id, json.at, json.sequence]).toEqual([[], now(), 0]);
    const log = await api.call(quiet.people.Support, 'GET', '/fleet-log?after=0');
    expect(log.json).toEqual({ items: [], next_after: 0, until: now(), more: false });
  });

  it('tells a partner of a shared vehicle what the partner’s own log tells', async () => {
    const partner = await makeFleet(test);
    await befriend(test, fleet.fleet_id, partner.fleet_id);
    const reader = partner.people['Fleet Manager'];
    const own = await partner.addVehicle();
    const { id, telematics_unit } = await fleet.addVehicle();
    const speak = (value: number) => {
      test.clock.advance(1000);
      const properties = { mileage_in_kilometers: { timestamp: now(), value } };
      const report = { brand: telematics_unit.brand, unit_id: telematics_unit.id, received_at: now(), contact_at: now(), properties };
      return createIngest(test.app).store([{ report }]);
    };
    await speak(1);
    const before = now();
    test.clock.advance(1000);
    expect((await api.call(manager, 'POST', `/vehicles/${id}/sharing`, { body: { fleet_id: partner.fleet_id } })).status).toBe(201);
    await speak(2);
    const between = now();
    await speak(3);
    const seen = async (at: string) => linesOf((await api.call(reader, 'GET', `/fleet-at?at=${at}`)).json);
    expect(Object.keys(await seen(before))).toEqual([own.id]);
    expect((await seen(between))[id]).toMatchObject({ mileage: 2 });
    expect(await seen(now())).toEqual(linesOf((await api.call(reader, 'GET', '/fleet-snapshot')).json));
  });
});
