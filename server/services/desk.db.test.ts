import { beforeAll, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { readSharedPosition } from './position-links.ts';

const hour_ms = 3_600_000;

describeOnBothDatabases('what people leave for each other', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let support: Person;
  let manager: Person;
  const signIn = async () => {
    support = await fleet.addPerson('Support');
    manager = await fleet.addPerson('Fleet Manager');
  };
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    await signIn();
  });
  const call = (who: Person, method: string, path: string, body?: object) => api.call(who, method, path, body ? { body } : {});
  const audited = async (vehicle: Vehicle, action: string) => {
    const rows = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', vehicle.id).execute();
    return rows.filter((row) => row.action === action);
  };

  it('keeps notes with their author, newest first, and lets only him delete his', async () => {
    const vehicle = await fleet.addVehicle();
    const path = `/vehicles/${vehicle.id}/notes`;
    const first = (await call(support, 'POST', path, { text: '  Key sticks ' })).json;
    await call(manager, 'POST', path, { text: 'Door repaired' });
    expect(first).toMatchObject({ text: 'Key sticks', created_by: { type: 'USER', id: support.actor.id, name: 'Support' } });
    const texts = async () => (await call(support, 'GET', path)).json.items.map(({ text }: { text: string }) => text);
    expect(await texts()).toEqual(['Door repaired', 'Key sticks']);
    expect((await call(manager, 'DELETE', `${path}/${first.id}`)).json.type).toBe('/problems/missing-permissions');
    expect((await call(support, 'DELETE', `${path}/${first.id}`)).status).toBe(204);
    expect(await texts()).toEqual(['Door repaired']);
    expect(await audited(vehicle, 'vehicle.note.delete')).toHaveLength(1);
    const elsewhere = await fleet.addVehicle();
    const [{ id }] = (await call(manager, 'GET', path)).json.items;
    expect((await call(manager, 'DELETE', `/vehicles/${elsewhere.id}/notes/${id}`)).json.type).toBe('/problems/resource-not-found');
  });

  const share = async (vehicle: Vehicle, expires_in_hours = 2) => {
    const { json } = await call(support, 'POST', `/vehicles/${vehicle.id}/position-links`, { expires_in_hours });
    return { id: json.id as string, url: json.url as string, token: String(json.url).split('/').at(-1) ?? '' };
  };
  const seen = (token: string) => readSharedPosition(test.app, token);

  it('shows a stranger name and position and nothing else', async () => {
    const vehicle = await fleet.addVehicle({ master_data: { license_plate: 'MVD 1', vin: 'SECRETVIN00000001' } });
    const at = new Date(test.app.clock()).toISOString();
    const state = JSON.stringify({
      position: { value: { lat: 1, lon: 2 }, timestamp: at },
      central_lock: { value: 'LOCKED', timestamp: at },
    });
    await test.app.db.write.updateTable('latest_states').set({ state }).where('vehicle_id', '=', vehicle.id).execute();
    const { token, url } = await share(vehicle);
    expect(url).toBe(`https://motorpool.example/position/${token}`);
    const expires_at = new Date(test.app.clock() + 2 * hour_ms).toISOString();
    expect(await seen(token)).toEqual({ label: 'MVD 1', expires_at, position: { lat: 1, lon: 2, at } });
    const rows = JSON.stringify(await test.app.db.read.selectFrom('position_links').selectAll().execute());
    expect(rows).not.toContain(token);
    expect(JSON.stringify((await call(support, 'GET', `/vehicles/${vehicle.id}/position-links`)).json)).not.toContain(token);
    expect(await seen(`${token}x`)).toBeUndefined();
  });

  it('ends at expiry, at revocation and with the archive, for good', async () => {
    const vehicle = await fleet.addVehicle();
    const [expiring, revoked, archived] = [await share(vehicle, 1), await share(vehicle, 72), await share(vehicle, 72)];
    expect(await Promise.all([expiring, revoked, archived].map(({ token }) => seen(token)))).not.toContain(undefined);
    test.clock.advance(hour_ms);
    await signIn();
    expect(await seen(expiring.token)).toBeUndefined();
    for (const _ of [1, 2]) expect((await call(manager, 'DELETE', `/position-links/${revoked.id}`)).status).toBe(204);
    expect(await audited(vehicle, 'vehicle.position-link.revoke')).toHaveLength(1);
    expect(await seen(revoked.token)).toBeUndefined();
    expect((await call(manager, 'DELETE', `/vehicles/${vehicle.id}`)).status).toBe(204);
    expect(await seen(archived.token)).toBeUndefined();
    await call(manager, 'POST', `/archived-vehicles/${vehicle.id}/restore`);
    expect(await seen(archived.token)).toBeUndefined();
    expect((await call(support, 'GET', `/vehicles/${vehicle.id}/position-links`)).json.items).toEqual([]);
  });

  it.each([0, 73, 1.5])('refuses a link for %d hours', async (expires_in_hours) => {
    const vehicle = await fleet.addVehicle();
    const { json } = await call(support, 'POST', `/vehicles/${vehicle.id}/position-links`, { expires_in_hours });
    expect(json.type).toBe('/problems/validation-error');
  });

  it('acknowledges, assigns and comments an event for all to see', async () => {
    const vehicle = await fleet.addVehicle();
    const query = async () => (await call(support, 'POST', '/event-log-entries/query', { vehicle_id: vehicle.id })).json.items[0];
    const { id, marks } = await query();
    expect(marks).toBeUndefined();
    const path = `/event-log-entries/${id}`;
    await call(support, 'POST', `${path}/acknowledgement`);
    await call(manager, 'POST', `${path}/acknowledgement`, {});
    await call(manager, 'POST', `${path}/assignment`, { user_id: support.actor.id });
    await call(support, 'POST', `${path}/comments`, { text: 'On it' });
    expect((await query()).marks).toMatchObject({
      acknowledgement: { by: { name: 'Support' } },
      assignment: { by: { name: 'Fleet Manager' }, to: { id: support.actor.id, name: 'Support' } },
      comments: [{ text: 'On it', by: { name: 'Support' } }],
    });
    expect(await audited(vehicle, 'event.acknowledge')).toHaveLength(1);
    await call(manager, 'POST', `${path}/acknowledgement`, { acknowledged: false });
    const taken_back = (await call(manager, 'POST', `${path}/assignment`, { user_id: null })).json;
    expect(Object.keys(taken_back)).toEqual(['comments']);
    const stranger = (await makeFleet(test)).people.Support;
    expect((await call(stranger, 'POST', `${path}/comments`, { text: 'a' })).json.type).toBe('/problems/resource-not-found');
    const foreign = await call(manager, 'POST', `${path}/assignment`, { user_id: stranger.actor.id });
    expect(foreign.json.type).toBe('/problems/referenced-resource-not-found');
  });

  it('goes with the vehicle', async () => {
    const vehicle = await fleet.addVehicle();
    await call(support, 'POST', `/vehicles/${vehicle.id}/notes`, { text: 'gone' });
    const { token } = await share(vehicle);
    const [event] = (await call(support, 'POST', '/event-log-entries/query', { vehicle_id: vehicle.id })).json.items;
    await call(support, 'POST', `/event-log-entries/${event.id}/comments`, { text: 'gone' });
    await call(manager, 'DELETE', `/vehicles/${vehicle.id}`);
    expect((await call(manager, 'DELETE', `/archived-vehicles/${vehicle.id}`)).status).toBe(204);
    for (const table of ['vehicle_notes', 'position_links', 'event_marks'] as const)
      expect(await test.app.db.read.selectFrom(table).selectAll().where('vehicle_id', '=', vehicle.id).execute()).toEqual([]);
    expect(await seen(token)).toBeUndefined();
  });
});
