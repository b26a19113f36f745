import { beforeAll, expect, it } from 'vitest';
import { newId } from '#server/ids.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';

describeOnBothDatabases('adding a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let niu: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    niu = await fleet.addCredentials();
  });
  const add = (body: unknown, headers = {}) => api.call(fleet.people['Fleet Manager'], 'POST', '/vehicles', { body, headers });
  const eventsOf = async (vehicle_id: string) =>
    (await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 1000)).filter((event) => event.vehicle_id === vehicle_id);

  it('takes the documented body and answers the whole vehicle', async () => {
    const unit = fleet.unitOf.niu(niu, 'nbsg4c7b40647g5m', ['top_case']);
    const master_data = { vin: 'R1NBDNB16J1000135', license_plate: 'RKL-832', custom_name: 'MyNiuN1', fuel_type: 'ELECTRIC', remark: 'r' };
    const answer = await add({
      telematics_unit: { ...unit, brand: 'niu' },
      master_data: { ...master_data, year_of_production: '2020', transmission: 'MANUAL_SHIFT', vehicle_type: 'MOPED' },
      custom_fields: { seats: 4, top: true, color: 'black', range: 1.5 },
      tags: ['in_maintenance', 'demo_night'],
      operation_status: 'GARAGE',
    });
    const now = '2030-06-10T06:13:20.000Z';
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.json).toMatchObject({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}$/),
      fleet_id: fleet.fleet_id,
      created_at: now,
      master_data: { ...master_data, brand: 'NIU', model: 'N1', year_of_production: 2020, transmission: 'MANUAL', modified_at: now },
      telematics_unit: { id: 'NBSG4C7B40647G5M', brand: 'NIU', manufacturer: 'NIU', type: 'EMBEDDED', attached_at: now },
      capabilities: { commands: expect.arrayContaining(['UNLOCK_TOP_CASE']) },
      custom_fields: { seats: '4', top: 'true', color: 'black', range: '1.5' },
      tags: ['in_maintenance', 'demo_night'],
      life_status: { value: 'OFFLINE', modified_at: now },
      operation_status: { value: 'GARAGE', modified_at: now },
      rental_status: { value: 'NOT_IN_RENTAL', modified_at: now },
    });
    const read = await api.call(fleet.people.Support, 'GET', `/vehicles/${answer.json.id}`);
    expect(read.json).toEqual(answer.json);
    expect(read.headers.get('etag')).toBe('"1"');
    const events = await eventsOf(answer.json.id);
    expect(events.map(({ type, flow_id }) => ({ type, flow_id }))).toEqual([
      { type: 'VehicleCreated', flow_id: answer.headers.get('x-invers-flow-id') },
    ]);
    expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ reasons: ['VEHICLE_ADDED'], vehicle: answer.json });
  });

  it('takes what is required alone', async () => {
    const { status, json } = await add({ telematics_unit: fleet.unitOf.teltonika() });
    expect(status).toBe(201);
    expect(json).toMatchObject({ tags: [], custom_fields: {}, operation_status: { value: 'OPERATING' } });
    expect(json.master_data).not.toHaveProperty('license_plate');
  });

  const unit = () => fleet.unitOf.teltonika();
  const setup = (more: object) => ({ ...unit(), setup: { vehicle_model_id: models.teltonika, ...more } });
  const refusals: [string, () => object, string, string][] = [
    ['no unit', () => ({}), 'validation-error', '/telematics_unit'],
    ['a surplus property', () => ({ telematics_unit: unit(), colour: 'red' }), 'validation-error', ''],
    [
      'a vehicle status of old',
      () => ({ telematics_unit: unit(), master_data: { gear_box: 'MANUAL_SHIFT' } }),
      'validation-error',
      '/master_data',
    ],
    ['an empty unit id', () => ({ telematics_unit: { ...unit(), id: ' ' } }), 'validation-error', '/telematics_unit/id'],
    ['a unit id of the wrong form', () => ({ telematics_unit: { ...unit(), id: '12' } }), 'validation-error', '/telematics_unit/id'],
    [
      'an unknown brand',
      () => ({ telematics_unit: { ...unit(), brand: 'ACME' } }),
      'referenced-resource-not-found',
      '/telematics_unit/brand',
    ],
    ['a brand that is none', () => ({ telematics_unit: { ...unit(), brand: '!' } }), 'validation-error', '/telematics_unit/brand'],
    [
      'an unknown model',
      () => ({ telematics_unit: setup({ vehicle_model_id: newId() }) }),
      'referenced-resource-not-found',
      '/telematics_unit/setup/vehicle_model_id',
    ],
    [
      'a model of another brand',
      () => ({ telematics_unit: setup({ vehicle_model_id: models.niu }) }),
      'referenced-resource-not-found',
      '/telematics_unit/setup/vehicle_model_id',
    ],
    [
      'an unknown extension',
      () => ({ telematics_unit: fleet.unitOf.niu(niu, nextUnit('NIU'), ['sidecar']) }),
      'referenced-resource-not-found',
      '/telematics_unit/setup/extensions',
    ],
    [
      'credentials where none are taken',
      () => ({ telematics_unit: { ...unit(), authentication: { credentials_id: niu } } }),
      'validation-error',
      '/telematics_unit/authentication',
    ],
    [
      'no credentials where they are needed',
      () => ({ telematics_unit: { ...fleet.unitOf.niu(niu), authentication: undefined } }),
      'validation-error',
      '/telematics_unit/authentication',
    ],
    [
      'a password where shared credentials are needed',
      () => ({ telematics_unit: { ...fleet.unitOf.niu(niu), authentication: { password: 'x' } } }),
      'validation-error',
      '/telematics_unit/authentication',
    ],
    [
      'unknown credentials',
      () => ({ telematics_unit: fleet.unitOf.niu(newId()) }),
      'referenced-resource-not-found',
      '/telematics_unit/authentication/credentials_id',
    ],
    [
      'a plate of 31 characters',
      () => ({ telematics_unit: unit(), master_data: { license_plate: 'x'.repeat(31) } }),
      'validation-error',
      '/master_data/license_plate',
    ],
    [
      'a VIN of 18 characters',
      () => ({ telematics_unit: unit(), master_data: { vin: 'x'.repeat(18) } }),
      'validation-error',
      '/master_data/vin',
    ],
    [
      'a year before 1900',
      () => ({ telematics_unit: unit(), master_data: { year_of_production: 1899 } }),
      'validation-error',
      '/master_data/year_of_production',
    ],
    [
      'a year in words',
      () => ({ telematics_unit: unit(), master_data: { year_of_production: 'new' } }),
      'validation-error',
      '/master_data/year_of_production',
    ],
    ['a null', () => ({ telematics_unit: unit(), master_data: { vin: null } }), 'validation-error', '/master_data/vin'],
    [
      '21 tags',
      () => ({ telematics_unit: unit(), tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }),
      'validation-error',
      '/tags',
    ],
    ['a tag twice', () => ({ telematics_unit: unit(), tags: ['a', 'a '] }), 'validation-error', '/tags'],
    [
      'a custom field of 256 characters',
      () => ({ telematics_unit: unit(), custom_fields: { a: 'x'.repeat(256) } }),
      'validation-error',
      '/custom_fields/a',
    ],
    [
      'a custom field without a proper key',
      () => ({ telematics_unit: unit(), custom_fields: { 'a b': '1' } }),
      'validation-error',
      '/custom_fields/a b',
    ],
    [
      '51 custom fields',
      () => ({ telematics_unit: unit(), custom_fields: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v'])) }),
      'validation-error',
      '/custom_fields',
    ],
    ['a NUL character', () => ({ telematics_unit: unit(), master_data: { remark: 'a\0b' } }), 'validation-error', '/master_data/remark'],
    ['half a surrogate pair', () => ({ telematics_unit: unit(), tags: ['\ud800'] }), 'validation-error', '/tags/0'],
  ];
  it.each(refusals)('refuses %s and points at it', async (_, body, kind, pointer) => {
    const { json } = await add(body());
    expect(json.type).toBe(`/problems/${kind}`);
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('takes CloudBoxx without authentication when exactly one set is stored', async () => {
    const other = await makeFleet(test);
    const body = () => ({
      telematics_unit: { id: nextUnit('CLOUDBOXX'), brand: 'CLOUDBOXX', setup: { vehicle_model_id: models.cloudboxx } },
    });
    const addThere = () => api.call(other.people['Fleet Manager'], 'POST', '/vehicles', { body: body() });
    const pointers = async () => (await addThere()).json.errors?.map((error: { pointer: string }) => error.pointer);
    expect(await pointers()).toEqual(['/telematics_unit/authentication/credentials_id']);
    const first = await other.addCredentials('CLOUDBOXX');
    const added = await addThere();
    expect(added.status).toBe(201);
    const stored = await api.call(other.people['Fleet Manager'], 'GET', `/telematics-brands/CLOUDBOXX/credentials/${first}`);
    expect(stored.json.vehicle_count).toBe(1);
    const second = await other.addCredentials('CLOUDBOXX');
    expect(await pointers()).toEqual(['/telematics_unit/authentication/credentials_id']);
    const named = { ...body().telematics_unit, authentication: { credentials_id: second } };
    expect((await api.call(other.people['Fleet Manager'], 'POST', '/vehicles', { body: { telematics_unit: named } })).status).toBe(201);
  });

  it('refuses credentials of another fleet as if they did not exist', async () => {
    const other = await makeFleet(test);
    const foreign = await other.addCredentials();
    const [strange, missing] = [
      await add({ telematics_unit: fleet.unitOf.niu(foreign) }),
      await add({ telematics_unit: fleet.unitOf.niu(newId()) }),
    ];
    expect(strange.status).toBe(missing.status);
    expect(strange.json.errors[0].pointer).toBe(missing.json.errors[0].pointer);
  });

  it('refuses a unit in use, also by another fleet, and tells nothing of whose it is', async () => {
    const other = await makeFleet(test);
    const taken = fleet.unitOf.teltonika();
    const first = await other.addVehicle({ unit: taken });
    const { status, json, text } = await add({ telematics_unit: taken });
    expect([status, json.type]).toEqual([409, '/problems/conflicting-resource']);
    expect(text).not.toContain(first.id);
    expect(text).not.toContain(other.fleet_id);
  });

  it('gives a unit to one of ten that ask at once', async () => {
    const wanted = fleet.unitOf.teltonika();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add({ telematics_unit: wanted })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it('answers a repeated Idempotency-Key with what was added, and nothing is added twice', async () => {
    const body = { telematics_unit: fleet.unitOf.teltonika(), tags: ['once'] };
    const first = await add(body, { 'idempotency-key': 'add-1' });
    const again = await add(body, { 'idempotency-key': 'add-1' });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    const reused = await add({ ...body, tags: [] }, { 'idempotency-key': 'add-1' });
    expect([reused.status, reused.json.type]).toEqual([422, '/problems/idempotency-key-reused']);
    expect(await eventsOf(first.json.id)).toHaveLength(1);
  });
});
