import { beforeAll, expect, it } from 'vitest';
import type { RadiusSearch } from '#lib/contract/radius-search.ts';
import { distanceInMeters } from '#lib/domain/distance.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import { compactHistory } from '#server/gateway/compact-history.ts';
import { newFlowId } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

const minute_ms = 60_000;
const day_ms = 86_400_000;
const center = { lat: 52.52, lon: 13.405 };
/** So many metres to the north. */
const north = (meters: number): Position => ({ lat: center.lat + (meters / 6_371_008.8) * (180 / Math.PI), lon: center.lon });

describeOnBothDatabases('the radius search', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicles: Vehicle[];
  let start_ms: number;
  const at = (minutes: number) => new Date(start_ms + minutes * minute_ms).toISOString();
  const speak = (vehicle: Vehicle, minutes: number, value: Position, marks = {}) =>
    write(test.app, async (_tx, emit) => {
      const data = toStateRecord({ position: { timestamp: at(minutes), value } }, marks);
      const { fleet_id, id: vehicle_id } = vehicle;
      emit({ fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at: at(minutes), flow_id: newFlowId(), data });
    });
  const search = async (asked: Partial<RadiusSearch> = {}) => {
    const client = await fleet.addClient(['radius-search.ro']);
    const body = { center, radius_in_meters: 200, occurred_after: at(0), occurred_before: at(60), ...asked };
    return api.call(client, 'POST', '/radius-search/query', { body });
  };
  const found = async (asked: Partial<RadiusSearch> = {}) =>
    (await search(asked)).json.items.map(({ vehicle_id }: { vehicle_id: string }) => vehicles.findIndex(({ id }) => id === vehicle_id));

  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    const stranger = await makeFleet(test);
    vehicles = [];
    for (let count = 0; count < 4; count += 1) vehicles.push(await fleet.addVehicle());
    const [near, edge, far, round] = vehicles as [Vehicle, Vehicle, Vehicle, Vehicle];
    start_ms = test.app.clock();
    test.clock.advance(61 * minute_ms);
    for (const [minutes, meters] of [
      [-1, 0],
      [5, 150],
      [6, 40.4],
      [7, 190],
      [8, 201],
      [60, 1],
    ] as const)
      await speak(near, minutes, north(meters), { late: meters === 40.4 });
    await speak(edge, 10, north(200));
    await speak(far, 10, north(200.02));
    await speak(round, 10, { lat: 0.0001, lon: 179.9995 });
    await speak(await stranger.addVehicle(), 10, center);
  });

  const answers = async () => ({
    near: (await search()).json,
    wider: await found({ radius_in_meters: 201 }),
    over_the_antimeridian: await found({ center: { lat: 0, lon: -179.9995 }, radius_in_meters: 150 }),
    at_the_start: await found({ occurred_after: at(-1), occurred_before: at(0) }),
    at_the_end: await found({ occurred_after: at(60), occurred_before: at(61) }),
    elsewhere: await found({ center: { lat: -52.52, lon: 13.405 } }),
    at_the_pole: await found({ center: { lat: 90, lon: 0 }, radius_in_meters: 5000 }),
  });

  it('finds who was measured there, to the metre, in rows and in blocks', async () => {
    const [near, edge] = vehicles;
    const expected = {
      near: {
        items: [
          { vehicle_id: near?.id, first_at: at(5), last_at: at(7), closest_in_meters: 40 },
          { vehicle_id: edge?.id, first_at: at(10), last_at: at(10), closest_in_meters: 200 },
        ].filter(({ closest_in_meters }) => closest_in_meters < 200 || distanceInMeters(center, north(200)) <= 200),
      },
      wider: [0, 1, 2],
      over_the_antimeridian: [3],
      at_the_start: [0],
      at_the_end: [0],
      elsewhere: [],
      at_the_pole: [],
    };
    expect(await answers()).toEqual(expected);
    test.clock.advance(9 * day_ms);
    expect(await compactHistory(test.app)).toBeGreaterThan(5);
    expect(await answers()).toEqual(expected);
  });

  it('is written into the audit log with its parameters and what it found', async () => {
    await search({ radius_in_meters: 201 });
    const entries = await test.app.db.read.selectFrom('audit_log').selectAll().where('action', '=', 'radius-search.query').execute();
    const last = entries.at(-1);
    expect(JSON.parse(last?.detail ?? '{}')).toEqual({
      center,
      radius_in_meters: 201,
      occurred_after: at(0),
      occurred_before: at(60),
      vehicles_found: 3,
    });
    expect([last?.fleet_id, last?.object_type]).toEqual([fleet.fleet_id, 'fleet']);
  });

  it.each([
    [{ radius_in_meters: 5001 }, '/radius_in_meters'],
    [{ radius_in_meters: 0 }, '/radius_in_meters'],
    [{ center: { lat: 91, lon: 0 } }, '/center/lat'],
    [{ occurred_before: '2030-06-11T06:13:20.001Z' }, '/occurred_before'],
    [{ occurred_before: '2030-06-10T06:13:20Z' }, '/occurred_before'],
    [{ occurred_after: 'yesterday' }, '/occurred_after'],
  ])('refuses %j, and writes nothing of it', async (asked, pointer) => {
    const count = async () =>
      (await test.app.db.read.selectFrom('audit_log').select('id').where('action', '=', 'radius-search.query').execute()).length;
    const before = await count();
    expect((await search(asked)).json).toMatchObject({ type: '/problems/validation-error', errors: [{ pointer }] });
    expect(await count()).toBe(before);
  });

  it('spans a whole day', async () => {
    expect((await search({ occurred_before: at(24 * 60) })).status).toBe(200);
  });
});
