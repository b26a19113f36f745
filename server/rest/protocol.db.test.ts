import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { type CallOptions, createApi, operationAt, type TestApi } from '#server/test/api.fixture.ts';
import { app_url, describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';
import { handlers } from './handlers.ts';
import { base_path } from './rest.ts';

const all = Object.entries(operations) as [OperationId, Operation][];
const filled = (path: string) =>
  path
    .replace('{brand}', 'NIU')
    .replace('{command}', 'lock-top-case')
    .replace(/\{\w+\}/g, '0000Z');
const mebibyte = 1_048_576;

describeOnBothDatabases('the protocol', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let manager: TestFleet['people']['Fleet Manager'];
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    manager = fleet.people['Fleet Manager'];
  });
  const problemOf = async (method: string, path: string, options: CallOptions = {}) => {
    const { status, json, headers } = await api.call(manager, method, path, options);
    return { status, kind: json?.type?.replace('/problems/', ''), headers, json };
  };

  it('has a route and a handler for each operation, aliases included', () => {
    const routes = new Set(api.rest.routes.map(({ method, path }) => `${method} ${path}`));
    const wanted = all.flatMap(([, { method, path, aliases = [] }]) =>
      [path, ...aliases].map((one) => `${method} ${base_path}${one.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(wanted.filter((route) => !routes.has(route))).toEqual([]);
    expect(new Set(wanted).size).toBe(wanted.length);
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(operations).sort());
  });

  it('answers 405 with what is allowed, at every address', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
    for (const path of new Set(all.map(([, operation]) => filled(operation.path)))) {
      const allowed = methods.filter((method) => operationAt(method, path));
      const listed = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
      for (const method of methods.filter((one) => !allowed.includes(one))) {
        const { status, headers } = await problemOf(method, path);
        expect(status, `${method} ${path}`).toBe(405);
        expect(headers.get('allow')?.split(', ').sort(), path).toEqual(listed.toSorted());
      }
    }
    expect((await problemOf('GET', '/auth/oauth/token')).headers.get('allow')).toBe('POST');
  });

  it.each(['/', '/nothing', '/vehicles/', '/vehicles/A/B/C/D', '/Vehicles', '//vehicles', '/vehicles/..', '/vehicles/JQ7RP/commands'])(
    'knows nothing at %s, signed in or not',
    async (path) => {
      expect((await problemOf('GET', path)).kind).toBe('resource-not-found');
      expect((await api.call(undefined, 'GET', path)).status).toBe(404);
    },
  );

  it.each([
    '%',
    '%2',
    '%zz',
    '%00',
    '%0d%0aX-Evil:1',
    '%E0%A4%A',
    '%ff',
    '%2e%2e%2fhealth',
    '%2F',
    '%23',
    '..%5c',
    'ä',
    '\u{1F6F5}',
    'A'.repeat(5000),
    "'--",
    '$(id)',
    '%25%30%30',
  ])('finds nothing under the rubbish %s in a path', async (rubbish) => {
    for (const path of [
      '/vehicles/X',
      '/vehicles/JQ7RP/commands/X',
      '/archived-vehicles/X',
      '/vehicles/JQ7RP/command-log/X',
      '/telematics-brands/X/credentials',
    ]) {
      const { status, headers } = await problemOf('GET', path.replace('X', rubbish));
      expect([404, 405], path).toContain(status);
      expect(headers.get('x-evil')).toBeNull();
    }
    expect((await problemOf('POST', `/vehicles/JQ7RP/commands/${rubbish}`)).status).toBe(404);
  });

  it('matches a brand without regard to case', async () => {
    expect((await problemOf('GET', '/telematics-brands/nIu/available-vehicle-models')).status).toBe(200);
    expect((await problemOf('GET', '/telematics-brands/acme/available-vehicle-models')).status).toBe(404);
  });

  it('refuses a query parameter that the operation does not know, rather than ignore it', async () => {
    const samples = operationSamples(test, fleet, await fleet.addCredentials());
    for (const [id, { method }] of all) {
      const { path, body } = await samples[id]();
      for (const surplus of ['surplus=1', '__proto__=1', 'constructor=1', '%00=1']) {
        const { kind } = await problemOf(method, `${path}${path.includes('?') ? '&' : '?'}${surplus}`, { body });
        expect(kind, `${id} ${surplus}`).toBe('validation-error');
      }
    }
  });

  describe('bodies', () => {
    const patch = (options: CallOptions) => problemOf('PATCH', '/vehicles/JQ7RP/master-data', options);
    const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

    it.each<[string, CallOptions, number, string]>([
      ['none', {}, 400, 'validation-error'],
      ['an empty one', { text: '' }, 400, 'validation-error'],
      ['blanks', { text: ' \n' }, 400, 'validation-error'],
      ['broken JSON', { text: '{"remark":' }, 400, 'validation-error'],
      ['two values', { text: '{}{}' }, 400, 'validation-error'],
      ['NaN', { text: '{"year_of_production":NaN}' }, 400, 'validation-error'],
      ['a huge number', { text: '{"year_of_production":1e999}' }, 400, 'validation-error'],
      ['plain text', { text: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
      ['a form', { text: 'remark=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'unsupported-media-type'],
      ['XML that calls itself JSON-like', { text: '{}', headers: { 'content-type': 'application/jsonx' } }, 415, 'unsupported-media-type'],
      ['33 levels', { text: nested(33) }, 400, 'validation-error'],
      ['100,000 levels', { text: '['.repeat(100_000) }, 400, 'validation-error'],
      ['one byte more than 1 MiB', { text: `"${'x'.repeat(mebibyte - 1)}"` }, 413, 'payload-too-large'],
      [
        'JSON with a character set',
        { text: '{}', headers: { 'content-type': 'Application/JSON; charset=utf-8' } },
        404,
        'resource-not-found',
      ],
      ['a merge patch', { text: '{}', headers: { 'content-type': 'application/merge-patch+json' } }, 404, 'resource-not-found'],
    ])('%s: %i', async (_, options, status, kind) => {
      expect(await patch(options)).toMatchObject({ status, kind });
    });

    it('may be 32 levels deep and 1 MiB long', async () => {
      expect((await patch({ text: nested(32) })).json.detail).not.toContain('deeper');
      expect((await patch({ text: `"${'x'.repeat(mebibyte - 2)}"` })).status).toBe(400);
      expect((await patch({ text: `{"remark":"${'['.repeat(900)}"}` })).status).toBe(404);
    });
  });

  describe('cookies', () => {
    const origins = [undefined, 'null', 'https://evil.example', app_url];
    const sites = [undefined, 'cross-site', 'same-site', 'same-origin', 'none'];

    it('write from our own pages alone', async () => {
      const { id } = await fleet.addVehicle();
      const foreign = { 'x-forwarded-host': 'evil.example', host: 'evil.example' };
      for (const origin of origins) {
        for (const site of sites) {
          const headers = { ...foreign, origin, 'sec-fetch-site': site };
          const own = origin === app_url && (site === undefined || site === 'same-origin');
          const { status } = await problemOf('PUT', `/vehicles/${id}/tags`, { body: { tags: ['x'] }, headers });
          expect(status, JSON.stringify(headers)).toBe(own ? 200 : 403);
          expect((await problemOf('GET', `/vehicles/${id}`, { headers })).status).toBe(200);
        }
      }
    });

    it('write nothing from elsewhere, whatever the operation', async () => {
      for (const [id, { method, path, permission }] of all) {
        if (method === 'GET' || !permission) continue;
        const { kind } = await problemOf(method, filled(path), { headers: { origin: 'https://evil.example' } });
        expect(kind, id).toBe('missing-permissions');
      }
    });

    it('do not excuse a bad token beside them', async () => {
      expect((await problemOf('GET', '/me', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    });
  });

  it('tells nobody what broke on our side, and logs it under the flow that the caller was told', async () => {
    const broken = createApi({
      ...test,
      app: {
        ...test.app,
        clock: () => {
          throw new Error('canary in an error');
        },
      },
    });
    const { status, json, text } = await broken.call(await fleet.addClient(), 'GET', '/me');
    expect([status, json.type]).toEqual([500, '/problems/internal-server-error']);
    expect(text).not.toContain('canary');
    const lines = test.log_lines.filter((line) => line.includes(json.flow_id));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('canary in an error');
  });
});
