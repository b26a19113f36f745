import { beforeAll, describe, expect, it } from 'vitest';
import { hasBody } from '#lib/contract/openapi/operation-problems.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';

const mebibyte = 1_048_576;
const with_body = (Object.entries(operations) as [OperationId, Operation][])
  .filter(([, operation]) => hasBody(operation))
  .map(([id]) => id);

const text = (length: number) => 'x'.repeat(length);
const list = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
const fields = (count: number) => Object.fromEntries(list(count).map((key) => [key, '1']));
const ids = (count: number) => Array.from({ length: count }, (_, index) => `Z${index.toString(36).toUpperCase().padStart(4, '0')}`);
const next_year = new Date().getUTCFullYear() + 1;

/** Specification 1.6, copied by hand: what is taken at most, and the same with one more. */
type Row = [field: string, operation: OperationId, most: object, beyond: object];
const master = (field: string, most: unknown, beyond: unknown): Row => [field, 'updateMasterData', { [field]: most }, { [field]: beyond }];
const credentials = { client_id: 'a', client_secret: 'b', base_url: 'https://niu.example' };
const rows: Row[] = [
  master('license_plate', text(30), text(31)),
  master('vin', text(17), text(18)),
  master('remark', text(1000), text(1001)),
  master('brand', text(100), text(101)),
  master('model', text(100), text(101)),
  master('custom_name', text(100), text(101)),
  master('year_of_production', 1900, 1899),
  master('year_of_production', next_year, next_year + 1),
  ['count of custom fields', 'updateCustomFields', fields(50), fields(51)],
  ['custom field key', 'updateCustomFields', { [text(50)]: '1' }, { [text(51)]: '1' }],
  ['custom field key of signs', 'updateCustomFields', { 'aZ09_.-': '1' }, { 'a:b': '1' }],
  ['custom field value', 'updateCustomFields', { a: text(255) }, { a: text(256) }],
  ['count of tags', 'setTags', { tags: list(20) }, { tags: list(21) }],
  ['tag', 'setTags', { tags: [text(50)] }, { tags: [text(51)] }],
  ['tag without a sign', 'setTags', { tags: ['a'] }, { tags: [''] }],
  ['tag given twice', 'setTags', { tags: ['a', 'A'] }, { tags: ['a', 'a'] }],
  ['name of credentials', 'createCredentials', { ...credentials, name: text(100) }, { ...credentials, name: text(101) }],
  [
    'secret',
    'createCredentials',
    { ...credentials, name: 'long', client_secret: text(4096) },
    { ...credentials, name: 'longer', client_secret: text(4097) },
  ],
  ['event types', 'queryEventLog', { event_types: Array(50).fill('VehicleChanged') }, { event_types: Array(51).fill('VehicleChanged') }],
  ['vehicles to archive', 'archiveVehicles', { vehicle_ids: ids(100) }, { vehicle_ids: ids(101) }],
  ['vehicles to restore', 'restoreVehicles', { vehicle_ids: ids(100) }, { vehicle_ids: ids(101) }],
  ['vehicles to tag', 'changeTagsOfVehicles', { vehicle_ids: ids(1000), add: ['a'] }, { vehicle_ids: ids(1001), add: ['a'] }],
  [
    'vehicles to label',
    'changeCustomFieldsOfVehicles',
    { vehicle_ids: ids(1000), set: { a: '1' } },
    { vehicle_ids: ids(1001), set: { a: '1' } },
  ],
];

describeOnBothDatabases('limits', (makeApp) => {
  let api: TestApi;
  let fleet: TestFleet;
  let client: ApiClient;
  let samples: ReturnType<typeof operationSamples>;
  beforeAll(async () => {
    const test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    client = await fleet.addClient();
    samples = operationSamples(test, fleet, await fleet.addCredentials());
  });

  it.each(rows)('of %s (%s)', async (_, id, most, beyond) => {
    const { path } = await samples[id]();
    const { method, status } = operations[id];
    expect((await api.call(client, method, path, { body: most })).status).toBe(status);
    const refused = await api.call(client, method, path, { body: beyond });
    expect(refused.json).toMatchObject({ status: 400, type: '/problems/validation-error' });
    expect(refused.json.errors[0].pointer).toMatch(/^\/|^$/);
  });

  it('of a unit id, a password and an Idempotency-Key', async () => {
    const add = (parts: object, key?: string) => {
      const telematics_unit = { ...fleet.unitOf.teltonika(), ...parts };
      return api.call(client, 'POST', '/vehicles', { body: { telematics_unit }, headers: { 'idempotency-key': key } });
    };
    expect((await add({ id: text(65) })).json.errors[0]).toMatchObject({ pointer: '/telematics_unit/id', code: 'too_big' });
    expect((await add({ authentication: { password: text(129) } })).json.type).toBe('/problems/validation-error');
    expect((await add({}, text(255))).status).toBe(201);
    expect((await add({}, text(256))).json.type).toBe('/problems/validation-error');
  });

  describe.each(with_body)('of the body of %s', (id) => {
    it('are a mebibyte and 32 levels', async () => {
      const { path } = await samples[id]();
      const send = (body: string) => api.call(client, operations[id].method, path, { text: body });
      expect((await send(`"${text(mebibyte - 1)}"`)).json).toMatchObject({ status: 413, type: '/problems/payload-too-large' });
      const deep = `${'{"a":'.repeat(32)}{}${'}'.repeat(32)}`;
      expect((await send(deep)).json).toMatchObject({ status: 400, detail: expect.stringContaining('deeper') });
    });
  });
});
