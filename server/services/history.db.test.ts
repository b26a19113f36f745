import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { stateData } from '#server/store/vehicle-history.ts';
import { type NewEvent, write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const speed = 'speed_in_kilometers_per_hour';

describeOnBothDatabases('the history of a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  let start_ms: number;
  let reader: Person;
  const at = (ms: number) => new Date(start_ms + ms).toISOString();
  const reportOf = (of: Vehicle, occurred_at: string, value: number): NewEvent => {
    const state: VehicleState = { [speed]: { value, timestamp: occurred_at } };
    const { fleet_id, id: vehicle_id } = of;
    return { fleet_id, vehicle_id, type: 'VehicleStateRecorded', occurred_at, flow_id: 'f', data: toStateRecord(state) };
  };
  const append = (events: NewEvent[]) => write(test.app, async (_tx, emit) => events.forEach(emit));
  const ask = async (part: string, query: Record<string, string>, of = vehicle) =>
    (await api.call(reader, 'GET', `/vehicles/${of.id}/${part}?${new URLSearchParams(query)}`)).json;
  const history = (query: Record<string, string>, of = vehicle) => ask('state-history', { property: speed, ...query }, of);

  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    vehicle = await fleet.addVehicle();
    const other = await fleet.addVehicle();
    start_ms = test.app.clock();
    for (let minute = 0; minute < 60; minute += 1) {
      await append([reportOf(vehicle, at(minute * minute_ms), minute), reportOf(other, at(minute * minute_ms), 500)]);
      test.clock.advance(minute_ms);
    }
    await append([reportOf(vehicle, at(30 * minute_ms + 1000), 222)]);
    reader = await fleet.addPerson('Vehicle Maintenance');
  });

  it('gives the values of the span in order, those that came late among them', async () => {
    const { items, sampled } = await history({ after: at(29 * minute_ms), before: at(32 * minute_ms) });
    expect(items.map(({ value }: { value: number }) => value)).toEqual([29, 30, 222, 31]);
    expect(sampled).toBe(false);
  });

  it('ends now when no end is named, and is empty where nothing was reported', async () => {
    expect((await history({ after: at(58 * minute_ms) })).items).toHaveLength(2);
    expect((await history({ after: at(-5 * hour_ms), before: at(-hour_ms) })).items).toEqual([]);
    expect((await ask('state-history', { property: 'mileage_in_kilometers', after: at(0) })).items).toEqual([]);
  });

  it('answers no more points than wanted and keeps the peak', async () => {
    const { items } = await history({ after: at(0), points: '8' });
    expect(items.length).toBeLessThanOrEqual(8);
    expect(items.map(({ value }: { value: number }) => value)).toContain(222);
  });

  it.each([
    { property: 'central_lock', after: '2030-06-10T00:00:00Z' },
    { property: speed, after: 'yesterday' },
    { property: speed, after: '2028-06-10T00:00:00Z' },
    { property: speed },
  ])('refuses %o', async (query) => {
    expect((await ask('state-history', query as Record<string, string>)).type).toBe('/problems/validation-error');
  });

  it('counts events by type and window', async () => {
    await api.call(reader, 'PUT', `/vehicles/${vehicle.id}/rental-status`, { body: { value: 'IN_RENTAL' } });
    const { items } = await ask('event-counts', { after: at(0), before: at(61 * minute_ms), window_in_minutes: '30' });
    const reports = items.map((item: { at: string; counts: Record<string, number> }) => [item.at, item.counts.VehicleStateRecorded]);
    expect(reports.slice(0, 2)).toEqual([
      ['2030-06-10T06:13:00.000Z', 30],
      ['2030-06-10T06:43:00.000Z', 31],
    ]);
    expect((await ask('event-counts', { after: at(-4 * 24 * hour_ms) })).type).toBe('/problems/validation-error');
  });

  describe('of very many reports', () => {
    let busy: Vehicle;
    const count = 12_000;
    beforeAll(async () => {
      busy = await fleet.addVehicle();
      for (let from = 0; from < count; from += 1000)
        await append(Array.from({ length: 1000 }, (_, index) => reportOf(busy, at((from + index) * 100), from + index)));
    });

    it('reads an even choice and says so', async () => {
      const { items, sampled } = await history({ after: at(0), before: at(count * 100), points: '100' }, busy);
      expect(sampled).toBe(true);
      expect(items.length).toBeGreaterThan(50);
      expect(items.at(-1).value).toBeGreaterThan(count - 10);
    });

    it('is found by the index of the vehicle, not by reading the log', async () => {
      const postgres = test.app.db.dialect.name === 'postgres';
      if (postgres) await sql`ANALYZE events`.execute(test.app.db.write);
      const question = stateData({ fleet_id: fleet.fleet_id, vehicle_id: vehicle.id, from: 1, until: 1_000_000 }, 2);
      const explain = postgres ? sql`EXPLAIN ` : sql`EXPLAIN QUERY PLAN `;
      const { rows } = await sql`${explain}${question}`.execute(test.app.db.read);
      const plan = JSON.stringify(rows);
      expect(plan).toMatch(/events_by_vehicle/);
      expect(plan).not.toMatch(/Seq Scan|SCAN events\b/);
    });
  });
});
