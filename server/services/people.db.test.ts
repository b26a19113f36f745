import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { presetPermissions } from '#lib/domain/access.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';

const day_ms = 86_400_000;
const password = 'a long sentence of my own';

describeOnBothDatabases('people of a fleet', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let manager: Person;
  let last_mail = 0;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
    manager = fleet.people['Fleet Manager'];
  });
  const newMail = () => {
    last_mail += 1;
    return `person${last_mail}@motorpool.example`;
  };
  const send = async (caller: Person | undefined, method: string, path: string, body?: object) => {
    const { status, json } = await api.call(caller, method, path, body && { body });
    return { status, json };
  };
  const invite = async (given: object = { preset_id: 'support' }, email = newMail(), caller = manager) => {
    const { status, json } = await send(caller, 'POST', '/users/invitations', { email, ...given });
    return { status, json, email, token: String(json.url).split('/').at(-1) };
  };
  const accept = (token: string | undefined) => send(undefined, 'POST', '/invitations/accept', { token, name: 'New Person', password });
  const at = (person: Person, part = '') => `/users/${person.actor.id}${part}`;
  const actionsOf = async (object_id: string) => {
    const rows = await test.app.db.read.selectFrom('audit_log').select('action').where('object_id', '=', object_id).orderBy('id').execute();
    return rows.map(({ action }) => action);
  };
  const second = () => fleet.addPerson('Fleet Manager');

  describe('invitations', () => {
    it('bring in the person once, with what was granted, and leave only a hash of the token', async () => {
      const { json, email, token } = await invite({ preset_id: 'support', first_name: 'Bruno', last_name: 'Silva', job_title: 'Nights' });
      expect(json).toMatchObject({ email, name: 'Bruno Silva', preset: 'Support', invited_by: 'Fleet Manager' });
      const stored = JSON.stringify(await test.app.db.read.selectFrom('invitations').selectAll().execute());
      expect(stored).not.toContain(token);
      expect((await send(manager, 'GET', '/users/invitations')).json.items).toHaveLength(1);
      expect((await accept(token)).status).toBe(201);
      expect((await accept(token)).status).toBe(404);
      const { items } = (await send(manager, 'GET', '/users')).json;
      expect(items.find((user: { email: string }) => user.email === email)).toMatchObject({
        name: 'New Person',
        job_title: 'Nights',
        preset_id: 'support',
        permissions: presetPermissions('Support'),
        two_factor_enabled: false,
      });
      expect(await actionsOf(json.id)).toEqual(['invitation.create', 'invitation.accept']);
    });

    it('make one account of acceptances at once', async () => {
      const { token, email } = await invite();
      const answers = await Promise.all([1, 2, 3].map(() => accept(token)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await test.app.db.read.selectFrom('users').selectAll().where('email', '=', email).execute()).toHaveLength(1);
    });

    it('end after 7 days, when they are withdrawn, and with the right of whoever invited', async () => {
      const late = await invite();
      test.clock.advance(7 * day_ms);
      expect((await accept(late.token)).status).toBe(404);
      test.clock.advance(-7 * day_ms);
      const withdrawn = await invite();
      expect((await send(manager, 'DELETE', `/invitations/${withdrawn.json.id}`)).status).toBe(204);
      expect((await accept(withdrawn.token)).status).toBe(404);
      const other = await second();
      const orphaned = await invite({ preset_id: 'support' }, newMail(), other);
      expect((await send(manager, 'DELETE', at(other))).status).toBe(204);
      expect((await accept(orphaned.token)).status).toBe(404);
    });

    it('grant nothing that the inviter lacks, to nobody twice, and by one way alone', async () => {
      expect((await invite({ permissions: ['api-clients'] })).json.type).toBe('/problems/missing-permissions');
      expect((await invite({ preset_id: 'developer' })).json.type).toBe('/problems/missing-permissions');
      expect((await invite({ preset_id: 'unknown' })).json.type).toBe('/problems/referenced-resource-not-found');
      expect((await invite({ preset_id: 'support', permissions: [] })).status).toBe(400);
      expect((await invite({})).status).toBe(400);
      const { email } = await invite();
      expect((await invite({ preset_id: 'support' }, email.toUpperCase())).status).toBe(409);
      expect((await invite({ preset_id: 'support' }, fleet.people.Support.actor.email)).status).toBe(409);
    });

    it('of people who have an account bring it into the further fleet, with no other account', async () => {
      const other = await makeFleet(test);
      const guest = other.people.Support;
      const { token } = await invite({ preset_id: 'vehicle-maintenance' }, guest.actor.email);
      expect((await accept(token)).status).toBe(409);
      expect((await send(other.people.Developer, 'POST', '/me/fleets', { token })).status).toBe(409);
      expect((await send(guest, 'POST', '/me/fleets', { token })).json).toEqual({ fleet_id: fleet.fleet_id });
      expect((await send(guest, 'GET', '/me')).json).toMatchObject({ preset: 'Vehicle Maintenance', fleet: { id: fleet.fleet_id } });
      // Removed from one fleet, he stays in the other.
      expect((await send(manager, 'DELETE', at(guest))).status).toBe(204);
      expect((await send(guest, 'GET', '/me')).json.fleet.id).toBe(other.fleet_id);
    });
  });

  describe('permissions', () => {
    it('hold from the next request on, and follow a preset once they are set to it', async () => {
      const person = fleet.people['Operations Specialist'];
      expect((await send(person, 'PATCH', '/fleet-settings', {})).status).toBe(403);
      expect((await send(manager, 'PUT', at(person, '/permissions'), { permissions: ['fleet-settings'] })).json).not.toHaveProperty(
        'preset_id',
      );
      expect((await send(person, 'PATCH', '/fleet-settings', {})).status).toBe(200);
      const permissions = ['vehicles.ro', 'vehicle-commands'];
      const { json: preset } = await send(manager, 'POST', '/permission-presets', { name: 'Calls', permissions });
      await send(manager, 'PUT', at(person, '/permissions'), { preset_id: preset.id });
      const invited = await invite({ preset_id: preset.id });
      await send(manager, 'PUT', `/permission-presets/${preset.id}`, { name: 'Callers', permissions: ['vehicles.ro'] });
      expect((await send(person, 'GET', '/me')).json).toMatchObject({ preset: 'Callers', permissions: ['vehicles.ro'] });
      const [open] = (await send(manager, 'GET', '/users/invitations')).json.items;
      expect(open).toMatchObject({ id: invited.json.id, preset: 'Callers', permissions: ['vehicles.ro'] });
      expect((await send(manager, 'DELETE', `/permission-presets/${preset.id}`)).status).toBe(409);
      await send(manager, 'PUT', at(person, '/permissions'), { preset_id: 'support' });
      await send(manager, 'DELETE', `/invitations/${open.id}`);
      expect((await send(manager, 'DELETE', `/permission-presets/${preset.id}`)).status).toBe(204);
    });

    it('are granted by nobody who lacks them, also through a preset', async () => {
      const person = fleet.people.Support;
      expect((await send(manager, 'PUT', at(person, '/permissions'), { permissions: ['api-clients'] })).status).toBe(403);
      const beyond = { name: 'Beyond', permissions: ['api-clients'] };
      expect((await send(manager, 'POST', '/permission-presets', beyond)).status).toBe(403);
      const { json } = await send(manager, 'POST', '/permission-presets', { name: 'Within', permissions: ['vehicles'] });
      expect((await send(manager, 'PUT', `/permission-presets/${json.id}`, beyond)).status).toBe(403);
      expect((await send(manager, 'PUT', '/permission-presets/support', { name: 'X', permissions: [] })).status).toBe(409);
      expect((await send(manager, 'POST', '/permission-presets', { name: 'support', permissions: [] })).status).toBe(409);
    });

    it('to manage people stay with somebody, whichever way they could go', async () => {
      const refused = { type: '/problems/conflicting-resource', status: 409 };
      expect((await send(manager, 'DELETE', at(manager))).json).toMatchObject(refused);
      expect((await send(manager, 'PUT', at(manager, '/permissions'), { preset_id: 'support' })).json).toMatchObject(refused);
      const { json } = await send(manager, 'POST', '/permission-presets', { name: 'Chiefs', permissions: ['users', 'vehicles'] });
      await send(manager, 'PUT', at(manager, '/permissions'), { preset_id: json.id });
      const without = { name: 'Chiefs', permissions: ['vehicles'] };
      expect((await send(manager, 'PUT', `/permission-presets/${json.id}`, without)).json).toMatchObject(refused);
      expect((await send(manager, 'GET', '/me')).json.permissions).toEqual(['vehicles', 'users']);
    });

    it('to manage people stay with one of two who take each other out at the same time', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [one, other] = [await second(), await second()];
        await send(one, 'PUT', at(manager, '/permissions'), { preset_id: 'support' });
        const answers = await Promise.all([
          send(one, 'DELETE', at(other)),
          send(other, 'PUT', at(one, '/permissions'), { permissions: [] }),
        ]);
        expect(answers.some(({ status }) => status < 300)).toBe(true);
        const rows = await test.app.db.read.selectFrom('memberships').selectAll().where('fleet_id', '=', fleet.fleet_id).execute();
        expect(rows.filter(({ permissions }) => JSON.parse(permissions).includes('users'))).toHaveLength(1);
        fleet = await makeFleet(test);
        manager = fleet.people['Fleet Manager'];
      }
    });
  });

  describe('sign-ins', () => {
    it('are listed, and refused from the next request on when they are revoked', async () => {
      const person = fleet.people.Support;
      const { items } = (await send(manager, 'GET', at(person, '/sessions'))).json;
      expect(items).toEqual([expect.objectContaining({ id: person.session_id, current: false })]);
      expect((await send(person, 'GET', '/me')).status).toBe(200);
      expect((await send(manager, 'DELETE', at(fleet.people.Developer, `/sessions/${person.session_id}`))).status).toBe(404);
      expect((await send(person, 'GET', '/me')).status).toBe(200);
      expect((await send(manager, 'DELETE', at(person, `/sessions/${person.session_id}`))).status).toBe(204);
      expect((await send(person, 'GET', '/me')).status).toBe(401);
    });

    it('end with the membership, and with the account when it was the last', async () => {
      const person = fleet.people.Support;
      expect((await send(manager, 'DELETE', at(person))).status).toBe(204);
      expect((await send(person, 'GET', '/me')).status).toBe(401);
      expect(await test.app.db.read.selectFrom('users').selectAll().where('id', '=', person.actor.id).execute()).toEqual([]);
      expect((await invite({ preset_id: 'support' }, person.actor.email)).status).toBe(201);
    });
  });
});
