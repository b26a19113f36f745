import { beforeAll, beforeEach, expect, it } from 'vitest';
import { presetPermissions } from '#lib/domain/access.ts';
import { hashPassword } from '#server/auth/password.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { insertMembership } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

describeOnBothDatabases('a person of two fleets', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let first: TestFleet;
  let second: TestFleet;
  let foreign: TestFleet;
  let person: Person;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    const [one, other] = [await makeFleet(test), await makeFleet(test)];
    [first, second] = one.fleet_id < other.fleet_id ? [one, other] : [other, one];
    foreign = await makeFleet(test);
  });
  beforeEach(async () => {
    person = await first.addPerson('Support');
    const permissions = JSON.stringify(presetPermissions('Fleet Manager'));
    const membership = {
      user_id: person.actor.id,
      fleet_id: second.fleet_id,
      preset: 'Fleet Manager',
      permissions,
      created_at: '2030-01-01T00:00:00.000Z',
    };
    await write(test.app, (tx) => insertMembership(tx, membership));
  });
  const me = async (fleet_id?: string, at = api) =>
    (await at.call(person, 'GET', '/me', fleet_id === undefined ? {} : { headers: { 'x-invers-fleet-id': fleet_id } })).json;
  const choose = async (fleet_id: string) => (await api.call(person, 'PUT', '/me/fleet', { body: { fleet_id } })).status;

  it('sees both, starts in the first, and picks by header for one call', async () => {
    const { json } = await api.call(person, 'GET', '/fleets');
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([first.fleet_id, second.fleet_id]);
    expect((await me()).fleet.id).toBe(first.fleet_id);
    expect(await me(second.fleet_id)).toMatchObject({ fleet: { id: second.fleet_id }, preset: 'Fleet Manager' });
    expect((await me()).fleet.id).toBe(first.fleet_id);
  });

  it('switches for all calls of the sign-in, in every web process at once, with the permissions held there', async () => {
    const elsewhere = createApi(await test.restart());
    expect((await me(undefined, elsewhere)).fleet.id).toBe(first.fleet_id);
    const vehicle = await second.addVehicle();
    const archive = () => api.call(person, 'DELETE', `/vehicles/${vehicle.id}`);
    expect((await archive()).status).toBe(404);
    expect(await choose(second.fleet_id)).toBe(204);
    expect(await me()).toMatchObject({ fleet: { id: second.fleet_id }, preset: 'Fleet Manager' });
    expect((await me(undefined, elsewhere)).fleet.id).toBe(second.fleet_id);
    expect((await archive()).status).toBe(204);
    expect(await me(first.fleet_id)).toMatchObject({ fleet: { id: first.fleet_id }, preset: 'Support' });
  });

  it('sees no fleet of others, by header or by choice', async () => {
    for (const fleet_id of [foreign.fleet_id, '', 'NONE1', first.fleet_id.toLowerCase().padEnd(6, 'x')]) {
      expect((await me(fleet_id)).type, fleet_id).toBe('/problems/missing-permissions');
    }
    expect(await choose(foreign.fleet_id)).toBe(403);
    expect((await me()).fleet.id).toBe(first.fleet_id);
    expect((await api.call(person, 'GET', '/fleets')).text).not.toContain(foreign.fleet_id);
  });

  it('is back in the other fleet when he leaves the chosen one', async () => {
    await choose(second.fleet_id);
    await test.app.db.write
      .deleteFrom('memberships')
      .where('user_id', '=', person.actor.id)
      .where('fleet_id', '=', second.fleet_id)
      .execute();
    expect((await me()).fleet.id).toBe(first.fleet_id);
    expect((await me(second.fleet_id)).type).toBe('/problems/missing-permissions');
  });

  it('begins the next sign-in where he was', async () => {
    await choose(second.fleet_id);
    const password = 'a long password';
    const password_hash = await hashPassword(password);
    await test.app.db.write.updateTable('users').set({ password_hash }).where('id', '=', person.actor.id).execute();
    const result = await signIn(test.app, { email: person.actor.email ?? '', password, address: '', user_agent: '' });
    if (!result.ok) throw new Error('Not signed in.');
    const session = await test.app.db.read.selectFrom('sessions').selectAll().where('id', '=', result.session_id).executeTakeFirstOrThrow();
    expect(session.fleet_id).toBe(second.fleet_id);
  });

  it('is not what an API client is: it has its own fleet', async () => {
    const client = await second.addClient();
    expect((await api.call(client, 'GET', '/fleets')).json.items).toMatchObject([{ id: second.fleet_id }]);
    const chosen = async (fleet_id: string) => (await api.call(client, 'PUT', '/me/fleet', { body: { fleet_id } })).status;
    expect([await chosen(second.fleet_id), await chosen(first.fleet_id)]).toEqual([204, 403]);
  });
});
