/** Specification 14: what a client of the OneAPI relies on. One test per rule, in its order. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { AdapterFailure, type FailureKind } from '#server/adapters/port.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { app_url, describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, models, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';

const token_path = '/auth/oauth/token?grant_type=client_credentials';
const json_type = { 'content-type': 'application/json' };
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describeOnBothDatabases('compatibility', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let client: ApiClient;
  let credentials_id: string;
  let vehicle: Vehicle;
  let path: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    credentials_id = await fleet.addCredentials();
    await fleet.addCredentials('CLOUDBOXX');
  });
  beforeEach(async () => {
    vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id, undefined, ['top_case']) });
    path = `/vehicles/${vehicle.id}`;
  });
  const call = (method: string, where: string, body?: unknown) => api.call(client, method, where, { body });

  it('1: years come as numbers or digits, custom field values as texts, numbers or truth values; both leave in one form', async () => {
    for (const year of [2020, '2020']) {
      expect((await call('PATCH', `${path}/master-data`, { year_of_production: year })).json.master_data.year_of_production).toBe(2020);
    }
    expect((await call('PATCH', `${path}/master-data`, { year_of_production: '20x0' })).status).toBe(400);
    const { json } = await call('PATCH', `${path}/custom-fields`, { seats: 4, clean: true, color: 'black' });
    expect(json.custom_fields).toEqual({ seats: '4', clean: 'true', color: 'black' });
  });

  it('2: units are offered under the singular path, and under the plural', async () => {
    // No gateway runs yet, so that both say the same without asking a maker.
    for (const spelling of ['available-telematics-unit', 'available-telematics-units']) {
      expect(await call('GET', `/telematics-brands/TELTONIKA/${spelling}`)).toMatchObject({ status: 200, json: { items: [] } });
    }
  });

  it('3: client ids contain #, raw or percent-encoded, and Basic splits at the first colon', async () => {
    expect(client.client_id).toContain('#');
    for (const id of [client.client_id, encodeURIComponent(client.client_id)]) {
      const answer = await api.call(undefined, 'POST', token_path, { headers: basic(id, client.client_secret) });
      expect(answer.status).toBe(200);
    }
    const longer = await api.call(undefined, 'POST', token_path, { headers: basic(client.client_id, `${client.client_secret}:more`) });
    expect(longer.json.error).toBe('invalid_client');
  });

  it('4: the grant lies in the query beside a JSON type and no body; errors follow RFC 6749; both spellings of Bearer are taken', async () => {
    const headers = { ...basic(client.client_id, client.client_secret), ...json_type };
    const { status, json } = await api.call(undefined, 'POST', token_path, { text: '', headers });
    expect([status, json.token_type]).toEqual([200, 'bearer']);
    for (const scheme of ['bearer', 'Bearer']) {
      const authorization = `${scheme} ${json.access_token}`;
      expect((await api.call(undefined, 'GET', '/vehicles', { headers: { authorization } })).status).toBe(200);
    }
    const wrong = await api.call(undefined, 'POST', '/auth/oauth/token?grant_type=password', { headers });
    expect(wrong.json).toEqual({ error: 'unsupported_grant_type', error_description: expect.any(String) });
  });

  it('6: ids of six characters are read, and brands in paths match without regard to case', async () => {
    expect((await call('GET', '/vehicles/P49FJK')).json.type).toBe('/problems/resource-not-found');
    expect((await call('GET', '/vehicles?id=P49FJK')).json).toEqual({ items: [] });
    const lists = await Promise.all(
      ['NIU', 'niu', 'Niu'].map((brand) => call('GET', `/telematics-brands/${brand}/available-vehicle-models`)),
    );
    expect(new Set(lists.map(({ text }) => text)).size).toBe(1);
    expect(lists[0]?.json.items.length).toBeGreaterThan(0);
  });

  it('7: a problem’s type is relative, its documentation absolute', async () => {
    const { json } = await call('GET', '/vehicles/P49FJK');
    expect(json.type).toMatch(/^\/problems\//);
    expect(json.type_documentation).toBe(`${app_url}/docs${json.type}`);
    expect(json).toMatchObject({ title: expect.any(String), status: 404, detail: expect.any(String), flow_id: expect.any(String) });
  });

  it('8: instants are taken with and without milliseconds and always leave with them', async () => {
    for (const after of ['2030-06-10T00:00:00Z', '2030-06-10T00:00:00.000Z']) {
      expect((await call('GET', `${path}/trail?after=${after}`)).status).toBe(200);
    }
    const { text } = await call('GET', path);
    const instants = text.match(/"\d{4}-\d\d-\d\dT[^"]*"/g) ?? [];
    expect(instants.length).toBeGreaterThan(3);
    expect(instants.filter((instant) => !/\.\d{3}Z"$/.test(instant))).toEqual([]);
  });

  it('9: the setup is changed by the object that creation takes; naming the present model is fine and tells no one', async () => {
    const countEvents = async () => (await call('POST', '/event-log-entries/query', { vehicle_id: vehicle.id })).json.items.length;
    const setup = { vehicle_model_id: models.niu, extensions: ['top_case'] };
    const before = await countEvents();
    const { status, json } = await call('PUT', `${path}/telematics-unit/setup`, setup);
    expect([status, json]).toEqual([200, { ...setup, status: 'SUCCEEDED' }]);
    expect(await countEvents()).toBe(before);
    expect((await call('PUT', `${path}/telematics-unit/setup`, { vehicle_model_id: models.niu_plain })).status).toBe(200);
    expect(await countEvents()).toBeGreaterThan(before);
  });

  it('10: credentials answer with id, name and client id; the secret stays; another client id is refused', async () => {
    const body = { name: 'Ten', client_id: 'client1', client_secret: 'supersecret-10', base_url: 'https://niu.example' };
    const { status, json, text } = await call('POST', '/telematics-brands/NIU/credentials', body);
    expect([status, json]).toEqual([201, { id: expect.stringMatching(/^[0-9A-Z]{26}$/), name: 'Ten', client_id: 'client1' }]);
    const one = `/telematics-brands/NIU/credentials/${json.id}`;
    for (const seen of [text, (await call('GET', one)).text, (await call('GET', '/telematics-brands/NIU/credentials')).text]) {
      expect(seen).not.toContain('supersecret-10');
    }
    for (const change of [{ client_id: 'client2' }, { username: 'someone' }]) expect((await call('PATCH', one, change)).status).toBe(400);
    expect((await call('PATCH', one, { client_secret: 'another-secret' })).status).toBe(200);
  });

  it('12: the operation status is a plain text on the way in, and has its instant on the way out', async () => {
    const body = { telematics_unit: fleet.unitOf.teltonika(), operation_status: 'GARAGE' };
    const { json } = await call('POST', '/vehicles', body);
    expect(json.operation_status).toEqual({ value: 'GARAGE', modified_at: expect.stringMatching(/Z$/) });
    const as_object = { telematics_unit: fleet.unitOf.teltonika(), operation_status: { value: 'GARAGE' } };
    expect((await call('POST', '/vehicles', as_object)).status).toBe(400);
  });

  describe.each(['NIU', 'CLOUDBOXX'] as const)('commands of %s', (brand) => {
    let gateway: ScriptedGateway;
    beforeAll(async () => {
      gateway = await startScriptedGateway(test, brand);
    });
    afterAll(() => gateway.stop());
    beforeEach(async () => {
      if (brand === 'NIU') return;
      const unit = { id: nextUnit(brand), brand, setup: { vehicle_model_id: models.cloudboxx } };
      path = `/vehicles/${(await fleet.addVehicle({ unit })).id}`;
    });
    const command = brand === 'NIU' ? 'unlock-top-case' : 'unlock-central-lock';
    const lacking = brand === 'NIU' ? 'unlock-central-lock' : 'unlock-top-case';

    it('5: a body of no length that calls itself JSON is fine', async () => {
      const { status } = await api.call(client, 'POST', `${path}/commands/${command}`, { text: '', headers: json_type });
      expect(status).toBe(200);
    });

    it('11: what a vehicle cannot do is 409; a third party’s failure is 502, and no CloudBoxx has a third party', async () => {
      expect((await call('POST', `${path}/commands/${lacking}`)).json).toMatchObject({
        status: 409,
        type: '/problems/vehicle/command-not-supported',
      });
      const told: Record<string, string> = {};
      for (const kind of ['vendor', 'rejected', 'unit', 'offline'] satisfies FailureKind[]) {
        gateway.script.send = async () => {
          throw new AdapterFailure(kind, 'It failed.');
        };
        const { status, json } = await call('POST', `${path}/commands/${command}`);
        told[kind] = `${status} ${json.type.replace('/problems/', '')}`;
      }
      const third_party = { vendor: '502 third-party/error', rejected: '502 third-party/error' };
      const own = { vendor: '500 telematics-unit/error', rejected: '504 vehicle/no-connection' };
      expect(told).toEqual({
        ...(brand === 'CLOUDBOXX' ? own : third_party),
        unit: '500 telematics-unit/error',
        offline: '504 vehicle/no-connection',
      });
    });
  });
});
