import { beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '#lib/domain/access.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

const held: Permission[] = ['vehicles', 'events-trips.ro'];
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
const json_type = { 'content-type': 'application/json' };
const form_type = { 'content-type': 'application/x-www-form-urlencoded' };

describeOnBothDatabases('the token endpoint', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let client: ApiClient;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    client = await fleet.addClient(held);
  });
  const ask = (query: string, headers: Record<string, string>, text?: string): Promise<Answer> =>
    api.call(undefined, 'POST', `/auth/oauth/token${query}`, { headers, ...(text !== undefined && { text }) });
  const grant = '?grant_type=client_credentials';
  const own = () => basic(client.client_id, client.client_secret);
  const inForm = (more: Record<string, string>) => new URLSearchParams({ grant_type: 'client_credentials', ...more }).toString();

  it.each<[string, () => Promise<Answer>]>([
    ['as documented: Basic, the grant in the query, JSON type, no body', () => ask(grant, { ...own(), ...json_type })],
    ['with a zero-length body', () => ask(grant, { ...own(), ...json_type }, '')],
    ['without any content type', () => ask(grant, own())],
    ['with # percent-encoded', () => ask(grant, basic(client.client_id.replace('#', '%23'), client.client_secret))],
    ['with the scheme in small letters', () => ask(grant, { authorization: own().authorization.replace('Basic', 'basic') })],
    ['with the grant in a form', () => ask('', { ...own(), ...form_type }, inForm({}))],
    [
      'with id and secret in a form',
      () => ask('', form_type, inForm({ client_id: client.client_id, client_secret: client.client_secret })),
    ],
    ['with the id in the body beside Basic', () => ask('', { ...own(), ...form_type }, inForm({ client_id: client.client_id }))],
  ])('gives a token %s', async (_, call) => {
    const { status, json, headers } = await call();
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'bearer',
      expires_in: 900,
      scope: held.join(' '),
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const read = await api.call({ ...client, token: json.access_token }, 'GET', '/vehicles');
    expect(read.status).toBe(200);
  });

  it.each<[number, string, string, () => Promise<Answer>]>([
    [401, 'invalid_client', 'a wrong secret', () => ask(grant, basic(client.client_id, 'wrong'))],
    [401, 'invalid_client', 'an unknown client', () => ask(grant, basic('F0000#cl1', client.client_secret))],
    [401, 'invalid_client', 'no client', () => ask(grant, json_type)],
    [401, 'invalid_client', 'an empty secret', () => ask(grant, basic(client.client_id, ''))],
    [401, 'invalid_client', 'Basic without a colon', () => ask(grant, { authorization: `Basic ${btoa('nocolon')}` })],
    [401, 'invalid_client', 'Basic that is no base64', () => ask(grant, { authorization: 'Basic ***' })],
    [401, 'invalid_client', 'another scheme', () => ask(grant, { authorization: `Bearer ${client.token}` })],
    [401, 'invalid_client', 'a NUL in the id', () => ask(grant, basic('F%00', 'x'))],
    [401, 'invalid_client', 'broken percent signs', () => ask(grant, basic('%E0%A4%A', '%'))],
    [401, 'invalid_client', 'an id in the form without its secret', () => ask('', form_type, inForm({ client_id: client.client_id }))],
    [400, 'invalid_request', 'no grant', () => ask('', own())],
    [400, 'invalid_request', 'an empty grant', () => ask('?grant_type=', own())],
    [400, 'invalid_request', 'the grant twice', () => ask(`${grant}&grant_type=client_credentials`, own())],
    [400, 'invalid_request', 'a secret in the query', () => ask(`${grant}&client_id=a&client_secret=b`, own())],
    [
      400,
      'invalid_request',
      'two ways to authenticate',
      () => ask('', { ...own(), ...form_type }, inForm({ client_id: 'a', client_secret: 'b' })),
    ],
    [400, 'unsupported_grant_type', 'another grant', () => ask('?grant_type=password', own())],
    [400, 'invalid_scope', 'an unknown scope', () => ask(`${grant}&scope=everything`, own())],
    [400, 'invalid_scope', 'a scope beyond the client', () => ask(`${grant}&scope=vehicles+vehicle-commands`, own())],
    [400, 'invalid_scope', 'a scope that is a trap', () => ask(`${grant}&scope=__proto__`, own())],
  ])('answers %i %s to %s', async (status, error, _, call) => {
    const answer = await call();
    expect([answer.status, answer.json.error]).toEqual([status, error]);
    expect(Object.keys(answer.json).sort()).toEqual(['error', 'error_description']);
    expect(answer.json.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="motorpool"' : null);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('gives as much as the scope asks for', async () => {
    const { json } = await ask(`${grant}&scope=vehicles.ro`, own());
    expect(json.scope).toBe('vehicles.ro');
    const narrow = { ...client, token: json.access_token };
    expect((await api.call(narrow, 'GET', '/vehicles')).status).toBe(200);
    const refused = await api.call(narrow, 'POST', '/event-log-entries/query', { body: {} });
    expect([refused.status, refused.json.type]).toEqual([403, '/problems/forbidden-resource']);
    const { id } = await fleet.addVehicle();
    expect((await api.call(narrow, 'PUT', `/vehicles/${id}/tags`, { body: { tags: [] } })).json.type).toBe('/problems/forbidden-resource');
    expect((await api.call(narrow, 'DELETE', `/vehicles/${id}`)).json.type).toBe('/problems/missing-permissions');
  });

  it('keeps hashes of secrets and tokens alone', async () => {
    const { json } = await ask(grant, own());
    const rows = await test.app.db.read.selectFrom('api_tokens').selectAll().execute();
    expect(rows.map((row) => row.token_hash)).toContain(tokenHash(json.access_token));
    expect(JSON.stringify([rows, await test.app.db.read.selectFrom('api_clients').selectAll().execute()])).not.toContain(json.access_token);
  });

  describe('a token', () => {
    const issue = async (): Promise<ApiClient> => ({ ...client, token: (await ask(grant, own())).json.access_token });
    const read = async (caller: ApiClient) => (await api.call(caller, 'GET', '/me')).status;

    it('lasts 900 seconds, not one more', async () => {
      const caller = await issue();
      test.clock.advance(899_999);
      expect(await read(caller)).toBe(200);
      test.clock.advance(3_001);
      const late = await api.call(caller, 'GET', '/me');
      expect([late.status, late.json.type, late.headers.get('www-authenticate')]).toEqual([401, '/problems/invalid-credentials', 'Bearer']);
    });

    it('is void within five seconds of the client’s removal', async () => {
      const removed = await fleet.addClient(held);
      expect(await read(removed)).toBe(200);
      await test.app.db.write
        .updateTable('api_clients')
        .set({ revoked_at: '2030-06-10T06:00:00.000Z' })
        .where('id', '=', removed.client_id)
        .execute();
      test.clock.advance(5_000);
      expect(await read(removed)).toBe(401);
      expect((await ask(grant, basic(removed.client_id, removed.client_secret))).json.error).toBe('invalid_client');
    });

    it.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('is taken after "%s"', async (scheme) => {
      const { token } = await issue();
      expect((await api.call(undefined, 'GET', '/me', { headers: { authorization: `${scheme} ${token}` } })).status).toBe(200);
    });

    it.each(['', 'Bearer', 'Bearer ', 'Token x', 'Bearer a b', 'Bearer \u00e4', 'Bearer ,'])(
      'is not to be found in "%s"',
      async (authorization) => {
        const { json } = await api.call(fleet.people['Fleet Manager'], 'GET', '/me', { headers: { authorization } });
        expect(json.type).toBe('/problems/invalid-credentials');
      },
    );

    it('is good for the client’s own fleet alone', async () => {
      const caller = await issue();
      const ofFleet = (id: string) => api.call(caller, 'GET', '/me', { headers: { 'x-invers-fleet-id': id } });
      expect((await ofFleet(fleet.fleet_id)).json.fleet.id).toBe(fleet.fleet_id);
      for (const id of ['F0000', '', fleet.fleet_id.toLowerCase() === fleet.fleet_id ? 'x' : fleet.fleet_id.toLowerCase()]) {
        expect((await ofFleet(id)).json.type).toBe('/problems/missing-permissions');
      }
    });
  });
});
