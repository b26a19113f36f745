import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createIngest } from '#server/gateway/ingest.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { befriend, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { commitTogether, type Step } from '../log-consumer.ts';
import { createGeofences } from './geofences.ts';

const always = async () => true;
const depot = { type: 'CIRCLE', center: { lat: 50, lon: 10 }, radius_in_meters: 1000 };
/** A degree of latitude is 111,195 m: north of the centre by this much. */
const north = (meters: number) => ({ lat: 50 + meters / 111_195, lon: 10 });

describeOnBothDatabases('geofences', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  let consumer: ReturnType<typeof createGeofences>;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    vehicle = await fleet.addVehicle();
    consumer = createGeofences(test.app, always);
  });

  const act = async (method: string, path: string, body?: object, if_match?: string) =>
    api.call(await fleet.addPerson('Fleet Manager'), method as 'GET', path, {
      ...(body && { body }),
      ...(if_match && { headers: { 'if-match': if_match } }),
    });
  const draw = async (shape: object = depot, more: object = {}): Promise<string> => {
    const { status, json, text } = await act('POST', '/geofences', { name: 'Depot', shape, ...more });
    expect(status, text).toBe(201);
    await consumer.catchUp();
    return json.id;
  };
  const move = async (position: { lat: number; lon: number }, of = vehicle, age_ms = 0) => {
    test.clock.advance(1000);
    const timestamp = new Date(test.clock.now() - age_ms).toISOString();
    const { brand, id: unit_id } = of.telematics_unit;
    const properties = { position: { timestamp, value: position } };
    await createIngest(test.app).store([{ report: { brand, unit_id, received_at: timestamp, properties } }]);
  };
  const moveAll = async (...meters: number[]) => {
    for (const each of meters) await move(north(each));
    await consumer.catchUp();
  };
  const told = async (of = fleet) => {
    const rows = await listEventsAfter(test.app.db.read, of.fleet_id, 0, 100_000);
    return rows.filter(({ type }) => type.startsWith('Geofence')).map(({ type, data }) => `${type} ${JSON.parse(data).geofence.name}`);
  };
  const inside = async (id: string) =>
    (await act('GET', `/geofences/${id}/vehicles`)).json.items.map(({ vehicle_id }: { vehicle_id: string }) => vehicle_id);

  it('tell of going in and out, by a margin at once and near the border when it is said twice', async () => {
    await moveAll(5000);
    const id = await draw();
    expect(await inside(id)).toEqual([]);
    await moveAll(0);
    expect(await told()).toEqual(['GeofenceEntered Depot']);
    expect((await act('GET', '/geofences')).json.items).toMatchObject([{ id, vehicles_inside: 1 }]);
    await moveAll(1010, 990, 1010, 990);
    expect(await told()).toHaveLength(1);
    expect(await inside(id)).toEqual([vehicle.id]);
    await moveAll(1010, 1011);
    expect(await told()).toEqual(['GeofenceEntered Depot', 'GeofenceLeft Depot']);
    expect(await inside(id)).toEqual([]);
    // It rests there: a second report of the same place is a second word too.
    await moveAll(990, 990);
    await moveAll(3000);
    expect(await told()).toHaveLength(4);
  });

  it('take neither a first position nor a new, changed or widened geofence for a movement', async () => {
    const id = await draw();
    await moveAll(0);
    expect([await told(), await inside(id)]).toEqual([[], [vehicle.id]]);
    const second = await draw(depot);
    expect(await inside(second)).toEqual([vehicle.id]);
    const body = { name: 'Far', shape: { ...depot, center: { lat: 0, lon: 0 } } };
    expect((await act('PUT', `/geofences/${second}`, body)).status).toBe(200);
    await consumer.catchUp();
    expect(await inside(second)).toEqual([]);
    expect((await act('PUT', `/geofences/${second}`, { name: 'Near', shape: depot, vehicle_filter: { tags: ['night'] } })).status).toBe(
      200,
    );
    await consumer.catchUp();
    expect(await inside(second)).toEqual([]);
    await act('PUT', `/vehicles/${vehicle.id}/tags`, { tags: ['night', 'other'] });
    await consumer.catchUp();
    expect(await inside(second)).toEqual([vehicle.id]);
    expect(await told()).toEqual([]);
    await moveAll(5000);
    expect((await told()).toSorted()).toEqual(['GeofenceLeft Depot', 'GeofenceLeft Near']);
  });

  it('watch the vehicles that their filter names', async () => {
    await act('PATCH', `/vehicles/${vehicle.id}/master-data`, { brand: 'Volkswagen', vehicle_type: 'CAR' });
    await moveAll(5000);
    await draw(depot, { name: 'Cars', vehicle_filter: { vehicle_type: ['CAR'], brand: ['VOLKSWAGEN', 'Fiat'] } });
    await draw(depot, { name: 'Mopeds', vehicle_filter: { vehicle_type: ['MOPED'] } });
    await moveAll(0);
    expect(await told()).toEqual(['GeofenceEntered Cars']);
  });

  it('leave late positions aside, and forget a vehicle that leaves the fleet without a word', async () => {
    await moveAll(0);
    const id = await draw();
    await move(north(9000), vehicle, 1500);
    await consumer.catchUp();
    expect(await told()).toEqual([]);
    await act('DELETE', `/vehicles/${vehicle.id}`);
    await consumer.catchUp();
    expect([await told(), await inside(id)]).toEqual([[], []]);
  });

  it('are each fleet’s own, of a shared vehicle too', async () => {
    const partner = await makeFleet(test);
    await befriend(test, fleet.fleet_id, partner.fleet_id);
    await moveAll(5000);
    await draw();
    await act('POST', `/vehicles/${vehicle.id}/sharing`, { fleet_id: partner.fleet_id });
    const as_partner = (method: 'GET' | 'POST', path: string, body?: object) =>
      api.call(partner.people['Fleet Manager'], method, path, { ...(body && { body }) });
    await consumer.catchUp();
    const theirs = (await as_partner('POST', '/geofences', { name: 'Theirs', shape: depot })).json;
    await consumer.catchUp();
    await moveAll(0);
    expect([await told(), await told(partner)]).toEqual([['GeofenceEntered Depot'], ['GeofenceEntered Theirs']]);
    expect((await act('GET', `/geofences/${theirs.id}`)).status).toBe(404);
    await act('DELETE', `/vehicles/${vehicle.id}/sharing`);
    await consumer.catchUp();
    expect((await as_partner('GET', `/geofences/${theirs.id}/vehicles`)).json.items).toEqual([]);
  });

  it('refuse what is no place, and what was changed meanwhile', async () => {
    const id = await draw();
    const refused = async (shape: object) => {
      const { status, json } = await act('POST', '/geofences', { name: 'A', shape });
      expect(status).toBe(400);
      return json.errors[0];
    };
    const ring = (...corners: number[][]) => ({ type: 'Polygon', coordinates: [corners] });
    expect(await refused(ring([0, 0], [1, 1], [1, 0], [0, 1], [0, 0]))).toMatchObject({ pointer: '/shape/coordinates/0' });
    expect((await refused(ring([0, 0], [1, 0], [1, 1]))).message).toContain('last point');
    expect(await refused({ ...depot, radius_in_meters: 5 })).toMatchObject({ pointer: '/shape/radius_in_meters' });
    const many = Array.from({ length: 502 }, (_, index) => [Math.cos(index / 90), Math.sin(index / 90)]);
    await refused(ring(...many, many[0] ?? []));
    const { headers } = await act('GET', `/geofences/${id}`);
    const tag = headers.get('etag') ?? '';
    const body = { name: 'B', shape: depot };
    expect((await act('PUT', `/geofences/${id}`, body, tag)).status).toBe(200);
    expect((await act('PUT', `/geofences/${id}`, { ...body, name: 'C' }, tag)).status).toBe(412);
    expect((await act('DELETE', `/geofences/${id}`)).status).toBe(204);
    expect((await act('GET', `/geofences/${id}`)).status).toBe(404);
  });

  it('tell each crossing once, whenever the gateway is killed', async () => {
    await moveAll(5000);
    const id = await draw();
    const real = commitTogether(test.app, always);
    let steps = 0;
    const commit = async (step: Step) => {
      const how = steps++ % 5;
      if (how === 0) throw new Error('killed');
      await real(step);
      if (how === 3) throw new Error('killed');
    };
    for (let round = 0; round < 20; round += 1) await move(north(round % 2 === 0 ? 0 : 5000));
    for (let lives = 0, done = false; !done; lives += 1) {
      expect(lives).toBeLessThan(100);
      done = await createGeofences(test.app, always, { commit, batch_size: 3 })
        .catchUp()
        .then(
          () => true,
          () => false,
        );
    }
    const kinds = (await told()).map((text) => text.split(' ')[0]);
    expect(kinds).toEqual(Array.from({ length: 20 }, (_, round) => (round % 2 === 0 ? 'GeofenceEntered' : 'GeofenceLeft')));
    expect(await inside(id)).toEqual([]);
    await write(test.app, async (tx) => void (await tx.deleteFrom('vehicles').where('id', '=', vehicle.id).execute()));
  });
});
