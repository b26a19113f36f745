import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClientWithSecret } from '#lib/contract/api-clients.ts';
import { type CallOptions, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

const hour_ms = 3_600_000;

describeOnBothDatabases('API clients', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let developer: Person;
  let names = 0;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    developer = fleet.people.Developer;
  });
  const newName = () => {
    names += 1;
    return `Booking ${names}`;
  };
  const at = (id: string, part = '') => `/api-clients/${encodeURIComponent(id)}${part}`;
  const create = async (permissions: string[] = ['vehicles'], name = newName()): Promise<ApiClientWithSecret> => {
    const { status, json } = await api.call(developer, 'POST', '/api-clients', { body: { name, permissions } });
    expect(status).toBe(201);
    return json;
  };
  const ask = (id: string, secret: string) =>
    api.call(undefined, 'POST', '/auth/oauth/token?grant_type=client_credentials', {
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    });
  const login = async ({ id, client_secret }: Pick<ApiClientWithSecret, 'id' | 'client_secret'>) => {
    const { status, json } = await ask(id, client_secret);
    expect(status).toBe(200);
    return { client_id: id, client_secret, token: json.access_token as string };
  };
  const statusOf = async (client: { client_id: string; client_secret: string; token: string }, path = '/vehicles', options?: CallOptions) =>
    (await api.call(client, 'GET', path, options)).status;
  const auditOf = async (object_id: string) => {
    const rows = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', object_id).orderBy('id').execute();
    return rows.map(({ action, detail, actor_id }) => ({ action, detail: JSON.parse(detail), actor_id }));
  };

  it('are made, used, read, changed and deleted, each act in the audit log', async () => {
    const name = newName();
    const made = await create(['events-trips.ro', 'vehicles', 'vehicles'], name);
    expect(made).toEqual({
      id: `${fleet.fleet_id}#cl1`,
      name,
      permissions: ['vehicles', 'events-trips.ro'],
      created_at: '2030-06-10T06:13:20.000Z',
      modified_at: '2030-06-10T06:13:20.000Z',
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(await statusOf(await login(made))).toBe(200);
    const { client_secret, ...told } = made;
    const read = await api.call(developer, 'GET', at(made.id));
    expect(read.json).toEqual({ ...told, last_used_at: '2030-06-10T06:13:20.000Z' });
    const changed = await api.call(developer, 'PATCH', at(made.id), { body: { permissions: ['vehicles.ro'] } });
    expect(changed.json).toMatchObject({ name, permissions: ['vehicles.ro'] });
    expect((await api.call(developer, 'DELETE', at(made.id))).status).toBe(204);
    expect((await api.call(developer, 'GET', at(made.id))).status).toBe(404);
    expect((await api.call(developer, 'GET', '/api-clients')).json).toEqual({ items: [] });
    expect((await create([], name)).id).toBe(`${fleet.fleet_id}#cl2`);
    const actor_id = developer.actor.id;
    expect(await auditOf(made.id)).toEqual([
      { action: 'api-client.create', detail: { name, permissions: ['vehicles', 'events-trips.ro'] }, actor_id },
      { action: 'api-client.change', detail: { permissions: ['vehicles.ro'] }, actor_id },
      { action: 'api-client.delete', detail: { name }, actor_id },
    ]);
    const everything = await Promise.all(
      (['api_clients', 'api_tokens', 'audit_log'] as const).map((table) => test.app.db.read.selectFrom(table).selectAll().execute()),
    );
    expect(JSON.stringify(everything)).not.toContain(client_secret);
  });

  it('are listed in the order of their making, page by page', async () => {
    const made = [];
    for (let index = 0; index < 11; index += 1) made.push((await create()).id);
    const listed: string[] = [];
    let page_token: string | undefined;
    do {
      const { json } = await api.call(developer, 'GET', `/api-clients?limit=4${page_token ? `&page_token=${page_token}` : ''}`);
      listed.push(...json.items.map(({ id }: { id: string }) => id));
      page_token = json.next_page_token;
    } while (page_token);
    expect(listed).toEqual(made);
    expect((await api.call(developer, 'GET', '/api-clients?page_token=x')).status).toBe(400);
  });

  it('get different numbers and names when many are made at once', async () => {
    const name = newName();
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api.call(developer, 'POST', '/api-clients', { body: { name: index < 4 ? name : newName(), permissions: [] } }),
      ),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409, 409]);
    expect(attempts.find(({ status }) => status === 409)?.json.errors).toMatchObject([{ pointer: '/name', code: 'taken' }]);
    const { json } = await api.call(developer, 'GET', '/api-clients');
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([1, 2, 3, 4, 5].map((number) => `${fleet.fleet_id}#cl${number}`));
  });

  it('keep their names apart within the fleet, on renaming too', async () => {
    const [first, second] = [await create(), await create()];
    const renamed = await api.call(developer, 'PATCH', at(second.id), { body: { name: first.name } });
    expect([renamed.status, renamed.json.type]).toEqual([409, '/problems/conflicting-resource']);
    const elsewhere = (await makeFleet(test)).people.Developer;
    const same = await api.call(elsewhere, 'POST', '/api-clients', { body: { name: first.name, permissions: [] } });
    expect(same.status).toBe(201);
  });

  it('honour If-Match, and a write that changes nothing leaves no trace', async () => {
    const { id, name } = await create();
    const etag = (await api.call(developer, 'GET', at(id))).headers.get('etag') ?? '';
    const patch = (body: object, tag: string) => api.call(developer, 'PATCH', at(id), { body, headers: { 'if-match': tag } });
    expect((await patch({ name, permissions: ['vehicles'] }, etag)).headers.get('etag')).toBe(etag);
    expect((await patch({}, etag)).status).toBe(200);
    const changed = await patch({ name: newName() }, etag);
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await patch({ name: newName() }, etag)).json.type).toBe('/problems/resource-modified');
    expect((await api.call(developer, 'DELETE', at(id), { headers: { 'if-match': etag } })).status).toBe(412);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['api-client.create', 'api-client.change']);
  });

  describe('permissions', () => {
    it.each<[string, string[], number, string]>([
      ['unknown ones', ['vehicles.rw'], 400, 'validation-error'],
      ['users', ['users'], 403, 'missing-permissions'],
      ['api-clients', ['api-clients'], 403, 'missing-permissions'],
      ['api-clients.ro', ['api-clients.ro'], 403, 'missing-permissions'],
      ['what the grantor does not hold', ['vehicle-commands'], 403, 'missing-permissions'],
      ['writing where the grantor only reads', ['vehicle-configuration'], 403, 'missing-permissions'],
    ])('do not include %s', async (_, permissions, status, kind) => {
      const made = await api.call(developer, 'POST', '/api-clients', { body: { name: newName(), permissions } });
      expect([made.status, made.json.type]).toEqual([status, `/problems/${kind}`]);
      const { id } = await create();
      const changed = await api.call(developer, 'PATCH', at(id), { body: { permissions: ['vehicles', ...permissions] } });
      expect([changed.status, changed.json.type]).toEqual([status, `/problems/${kind}`]);
    });

    it('that a client has may stay or go by the hand of someone who lacks them, but its secret is not for him', async () => {
      const strong = await fleet.addClient(['vehicles', 'vehicle-commands', 'vehicle-lifecycle']);
      const kept = await api.call(developer, 'PATCH', at(strong.client_id), { body: { permissions: ['vehicle-commands', 'reports.ro'] } });
      expect(kept.json.detail).toContain('reports.ro');
      const narrowed = await api.call(developer, 'PATCH', at(strong.client_id), {
        body: { permissions: ['vehicles', 'vehicle-commands'] },
      });
      expect(narrowed.status).toBe(200);
      const secret = await api.call(developer, 'POST', at(strong.client_id, '/secret'), { body: {} });
      expect([secret.status, secret.json.type]).toEqual([403, '/problems/missing-permissions']);
      expect(secret.text).not.toContain('client_secret');
    });

    it('when narrowed, narrow the tokens that are out within five seconds', async () => {
      const made = await create();
      const client = await login(made);
      expect(await statusOf(client)).toBe(200);
      await api.call(developer, 'PATCH', at(made.id), { body: { permissions: ['events-trips.ro'] } });
      test.clock.advance(5_000);
      expect(await statusOf(client)).toBe(403);
    });
  });

  describe('a new secret', () => {
    const replace = (id: string, body?: object) => api.call(developer, 'POST', at(id, '/secret'), { ...(body && { body }) });

    it('ends the old one at once and its tokens within five seconds, in every web process', async () => {
      const made = await create();
      const old = await login(made);
      const elsewhere = createApi(await test.restart());
      expect((await elsewhere.call(old, 'GET', '/vehicles')).status).toBe(200);
      const { json, status } = await replace(made.id);
      expect(status).toBe(200);
      expect(json.old_secret_expires_at).toBeUndefined();
      expect((await ask(made.id, made.client_secret)).json.error).toBe('invalid_client');
      const renewed = await login(json);
      test.clock.advance(5_000);
      expect(await statusOf(old)).toBe(401);
      expect((await elsewhere.call(old, 'GET', '/vehicles')).status).toBe(401);
      expect(await statusOf(renewed)).toBe(200);
    });

    it('overlaps with the old one for as long as asked', async () => {
      const made = await create();
      const { json } = await replace(made.id, { overlap_in_hours: 2 });
      const old_secret_expires_at = new Date(test.clock.now() + 2 * hour_ms).toISOString();
      expect(json).toMatchObject({ old_secret_expires_at });
      expect((await api.call(developer, 'GET', at(made.id))).json).toMatchObject({ old_secret_expires_at });
      test.clock.advance(2 * hour_ms - 60_000);
      const [old, renewed] = [await login(made), await login(json)];
      expect([await statusOf(old), await statusOf(renewed)]).toEqual([200, 200]);
      test.clock.advance(65_000);
      expect([await statusOf(old), await statusOf(renewed)]).toEqual([401, 200]);
      expect((await ask(made.id, made.client_secret)).status).toBe(401);
      const person = await fleet.addPerson('Developer');
      expect((await api.call(person, 'GET', at(made.id))).json.old_secret_expires_at).toBeUndefined();
    });

    it('ends an overlap that is under way', async () => {
      const made = await create();
      const second = (await replace(made.id, { overlap_in_hours: 72 })).json;
      const third = (await replace(made.id, { overlap_in_hours: 1 })).json;
      expect((await ask(made.id, made.client_secret)).status).toBe(401);
      expect([(await ask(made.id, second.client_secret)).status, (await ask(made.id, third.client_secret)).status]).toEqual([200, 200]);
      expect((await auditOf(made.id)).slice(1, 3)).toMatchObject([
        { action: 'api-client.replace-secret', detail: { overlap_in_hours: 72 } },
        { action: 'api-client.replace-secret', detail: { overlap_in_hours: 1 } },
      ]);
    });

    it.each([-1, 73, 1.5, '1', null])('takes no overlap of %j', async (overlap_in_hours) => {
      expect((await replace((await create()).id, { overlap_in_hours })).status).toBe(400);
    });
  });

  it('tell when they were last used, to within a minute', async () => {
    const made = await create();
    const client = await login(made);
    const lastUse = async () => (await api.call(fleet.people['Fleet Manager'], 'GET', at(made.id))).json.last_used_at;
    expect(await lastUse()).toBeUndefined();
    const used_at = new Date(test.clock.now()).toISOString();
    await statusOf(client);
    test.clock.advance(30_000);
    await statusOf(client);
    expect(await lastUse()).toBe(used_at);
    test.clock.advance(31_000);
    await statusOf(client);
    expect(await lastUse()).toBe(new Date(test.clock.now()).toISOString());
  });

  it('have refused secrets in the audit log, once a minute', async () => {
    const { id } = await create();
    const refusals = async () => (await auditOf(id)).filter(({ action }) => action === 'api-client.refuse-secret').length;
    for (let index = 0; index < 3; index += 1) await ask(id, 'wrong');
    expect(await refusals()).toBe(1);
    test.clock.advance(60_000);
    await ask(id, 'wrong');
    expect(await refusals()).toBe(2);
  });
});
