import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Trip } from '#lib/domain/trip-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { advanceCursor } from '#server/store/cursors.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { befriend, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ConsumerParts, commitTogether, type Step } from '../log-consumer.ts';
import { settling_ms } from './follow-trips.ts';
import { settleTrips } from './settle-trips.ts';
import { createTrips } from './trips.ts';

const always = async () => true;

describeOnBothDatabases('trips', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  let base_ms: number;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    base_ms = test.clock.now();
    test.clock.advance(3_600_000);
    vehicle = await addVehicle();
  });

  /** In the fleet since before all that is told of it. */
  const addVehicle = async (): Promise<Vehicle> => {
    const added = await fleet.addVehicle();
    const attached_at = at(-10);
    await write(test.app, async (tx) => void (await tx.updateTable('vehicles').set({ attached_at }).where('id', '=', added.id).execute()));
    return added;
  };
  const at = (s: number) => new Date(base_ms + s * 1000).toISOString();
  const deliveryOf = (of: Vehicle, s: number, values: Record<string, unknown>) => {
    const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp: at(s), value }]));
    const { brand, id: unit_id } = of.telematics_unit;
    return { report: { brand, unit_id, received_at: at(3600), properties } };
  };
  const tell = (s: number, values: Record<string, unknown>, of = vehicle) => createIngest(test.app).store([deliveryOf(of, s, values)]);
  const drive = (s: number, driving_enabled: boolean, more: Record<string, unknown> = {}) => tell(s, { driving_enabled, ...more });
  const catchUp = (further?: Pick<ConsumerParts, 'commit' | 'batch_size'>) => createTrips(test.app, always, further).catchUp();
  const settle = async () => {
    test.clock.advance(settling_ms);
    await settleTrips(test.app, always);
  };
  /** A sign-in of its own each time: the clock outruns them. */
  const act = async (method: string, path: string, body?: object, of = fleet) =>
    api.call(await of.addPerson('Fleet Manager'), method as 'GET', path, { ...(body && { body }) });
  const call = (path: string, of = fleet) => act('GET', path, undefined, of);
  const tripsOf = async (of = fleet): Promise<Trip[]> => (await call('/trips', of)).json.items;
  const told = async (of = fleet) => {
    const rows = await listEventsAfter(test.app.db.read, of.fleet_id, 0, 100_000);
    return rows.filter(({ type }) => type.startsWith('Trip')).map(({ type, data }) => ({ type, trip: JSON.parse(data).trip as Trip }));
  };
  const toldTypes = async (of = fleet) => (await told(of)).map(({ type }) => type);
  const setTrigger = (trip_trigger: string) => act('PATCH', '/fleet-settings', { trip_trigger });

  it('tells begin, end and, a little later, what a trip adds up to', async () => {
    await drive(0, false, { mileage_in_kilometers: 100, state_of_charge_or_fuel_level_in_percent: 80, position: { lat: 0, lon: 10 } });
    await drive(10, true);
    await catchUp();
    const [open] = await tripsOf();
    expect(open).toEqual({
      id: expect.any(String),
      vehicle_id: vehicle.id,
      trigger: 'DRIVING_ENABLED',
      started_at: at(10),
      start_position: { lat: 0, lon: 10 },
    });
    await tell(60, { position: { lat: 0, lon: 10.01 }, speed_in_kilometers_per_hour: 61 });
    await drive(130, false, { mileage_in_kilometers: 102.5, position: { lat: 0, lon: 10.02 } });
    await catchUp();
    expect(await toldTypes()).toEqual(['TripStarted', 'TripEnded']);
    // Held back by the unit, but here before the metrics are made.
    await tell(90, { speed_in_kilometers_per_hour: 140, state_of_charge_or_fuel_level_in_percent: 77 });
    await settle();
    const [trip] = await tripsOf();
    const metrics = {
      distance_in_kilometers: 2.5,
      duration_in_seconds: 120,
      max_speed_in_kilometers_per_hour: 140,
      energy_used_in_percent: 3,
    };
    expect(trip).toEqual({ ...open, ended_at: at(130), end_position: { lat: 0, lon: 10.02 }, metrics });
    expect((await call(`/trips/${trip?.id}`)).json).toEqual(trip);
    expect(await told()).toMatchObject([{ trip: open }, { type: 'TripEnded' }, { type: 'TripMetricsReady', trip }]);
    const points = [
      { occurred_at: at(60), lat: 0, lon: 10.01, speed: 61 },
      { occurred_at: at(130), lat: 0, lon: 10.02 },
    ];
    expect((await call(`/trips/${trip?.id}/track`)).json.items).toEqual(points);

    // What comes after the metrics is on the track, and changes nothing else.
    await tell(100, { position: { lat: 0, lon: 10.015 } });
    await tell(95, { driving_enabled: false });
    await catchUp();
    await settle();
    expect((await call(`/trips/${trip?.id}/track`)).json.items).toHaveLength(3);
    expect(await tripsOf()).toEqual([trip]);
    expect(await told()).toHaveLength(3);
    expect((await call('/trips?preset=SPEEDING')).json.items).toEqual([trip]);
    expect((await call('/trips?preset=SMOKING')).json.items).toEqual([]);
    expect((await call('/trips', await makeFleet(test))).json.items).toEqual([]);
  });

  it('measures along the positions what tells no mileage, and discards what is shorter than a minute', async () => {
    await drive(0, true, { position: { lat: 0, lon: 10 } });
    await drive(59, false);
    await drive(100, true, { position: { lat: 0, lon: 10 } });
    await drive(160, false, { position: { lat: 0, lon: 11 } });
    await catchUp();
    await settle();
    expect(await toldTypes()).toEqual(['TripStarted', 'TripDiscarded', 'TripStarted', 'TripEnded', 'TripMetricsReady']);
    const trips = await tripsOf();
    expect(trips).toHaveLength(1);
    // One degree along the equator, R = 6,371.0088 km.
    expect(trips[0]?.metrics?.distance_in_kilometers).toBeCloseTo(111.195, 2);
    const [discarded] = (await told()).filter(({ type }) => type === 'TripDiscarded');
    expect((await call(`/trips/${discarded?.trip.id}`)).status).toBe(404);
    expect((await call('/trips?preset=SPEEDING')).json.items).toEqual([]);
  });

  it('lists newest first, page by page, by vehicle and time', async () => {
    const other = await addVehicle();
    for (const [s, of] of [
      [0, vehicle],
      [200, other],
      [400, vehicle],
      [600, other],
    ] as const) {
      await tell(s, { driving_enabled: true }, of);
      await tell(s + 100, { driving_enabled: false }, of);
    }
    await catchUp();
    const all = await tripsOf();
    expect(all.map(({ started_at }) => started_at)).toEqual([600, 400, 200, 0].map(at));
    const paged: Trip[] = [];
    for (let path: string | undefined = '/trips?limit=1'; path; ) {
      const { json } = await call(path);
      paged.push(...json.items);
      path = json.next_page_token && `/trips?limit=1&page_token=${json.next_page_token}`;
    }
    expect(paged).toEqual(all);
    expect((await call(`/trips?vehicle_id=${other.id}`)).json.items).toEqual([all[0], all[2]]);
    expect((await call(`/trips?started_after=${at(200)}&started_before=${at(600)}`)).json.items).toEqual([all[1], all[2]]);
  });

  it('ends a trip with the vehicle’s time in the fleet, with its unit and with the trigger', async () => {
    test.clock.advance(-3_600_000);
    await drive(0, true);
    test.clock.advance(120_000);
    expect((await act('DELETE', `/vehicles/${vehicle.id}`)).status).toBe(204);
    await act('POST', `/archived-vehicles/${vehicle.id}/restore`);
    await catchUp();
    expect((await tripsOf())[0]?.ended_at).toBe(at(120));
    // A whole record tells the old value again.
    for (let s = 130; s < 190; s += 1) await tell(s, { mileage_in_kilometers: s });
    await catchUp();
    expect(await tripsOf()).toHaveLength(1);

    test.clock.advance(80_000);
    await drive(200, true);
    test.clock.advance(100_000);
    const swapped = await act('PUT', `/vehicles/${vehicle.id}/telematics-unit`, fleet.unitOf.teltonika());
    expect(swapped.status).toBe(200);
    await catchUp();
    expect((await tripsOf())[0]).toMatchObject({ started_at: at(200), ended_at: at(300) });

    vehicle = swapped.json.telematics_unit ? swapped.json : { ...vehicle, telematics_unit: swapped.json };
    test.clock.advance(100_000);
    await drive(400, true, { ignition: 'ON' });
    await catchUp();
    test.clock.advance(100_000);
    expect((await setTrigger('IGNITION')).status).toBe(200);
    await catchUp();
    expect((await tripsOf())[0]).toMatchObject({ started_at: at(400), ended_at: at(500), trigger: 'DRIVING_ENABLED' });
    await drive(499, false);
    await tell(501, { ignition: 'ON' });
    await catchUp();
    expect((await tripsOf())[0]).toMatchObject({ started_at: at(501), trigger: 'IGNITION' });
    expect(await tripsOf()).toHaveLength(4);
  });

  it('follows the rental status where the fleet wants it', async () => {
    await setTrigger('RENTAL_STATUS');
    const rent = (value: string) => act('PUT', `/vehicles/${vehicle.id}/rental-status`, { value });
    await catchUp();
    await rent('IN_RENTAL');
    await drive(0, true);
    test.clock.advance(600_000);
    await rent('NOT_IN_RENTAL');
    await catchUp();
    expect(await tripsOf()).toMatchObject([{ trigger: 'RENTAL_STATUS', started_at: at(3600), ended_at: at(4200) }]);
  });

  it('gives each fleet of a shared vehicle its own trips', async () => {
    const partner = await makeFleet(test);
    await befriend(test, fleet.fleet_id, partner.fleet_id);
    await drive(0, true);
    test.clock.advance(-3_400_000);
    await act('POST', `/vehicles/${vehicle.id}/sharing`, { fleet_id: partner.fleet_id });
    await drive(300, false);
    await drive(400, true);
    await catchUp();
    test.clock.advance(600_000);
    await act('DELETE', `/vehicles/${vehicle.id}/sharing`);
    await drive(900, false);
    await catchUp();
    expect(await tripsOf()).toMatchObject([
      { started_at: at(400), ended_at: at(900) },
      { started_at: at(0), ended_at: at(300) },
    ]);
    expect(await tripsOf(partner)).toMatchObject([
      { started_at: at(400), ended_at: at(800) },
      { started_at: at(0), ended_at: at(300) },
    ]);
    const ids = async (of: TestFleet) => new Set((await told(of)).map(({ trip }) => trip.id));
    expect((await toldTypes(partner)).filter((type) => type === 'TripStarted')).toHaveLength(2);
    expect([...(await ids(fleet)), ...(await ids(partner))]).toHaveLength(new Set([...(await ids(fleet)), ...(await ids(partner))]).size);
  });

  it('makes the same trips of what was measured on them, in whatever order and however often it comes', async () => {
    const values = fc.record({ s: fc.integer({ min: 10, max: 400 }), property: fc.constantFrom('mileage', 'position', 'speed', 'energy') });
    const stateOf = ({ s, property }: { s: number; property: string }) =>
      ({
        mileage: { mileage_in_kilometers: 100 + s / 100 },
        position: { position: { lat: s / 1000, lon: s / 500 } },
        speed: { speed_in_kilometers_per_hour: (s * 7) % 160 },
        energy: { state_of_charge_or_fuel_level_in_percent: 90 - Math.floor(s / 20) },
      })[property] ?? {};
    const switches = [0, 80, 100, 130, 200, 390].map((s, index) => ({ s, values: { driving_enabled: index % 2 === 0 } }));
    const run = async (reports: readonly { s: number; values: Record<string, unknown> }[]) => {
      fleet = await makeFleet(test);
      test.clock.advance(base_ms + 3_600_000 - test.clock.now());
      const of = await addVehicle();
      await tell(-1, { mileage_in_kilometers: 100, position: { lat: 0, lon: 10 }, state_of_charge_or_fuel_level_in_percent: 90 }, of);
      const ingest = createIngest(test.app);
      for (const { s, values } of reports) await ingest.store([deliveryOf(of, s, values)]);
      await catchUp({ batch_size: 7 });
      await settle();
      return (await tripsOf()).map(({ id: _, vehicle_id: __, ...trip }) => trip);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 8, maxLength: 14 }), fc.infiniteStream(fc.nat(99)), async (measured, dice) => {
        const one_each = [...new Map(measured.map((one) => [`${one.s} ${one.property}`, { s: one.s, values: stateOf(one) }])).values()];
        const in_order = [...switches, ...one_each].toSorted((a, b) => a.s - b.s);
        const shuffled = [...one_each, ...one_each.slice(0, 4)]
          .map((report) => ({ report, place: dice.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ report }) => report);
        const cut = Math.floor(shuffled.length / 2);
        const expected = await run(in_order);
        expect(expected).toHaveLength(2);
        expect(await run([...shuffled.slice(0, cut), ...switches, ...shuffled.slice(cut)])).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  });

  /** Twenty trips of three vehicles, told by a gateway that is killed again and again: before, within and after its transactions. */
  const surviveKills = async (kill: (step: Step, how: number) => Promise<void>) => {
    const vehicles = [vehicle, await addVehicle(), await addVehicle()];
    const ingest = createIngest(test.app);
    test.clock.advance(10_000_000);
    const deliveries = Array.from({ length: 40 }, (_, index) =>
      vehicles.map((of, number) =>
        deliveryOf(of, index * 100 + number, { driving_enabled: index % 2 === 0, mileage_in_kilometers: index }),
      ),
    ).flat();
    await ingest.store(deliveries);
    let steps = 0;
    for (let lives = 0, done = false; !done; lives += 1) {
      if (lives > 200) throw new Error('It never comes to the end.');
      const commit = (step: Step) => kill(step, steps++ % 7);
      done = await catchUp({ commit, batch_size: 5 }).then(
        () => true,
        () => false,
      );
    }
    await settle();
    const types = await toldTypes();
    const count = (type: string) => types.filter((one) => one === type).length;
    const begun = new Set((await told()).map(({ trip }) => `${trip.vehicle_id} ${trip.started_at}`));
    return [
      (await call('/trips?limit=1000')).json.items.length,
      count('TripStarted'),
      count('TripEnded'),
      count('TripMetricsReady'),
      begun.size,
    ];
  };
  const killed = () => Promise.reject(new Error('killed'));

  it('loses no trip and doubles none, whenever it is killed', async () => {
    const real = commitTogether(test.app, always);
    const outcome = await surviveKills(async (step, how) => {
      if (how === 0) return killed();
      if (how === 2) {
        const effect: Step['effect'] = async (tx, emit) => {
          await step.effect?.(tx, emit);
          return killed();
        };
        return real({ ...step, effect });
      }
      await real(step);
      if (how === 4) return killed();
    });
    expect(outcome).toEqual([60, 60, 60, 60, 60]);
  });

  it('would lose trips if its cursor moved outside the transaction', async () => {
    const outcome = await surviveKills(async ({ effect, ...cursor }, how) => {
      await write(test.app, (tx) => advanceCursor(tx, cursor));
      if (how === 2) return killed();
      await write(test.app, async (tx, emit) => effect?.(tx, emit));
    });
    expect(outcome[0]).toBeLessThan(60);
  });

  it('leaves the log to the gateway that took over', async () => {
    await drive(0, true);
    const former = createTrips(test.app, async () => false);
    await expect(former.catchUp()).rejects.toThrow('taken over');
    expect(await tripsOf()).toEqual([]);
    await catchUp();
    expect(await tripsOf()).toHaveLength(1);
  });
});
