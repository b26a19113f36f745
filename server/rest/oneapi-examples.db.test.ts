import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { extendEnvironment } from '#server/config.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, models, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type ScriptedGateway, startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { type Listening, listen } from '#server/test/listen.fixture.ts';
import { new_credentials, new_vehicle, type OneApiExample, oneapi_examples } from './oneapi-examples.fixture.ts';

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const ulid = expect.stringMatching(/^[0-9A-Z]{26}$/);
const since = (value: string) => ({ value, modified_at: instant });

/** Brands for which what the page shows is all that is needed. */
const brands_like_the_page = brands.filter(({ credential_fields }) => {
  const needed = credential_fields.filter((field) => field.required && field.default_value === undefined).map((field) => field.name);
  return needed.sort().join() === 'client_id,client_secret';
});

describeOnBothDatabases('the examples of the OneAPI pages, run by curl', (makeApp) => {
  let server: Listening;
  let fleet: TestFleet;
  let client: ApiClient;
  let gateway: ScriptedGateway;
  let unlockable = { id: '', unit_id: '' };
  const home = mkdtempSync(join(tmpdir(), 'motorpool-curl-'));

  beforeAll(async () => {
    // The commands stay to the letter; curl reads from its own settings that it shall tell the status too.
    writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code} %{content_type}"\n');
    const test = await makeApp();
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    await fleet.addCredentials('CLOUDBOXX');
    const unit = { id: nextUnit('CLOUDBOXX'), brand: 'CLOUDBOXX', setup: { vehicle_model_id: models.cloudboxx } };
    unlockable = { id: (await fleet.addVehicle({ unit })).id, unit_id: unit.id };
    gateway = await startScriptedGateway(test, 'CLOUDBOXX');
    server = await listen(test);
  });
  afterAll(async () => {
    await server.close();
    await gateway.stop();
    rmSync(home, { recursive: true });
  });

  const run = async (example: OneApiExample, values: Record<string, string>) => {
    const given: Record<string, string> = { host: server.api_url, access_token: client.token, ...values };
    const command = oneapi_examples[example].replace(/❰(\w+)❱/g, (_, name: string) => given[name] ?? `no ${name}`);
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { env: extendEnvironment({ CURL_HOME: home, HOME: home }) });
    const lines = stdout.trim().split('\n');
    const [status, type] = (lines.pop() ?? '').split(' ');
    return { status: Number(status), type, json: JSON.parse(lines.join('\n')) };
  };

  const addMoped = async () =>
    run('add_vehicle', { vehicle_model_id: models.niu_plain, credentials_id: await fleet.addCredentials('NIU') });

  it('add a vehicle, change its model, and are told that it has no central lock', async () => {
    const { status, type, json: vehicle } = await addMoped();
    expect([status, type]).toEqual([201, 'application/json']);
    const { telematics_unit, master_data, custom_fields } = new_vehicle;
    expect(vehicle).toMatchObject({
      id: expect.stringMatching(/^[0-9A-Z]{5}$/),
      fleet_id: fleet.fleet_id,
      created_at: instant,
      master_data: { ...master_data, year_of_production: 2020, modified_at: instant },
      capabilities: { commands: expect.any(Array), vehicle_state: expect.arrayContaining(['POSITION']) },
      telematics_unit: { id: telematics_unit.id, attached_at: instant, manufacturer: 'NIU', brand: 'NIU', type: 'EMBEDDED' },
      life_status: since('OFFLINE'),
      operation_status: since('OPERATING'),
      custom_fields_modified_at: instant,
      custom_fields,
    });

    const changed = await run('change_model', { vehicle_id: vehicle.id, vehicle_model_id: models.niu });
    expect(changed).toMatchObject({ status: 200, json: { vehicle_model_id: models.niu, status: 'SUCCEEDED' } });

    const refused = await run('unlock', { vehicle_id: vehicle.id });
    expect([refused.status, refused.type]).toEqual([409, 'application/json']);
    expect(refused.json).toEqual({
      type: '/problems/vehicle/command-not-supported',
      type_documentation: `${server.url}/docs/problems/vehicle/command-not-supported`,
      title: expect.any(String),
      status: 409,
      detail: expect.stringContaining(vehicle.id),
      flow_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });

    const again = await addMoped();
    expect(again).toMatchObject({ status: 409, json: { type: '/problems/conflicting-resource' } });
  });

  it.each(brands_like_the_page.map(({ brand }) => brand))('add credentials of %s, whose secret never comes back', async (brand) => {
    const { status, json } = await run('add_credentials', { brand });
    expect(status).toBe(201);
    expect(json).toMatchObject({ id: ulid, name: new_credentials.name, client_id: new_credentials.client_id });
    expect(JSON.stringify(json)).not.toContain(new_credentials.client_secret);
    expect(await run('add_credentials', { brand })).toMatchObject({ status: 409, json: { type: '/problems/conflicting-resource' } });
    // The page's name is free again for the next brand.
    const address = `${server.api_url}/telematics-brands/${brand}/credentials/${json.id}`;
    const gone = await fetch(address, { method: 'DELETE', headers: { authorization: `Bearer ${client.token}` } });
    expect(gone.status).toBe(204);
  });

  it('unlock a car, with an empty body that calls itself JSON', async () => {
    gateway.script.send = async () => {
      const timestamp = '2030-06-10T06:13:20.000Z';
      const properties = {
        central_lock: { timestamp, value: 'UNLOCKED' as const },
        position: { timestamp, value: { lat: 50.834, lon: 8.0219 } },
      };
      const report = { brand: 'CLOUDBOXX', unit_id: unlockable.unit_id, received_at: timestamp, contact_at: timestamp, properties };
      return { status: 'succeeded', report };
    };
    const { status, type, json } = await run('unlock', { vehicle_id: unlockable.id });
    expect([status, type]).toEqual([200, 'application/json']);
    expect(json).toEqual({
      central_lock: { timestamp: instant, value: 'UNLOCKED' },
      position: { timestamp: instant, value: { lat: 50.834, lon: 8.0219 } },
    });
    expect(gateway.orders).toMatchObject([{ capability: 'UNLOCK_CENTRAL_LOCK' }]);
  });

  it('find out when the vehicle is not there', async () => {
    const missing = await run('unlock', { vehicle_id: 'P49FJK' });
    expect(missing).toMatchObject({ status: 404, json: { type: '/problems/resource-not-found', status: 404 } });
  });
});

it('knows a brand to which the page’s credentials belong', () => {
  expect(brands_like_the_page.length).toBeGreaterThan(0);
});
