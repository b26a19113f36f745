import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { type CallOptions, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, type TestFleet } from '#server/test/fleet.fixture.ts';

describeOnBothDatabases('changing a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let vehicle: Vehicle;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
  });
  beforeEach(async () => {
    vehicle = await fleet.addVehicle({
      master_data: { license_plate: 'A 1', vin: 'VIN1' },
      tags: ['a', 'b'],
      custom_fields: { seats: '4' },
    });
    test.clock.advance(1000);
  });
  const call = (method: string, part: string, body: unknown, headers: CallOptions['headers'] = {}) =>
    api.call(fleet.people['Fleet Manager'], method, `/vehicles/${vehicle.id}/${part}`, { body, headers });
  const patch = (body: unknown, headers = {}) => call('PATCH', 'master-data', body, headers);
  const sequence = async () => (await getEventBounds(test.app.db.read, fleet.fleet_id)).newest;
  const lastEvent = async () => {
    const [event] = await listEventsAfter(test.app.db.read, fleet.fleet_id, (await sequence()) - 1, 1);
    return { type: event?.type, ...JSON.parse(event?.data ?? '{}') };
  };
  const find = async (q: string) => {
    const { json } = await api.call(fleet.people.Support, 'GET', `/vehicles?q=${encodeURIComponent(q)}`);
    return json.items.map((found: Vehicle) => found.id);
  };

  it('merges master data: named properties are set, null removes, the others stay', async () => {
    const { status, json, headers } = await patch({
      license_plate: null,
      year_of_production: '2021',
      transmission: 'MANUAL_SHIFT',
      remark: 'x',
    });
    expect(status).toBe(200);
    const { license_plate, ...kept } = vehicle.master_data;
    const modified_at = json.modified_at;
    expect(license_plate).toBe('A 1');
    expect(json.master_data).toEqual({ ...kept, modified_at, year_of_production: 2021, transmission: 'MANUAL', remark: 'x' });
    expect(Date.parse(modified_at) - Date.parse(vehicle.modified_at)).toBe(1000);
    expect(headers.get('etag')).toBe('"2"');
    expect(await lastEvent()).toMatchObject({ type: 'VehicleChanged', reasons: ['MASTER_DATA_CHANGED'], vehicle: json });
    expect((await patch({ year_of_production: null, brand: null })).json.master_data).not.toHaveProperty('year_of_production');
  });

  it('is found by its new words and no longer by its old ones', async () => {
    await patch({ license_plate: 'ZZZ-991', custom_name: null });
    expect(await find('zzz991')).toEqual([vehicle.id]);
    await patch({ license_plate: 'YYY-992' });
    expect(await find('ZZZ-991')).toEqual([]);
    expect(await find('yyy-992')).toEqual([vehicle.id]);
  });

  it.each([
    [{ license_plate: 'x'.repeat(31) }],
    [{ license_plate: '' }],
    [{ remark: 'x'.repeat(1001) }],
    [{ custom_name: 'x'.repeat(101) }],
    [{ year_of_production: 99 }],
    [{ year_of_production: 2020.5 }],
    [{ fuel_type: 'STEAM' }],
    [{ gear_box: 'MANUAL_SHIFT' }],
    [{ id: 'AAAAA' }],
    [{ fleet_id: 'AAAAA' }],
    [{ revision: 7 }],
    [{ archived_at: null }],
    [[]],
    ['x'],
    [null],
  ])('refuses the master data %j and changes nothing', async (body) => {
    const { status, json } = await patch(body);
    expect([status, json.type]).toEqual([400, '/problems/validation-error']);
    expect((await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}`)).json).toEqual(vehicle);
  });

  it('tells nobody of a write that changes nothing, and keeps the ETag', async () => {
    const before = await sequence();
    const writes = [
      patch({ license_plate: 'A 1', year_of_production: null }),
      patch({}),
      call('PATCH', 'custom-fields', { seats: 4, gone: null }),
      call('PUT', 'tags', { tags: ['a', 'b'] }),
      call('PUT', 'operation-status', { value: 'OPERATING' }),
      call('PUT', 'rental-status', { value: 'NOT_IN_RENTAL' }),
    ];
    for (const answer of await Promise.all(writes)) {
      expect(answer.json).toEqual(vehicle);
      expect(answer.headers.get('etag')).toBe('"1"');
    }
    expect(await call('PUT', 'telematics-unit/setup', { vehicle_model_id: models.teltonika })).toMatchObject({ status: 200 });
    expect(await sequence()).toBe(before);
  });

  it.each([
    ['PATCH', 'master-data', { remark: 'new' }],
    ['PATCH', 'custom-fields', { seats: '5' }],
    ['PUT', 'tags', { tags: [] }],
    ['PUT', 'operation-status', { value: 'BROKEN' }],
    ['PUT', 'rental-status', { value: 'IN_RENTAL' }],
    ['PUT', 'telematics-unit/setup', { vehicle_model_id: models.teltonika }],
  ])('%s %s honours If-Match', async (method, part, body) => {
    for (const tag of ['"2"', '1', 'W/"1"', '""']) {
      const { status, json } = await call(method, part, body, { 'if-match': tag });
      expect([status, json.type], tag).toEqual([412, '/problems/resource-modified']);
    }
    expect((await call(method, part, body, { 'if-match': '"7", "1"' })).status).toBe(200);
    expect((await call(method, part, body, { 'if-match': '*' })).status).toBe(200);
  });

  it('lets one of ten writers with the same ETag through', async () => {
    const writes = Array.from({ length: 10 }, (_, index) => patch({ remark: `writer ${index}` }, { 'if-match': '"1"' }));
    expect((await Promise.all(writes)).map((answer) => answer.status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  it('keeps tags in their order, counts them, and filters by them', async () => {
    const { json } = await call('PUT', 'tags', { tags: ['zebra', ' yak ', 'ant'] });
    expect(json.tags).toEqual(['zebra', 'yak', 'ant']);
    expect(await lastEvent()).toMatchObject({ reasons: ['TAGS_CHANGED'] });
    const tags = async () => (await api.call(fleet.people.Support, 'GET', '/tags')).json.items;
    expect(await tags()).toEqual(expect.arrayContaining([{ tag: 'yak', count: 1 }]));
    const tagged = async (query: string) =>
      (await api.call(fleet.people.Support, 'GET', `/vehicles?${query}`)).json.items.map((item: Vehicle) => item.id);
    expect(await tagged('tags=zebra&tags=ant')).toEqual([vehicle.id]);
    expect(await tagged('tags=zebra&tags=a')).toEqual([]);
    await call('PUT', 'tags', { tags: [] });
    expect(await tagged('tags=zebra')).toEqual([]);
    expect(await tags()).not.toEqual(expect.arrayContaining([expect.objectContaining({ tag: 'yak' })]));
  });

  it('keeps custom fields as text, and null removes one', async () => {
    const { json } = await call('PATCH', 'custom-fields', { seats: null, doors: 3, electric: false, 'a.b-c_D': 'ü', __proto__x: '1' });
    expect(json.custom_fields).toEqual({ doors: '3', electric: 'false', 'a.b-c_D': 'ü', __proto__x: '1' });
    expect(json.custom_fields_modified_at).toBe(json.modified_at);
    expect(await lastEvent()).toMatchObject({ reasons: ['CUSTOM_FIELDS_CHANGED'] });
    const many = Object.fromEntries(Array.from({ length: 47 }, (_, index) => [`k${index}`, index]));
    expect((await call('PATCH', 'custom-fields', many)).status).toBe(400);
    expect((await call('PATCH', 'custom-fields', { ...many, doors: null })).status).toBe(200);
  });

  it('treats names of the language like any other custom field', async () => {
    const body = '{"__proto__":"p","constructor":"c","toString":"t"}';
    const path = `/vehicles/${vehicle.id}/custom-fields`;
    const { status, json, text } = await api.call(fleet.people['Fleet Manager'], 'PATCH', path, { text: body });
    if (status === 400) expect(json.errors[0].pointer).toBe('/__proto__');
    else
      expect(JSON.parse(text, (key, value) => (key === '__proto__' ? expect(value).toBe('p') : value)).custom_fields).toMatchObject({
        toString: 't',
      });
  });

  it('changes the model, and with it what the vehicle can do', async () => {
    const credentials_id = await fleet.addCredentials();
    vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    const change = (body: unknown) => call('PUT', 'telematics-unit/setup', body);
    const { json } = await change({ vehicle_model_id: models.niu, extensions: ['top_case'] });
    expect(json).toEqual({ vehicle_model_id: models.niu, extensions: ['top_case'], status: 'SUCCEEDED' });
    expect(await lastEvent()).toMatchObject({
      reasons: ['SETUP_CHANGED', 'CAPABILITIES_CHANGED'],
      vehicle: { capabilities: { commands: expect.arrayContaining(['LOCK_TOP_CASE']) } },
    });
    const setup = await api.call(fleet.people['Fleet Manager'], 'GET', `/vehicles/${vehicle.id}/telematics-unit/setup`);
    expect(setup.json).toMatchObject(json);
    const refusals: [object, string, string][] = [
      [{ vehicle_model_id: models.teltonika }, 'referenced-resource-not-found', '/vehicle_model_id'],
      [{ vehicle_model_id: models.niu_plain, extensions: ['top_case'] }, 'referenced-resource-not-found', '/extensions'],
      [{ vehicle_model_id: 'N1' }, 'validation-error', '/vehicle_model_id'],
      [{ vehicle_model_id: models.niu, status: 'SUCCEEDED' }, 'validation-error', ''],
    ];
    for (const [body, kind, pointer] of refusals) {
      const { json: problem } = await change(body);
      expect(problem).toMatchObject({ type: `/problems/${kind}`, errors: [{ pointer }] });
    }
  });

  it('finds no vehicle of another fleet, whatever is asked of it, and changes none', async () => {
    const stranger = (await makeFleet(test)).people['Fleet Manager'];
    const writes: [string, string, unknown][] = [
      ['GET', '', undefined],
      ['PATCH', '/master-data', { remark: 'mine' }],
      ['PATCH', '/custom-fields', { a: 'b' }],
      ['PUT', '/tags', { tags: ['x'] }],
      ['PUT', '/operation-status', { value: 'BROKEN' }],
      ['PUT', '/rental-status', { value: 'IN_RENTAL' }],
      ['PUT', '/telematics-unit/setup', { vehicle_model_id: models.teltonika }],
      ['DELETE', '', undefined],
    ];
    for (const [method, part, body] of writes) {
      const foreign = await api.call(stranger, method, `/vehicles/${vehicle.id}${part}`, { body });
      const missing = await api.call(stranger, method, `/vehicles/0000Z${part}`, { body });
      expect(foreign.status).toBe(404);
      const { flow_id: _, ...problem } = foreign.json;
      expect({ ...problem, detail: problem.detail.replace(vehicle.id, '0000Z') }).toEqual({ ...missing.json, flow_id: undefined });
    }
    expect((await api.call(fleet.people.Support, 'GET', `/vehicles/${vehicle.id}`)).json).toEqual(vehicle);
  });
});
