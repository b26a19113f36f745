import { beforeAll, beforeEach, expect, it } from 'vitest';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newId } from '#server/ids.ts';
import { type CallOptions, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

const niu = { client_id: 'fleet', client_secret: 'first-secret', base_url: 'https://niu.example/v1' };

describeOnBothDatabases('credentials', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
  });
  const call = (method: string, path: string, options: CallOptions = {}, of = fleet) =>
    api.call(of.people['Fleet Manager'], method, `/telematics-brands/${path}`, options);
  const add = (body: object, brand = 'NIU') => call('POST', `${brand}/credentials`, { body });
  const store = async (more: object = {}): Promise<string> => (await add({ name: 'Main', ...niu, ...more })).json.id;

  it('are stored and told without their secrets', async () => {
    const created = await add({ name: ' Main ', ...niu }, 'niu');
    expect(created.status).toBe(201);
    expect(created.json).toEqual({ id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/), name: 'Main', client_id: 'fleet' });
    const { id } = created.json;
    await fleet.addVehicle({ unit: fleet.unitOf.niu(id) });
    const read = await call('GET', `NIU/credentials/${id}`);
    const now = '2030-06-10T06:13:20.000Z';
    const { client_secret: _, ...fields } = niu;
    const facts = {
      status: 'UNTESTED',
      former_secret_in_use: false,
      consecutive_failures: 0,
      vehicle_count: 1,
      created_at: now,
      modified_at: now,
    };
    expect(read.json).toEqual({ ...created.json, brand: 'NIU', fields, ...facts });
    expect(read.headers.get('etag')).toBe('"1"');
    expect((await call('GET', 'NIU/credentials')).json.items).toEqual([read.json]);
    expect((await call('GET', 'NIU/available-credentials')).json.items).toEqual([created.json]);
    expect((await call('GET', 'CLOUDBOXX/credentials')).json.items).toEqual([]);
  });

  it('give a brand that pushes its address once, of which a hash is kept', async () => {
    const { json } = await add({ name: 'Push', client_id: 'a', client_secret: 'b' }, 'SEGWAY');
    const token = json.push_path.split('/').at(-1);
    expect(json.push_path).toBe(`/push/SEGWAY/${token}`);
    const row = await test.app.db.read.selectFrom('credentials').selectAll().where('id', '=', json.id).executeTakeFirstOrThrow();
    expect(row.push_token).toBe(tokenHash(token));
    expect((await call('GET', `SEGWAY/credentials/${json.id}`)).text).not.toContain(token);
    expect(JSON.parse(row.fields)).toMatchObject({ base_url: 'https://eu-api.segwaydiscovery.com', generation: '2' });
  });

  it.each<[string, object, string]>([
    ['no name', { ...niu }, '/name'],
    ['a name of 101 characters', { ...niu, name: 'x'.repeat(101) }, '/name'],
    ['no secret', { name: 'a', client_id: 'a', base_url: niu.base_url }, '/client_secret'],
    ['an empty secret', { name: 'a', ...niu, client_secret: '' }, '/client_secret'],
    ['a secret of 4097 characters', { name: 'a', ...niu, client_secret: 'x'.repeat(4097) }, '/client_secret'],
    ['a secret that is no text', { name: 'a', ...niu, client_secret: 7 }, '/client_secret'],
    ['a field of another brand', { name: 'a', ...niu, api_key: 'x' }, '/api_key'],
    ['an address that is none', { name: 'a', ...niu, base_url: 'niu' }, '/base_url'],
    ['an address of another kind', { name: 'a', ...niu, base_url: 'file:///etc/passwd' }, '/base_url'],
    ['an address with a password in it', { name: 'a', ...niu, base_url: 'https://a:b@niu.example' }, '/base_url'],
    ['a NUL character', { name: 'a', ...niu, client_id: 'a\0' }, '/client_id'],
  ])('are refused with %s', async (_, body, pointer) => {
    const { json } = await add(body);
    expect(json.type).toBe('/problems/validation-error');
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('are refused for a brand that is unknown, or that has none', async () => {
    expect((await add({ name: 'a', ...niu }, 'ACME')).status).toBe(404);
    expect((await add({ name: 'a' }, 'TELTONIKA')).status).toBe(400);
  });

  it('have names of their own within the fleet, whatever the brand, also when two are stored at once', async () => {
    await store();
    const taken = await add({ name: 'Main', api_key: 'k' }, 'CLOUDBOXX');
    expect(taken).toMatchObject({ status: 409, json: { type: '/problems/conflicting-resource', errors: [{ pointer: '/name' }] } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => add({ name: 'Raced', ...niu })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await call('POST', 'NIU/credentials', { body: { name: 'Main', ...niu } }, await makeFleet(test))).status).toBe(201);
  });

  it('have secrets that can be replaced, after which they count as untested', async () => {
    const id = await store();
    await test.app.db.write.updateTable('credentials').set({ status: 'VALID', consecutive_failures: 4 }).where('id', '=', id).execute();
    const sealed = async () =>
      (await test.app.db.read.selectFrom('credentials').select('sealed_secrets').where('id', '=', id).executeTakeFirstOrThrow())
        .sealed_secrets;
    const before = await sealed();
    const { status, json, headers } = await call('PATCH', `NIU/credentials/${id}`, { body: { client_secret: 'second' } });
    expect(status).toBe(200);
    expect(json).toMatchObject({ id, status: 'UNTESTED', consecutive_failures: 0 });
    expect(headers.get('etag')).toBe('"2"');
    expect(await sealed()).not.toBe(before);
  });

  it.each<[object, string]>([
    [{ client_id: 'other' }, '/client_id'],
    [{ client_id: 'fleet' }, '/client_id'],
    [{ name: 'other' }, '/name'],
    [{ username: 'x' }, '/username'],
    [{ client_secret: 'x', client_id: 'y' }, '/client_id'],
    [{ client_secret: null }, '/client_secret'],
    [{ base_url: 'nowhere' }, '/base_url'],
    [{ base_url: 'https://thief.example' }, '/client_secret'],
  ])('refuse the change %j and stay as they are', async (body, pointer) => {
    const id = await store();
    const before = await call('GET', `NIU/credentials/${id}`);
    const { json } = await call('PATCH', `NIU/credentials/${id}`, { body });
    expect(json.type).toBe('/problems/validation-error');
    expect(json.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect((await call('GET', `NIU/credentials/${id}`)).json).toEqual(before.json);
  });

  it('move to another address with their secret given again, and honour If-Match', async () => {
    const id = await store();
    expect((await call('PATCH', `NIU/credentials/${id}`, { body: {} })).status).toBe(400);
    const body = { base_url: 'https://new.example', client_secret: 'again' };
    const stale = await call('PATCH', `NIU/credentials/${id}`, { body, headers: { 'if-match': '"2"' } });
    expect(stale.json.type).toBe('/problems/resource-modified');
    const moved = await call('PATCH', `NIU/credentials/${id}`, { body, headers: { 'if-match': '"1"' } });
    expect(moved.json.fields).toEqual({ client_id: 'fleet', base_url: 'https://new.example' });
    const same = await call('PATCH', `NIU/credentials/${id}`, { body: { base_url: 'https://new.example' } });
    expect(same.status).toBe(200);
  });

  it('stay while a vehicle uses them, archived ones not counted', async () => {
    const id = await store();
    const vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(id) });
    const used = await call('DELETE', `NIU/credentials/${id}`);
    expect([used.status, used.json.type]).toEqual([409, '/problems/conflicting-resource']);
    await api.call(fleet.people['Fleet Manager'], 'DELETE', `/vehicles/${vehicle.id}`);
    expect((await call('DELETE', `NIU/credentials/${id}`)).status).toBe(204);
    expect((await call('GET', `NIU/credentials/${id}`)).status).toBe(404);
    expect((await call('DELETE', `NIU/credentials/${id}`)).status).toBe(404);
  });

  it('are either used or deleted when both are asked at once, never half', async () => {
    for (let round = 0; round < 15; round += 1) {
      const id = await fleet.addCredentials();
      const unit = fleet.unitOf.niu(id);
      const adding = api.call(fleet.people['Fleet Manager'], 'POST', '/vehicles', { body: { telematics_unit: unit } });
      const statuses = (await Promise.all([adding, call('DELETE', `NIU/credentials/${id}`)])).map((answer) => answer.status);
      expect([
        [201, 409],
        [400, 204],
      ]).toContainEqual(statuses);
    }
  });

  it('of another fleet or brand are missing, whatever is asked of them', async () => {
    const id = await store();
    const stranger = await makeFleet(test);
    const asked: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { client_secret: 'x' }],
      ['POST', '/test'],
      ['DELETE', ''],
    ];
    for (const [method, part, body] of asked) {
      const foreign = await call(method, `NIU/credentials/${id}${part}`, { body }, stranger);
      const missing = await call(method, `NIU/credentials/${newId()}${part}`, { body }, stranger);
      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect((await call(method, `CLOUDBOXX/credentials/${id}${part}`, { body: body && { api_key: 'x' } })).status).toBe(404);
      expect((await call(method, `NIU/credentials/nonsense${part}`, { body })).status).toBe(404);
    }
    expect((await call('GET', 'NIU/credentials', {}, stranger)).json.items).toEqual([]);
    expect((await call('GET', `NIU/credentials/${id}`)).headers.get('etag')).toBe('"1"');
  });
});
