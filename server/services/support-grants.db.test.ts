import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { live_path } from '#lib/contract/live.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { presetPermissions } from '#lib/domain/access.ts';
import { endExpiredGrants } from '#server/gateway/support-access-end.ts';
import { listInitiatorPermissions } from '#server/store/initiators.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { listen } from '#server/test/listen.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';
import { mayCall } from './authorise.ts';
import { tellsPositions } from './support-reads.ts';

const minute_ms = 60_000;

describeOnBothDatabases('support access', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let home: TestFleet;
  let helper: Person;
  let manager: Person;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    [fleet, home] = [await makeFleet(test), await makeFleet(test)];
    helper = await home.addPerson('Support');
    manager = fleet.people['Fleet Manager'];
  });

  const grant = async (more: object = {}) => {
    const body = { email: helper.actor.email, reason: 'Ticket 4711', expires_in_minutes: 20, ...more };
    return api.call(manager, 'POST', '/support-grants', { body });
  };
  const inFleet = () => ({ headers: { 'x-invers-fleet-id': fleet.fleet_id } });
  const me = async (options = {}) => (await api.call(helper, 'GET', '/me', options)).json;
  const entries = async (action: string) =>
    test.app.db.read
      .selectFrom('audit_log')
      .selectAll()
      .where('fleet_id', '=', fleet.fleet_id)
      .where('action', '=', action)
      .orderBy('audit_seq')
      .execute();

  it('lets a named person in for the time, for a part of what Support may, and for nothing else', async () => {
    expect((await me(inFleet())).type).toBe('/problems/missing-permissions');
    const { status, json } = await grant();
    expect([status, json.permissions]).toEqual([201, presetPermissions('Support')]);
    const own = (await api.call(helper, 'GET', '/fleets')).json.items.map(({ id }: { id: string }) => id);
    expect(own).toEqual([home.fleet_id, fleet.fleet_id]);
    expect((await me()).fleet.id).toBe(home.fleet_id);
    expect((await api.call(helper, 'PUT', '/me/fleet', { body: { fleet_id: fleet.fleet_id } })).status).toBe(204);
    const { id, reason, expires_at } = json;
    expect(await me()).toMatchObject({ fleet: { id: fleet.fleet_id }, support_access: { id, reason, expires_at } });
    expect((await api.call(helper, 'GET', '/vehicles')).status).toBe(200);
    for (const path of ['/users', '/support-grants', '/audit-log-entries']) expect((await api.call(helper, 'GET', path)).status).toBe(403);
    const people = (await api.call(manager, 'GET', '/users')).json.items;
    expect(people.some((person: { email: string }) => person.email === helper.actor.email)).toBe(false);

    test.clock.advance(20 * minute_ms - 1);
    expect((await me()).fleet.id).toBe(fleet.fleet_id);
    test.clock.advance(1);
    expect((await me()).fleet.id).toBe(home.fleet_id);
    expect((await me(inFleet())).type).toBe('/problems/missing-permissions');
    await endExpiredGrants(test.app);
    await endExpiredGrants(test.app);
    expect((await entries('support-grant.expire')).map(({ object_id, actor_type }) => [object_id, actor_type])).toEqual([[id, 'SYSTEM']]);
    expect((await api.call(manager, 'GET', '/support-grants')).json.items).toMatchObject([{ id, ended_at: expires_at }]);
  });

  it('is over with the next request when it is ended, once, and by the fleet alone', async () => {
    const { id } = (await grant({ permissions: ['vehicles.ro'] })).json;
    expect((await me(inFleet())).permissions).toEqual(['vehicles.ro']);
    const end = (who = manager) => api.call(who, 'DELETE', `/support-grants/${id}`);
    expect((await end(home.people['Fleet Manager'])).status).toBe(404);
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
    expect((await me(inFleet())).type).toBe('/problems/missing-permissions');
    expect(await entries('support-grant.end')).toHaveLength(1);
    expect((await grant()).status).toBe(201);
  });

  it('is refused beyond eight hours, beyond Support and the grantor, to strangers, to the fleet’s own and twice', async () => {
    const kindOf = async (more: object) => (await grant(more)).json.type?.replace('/problems/', '');
    expect(await kindOf({ expires_in_minutes: 481 })).toBe('validation-error');
    expect(await kindOf({ reason: '' })).toBe('validation-error');
    expect(await kindOf({ permissions: ['users'] })).toBe('validation-error');
    expect(await kindOf({ email: 'nobody@support.example' })).toBe('referenced-resource-not-found');
    expect(await kindOf({ email: fleet.people.Support.actor.email })).toBe('conflicting-resource');
    await test.app.db.write.updateTable('memberships').set({ permissions: '["users"]' }).where('user_id', '=', manager.actor.id).execute();
    expect(await kindOf({ permissions: ['vehicle-commands'] })).toBe('missing-permissions');
    await test.app.db.write
      .updateTable('memberships')
      .set({ permissions: JSON.stringify(presetPermissions('Fleet Manager')) })
      .where('user_id', '=', manager.actor.id)
      .execute();
    const both = await Promise.all([kindOf({}), kindOf({})]);
    expect(both.sort()).toEqual(['conflicting-resource', undefined]);
  });

  it('guards the helper’s account like that of somebody who may as much', async () => {
    const reset = () => api.call(home.people['Fleet Manager'], 'POST', `/users/${helper.actor.id}/password-resets`);
    expect((await reset()).status).toBe(201);
    const { id } = (await grant()).json;
    expect((await reset()).json.type).toBe('/problems/missing-permissions');
    await api.call(manager, 'DELETE', `/support-grants/${id}`);
    expect((await reset()).status).toBe(201);
  });

  it('takes back what was asked for and has not left yet', async () => {
    const { id } = (await grant()).json;
    const initiator = {
      fleet_id: fleet.fleet_id,
      initiator_fleet_id: null,
      initiator_type: 'USER',
      initiator_id: helper.actor.id,
      session_id: helper.session_id,
    };
    const held = () => listInitiatorPermissions(test.app.db.read, initiator, new Date(test.clock.now()).toISOString());
    expect(await held()).toContain('vehicle-commands');
    await api.call(manager, 'DELETE', `/support-grants/${id}`);
    expect(await held()).toEqual([]);
  });

  it('ends streams that are open', { timeout: 90_000 }, async () => {
    const { url, close } = await listen(test);
    onTestFinished(close);
    const { id } = (await grant()).json;
    await api.call(helper, 'PUT', '/me/fleet', { body: { fleet_id: fleet.fleet_id } });
    const stream = await fetch(`${url}${live_path}`, { headers: { cookie: helper.cookie.replace('__Host-', '') } });
    expect(stream.status).toBe(200);
    const over = stream.text();
    expect(await entries('support.read')).toMatchObject([{ detail: '{"stream":"live"}', support_grant_id: id }]);
    await api.call(manager, 'DELETE', `/support-grants/${id}`);
    expect(await over).toContain('event: alive');
  });

  it('shows in the audit log whatever is done under it, and each read of a position', { timeout: 90_000 }, async () => {
    const gateway = await startScriptedGateway(test);
    onTestFinished(() => gateway.stop());
    const samples = operationSamples(test, fleet, await fleet.addCredentials());
    const { id } = (await grant()).json;
    const actor = { type: 'USER', permissions: presetPermissions('Support') } as const;
    const position_reads: OperationId[] = [];
    let writes = 0;
    for (const operation_id of Object.keys(operations) as OperationId[]) {
      const { of_people, method }: Operation = operations[operation_id];
      if (of_people || operation_id === 'chooseFleet' || !mayCall(actor, operation_id)) continue;
      const { path, body } = await samples[operation_id]();
      const { status, headers } = await api.call(helper, method, path, { body, ...inFleet() });
      if (status >= 400) continue;
      const told = await test.app.db.read
        .selectFrom('audit_log')
        .selectAll()
        .where('fleet_id', '=', fleet.fleet_id)
        .where('actor_id', '=', helper.actor.id)
        .where('flow_id', '=', headers.get('x-invers-flow-id') ?? '')
        .execute();
      expect(
        told.map(({ support_grant_id }) => support_grant_id),
        operation_id,
      ).toEqual(told.map(() => id));
      expect(
        told.filter(({ action }) => action === 'support.read'),
        operation_id,
      ).toHaveLength(tellsPositions(operation_id) ? 1 : 0);
      if (tellsPositions(operation_id)) position_reads.push(operation_id);
      else writes += told.length;
    }
    expect(writes).toBeGreaterThan(15);
    expect(await entries('support.read')).toHaveLength(position_reads.length);
    expect(position_reads).toEqual(
      expect.arrayContaining<OperationId>([
        'getFleetSnapshot',
        'getFleetAt',
        'listFleetLog',
        'getLatestVehicleState',
        'listLatestVehicleStates',
        'getTrail',
        'exportVehicles',
        'getEventLogEntry',
        'queryEventLog',
        'exportEventLog',
        'listEvents',
      ]),
    );
    const listed = (await api.call(manager, 'GET', '/audit-log-entries?action=support.read&limit=1')).json.items;
    expect(listed).toMatchObject([{ actor: { id: helper.actor.id, support_grant_id: id } }]);
  });
});
