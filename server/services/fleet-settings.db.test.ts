import { beforeAll, beforeEach, expect, it } from 'vitest';
import { keepHouse } from '#server/gateway/housekeeping.ts';
import { markSilentVehicles } from '#server/gateway/life-status.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

const day_ms = 86_400_000;

describeOnBothDatabases('fleet settings and the audit log', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
  });
  beforeEach(async () => {
    fleet = await makeFleet(test);
  });
  const send = async (method: string, path: string, body?: object, headers = {}) => {
    const options = { ...(body && { body }), headers };
    return api.call(fleet.people['Fleet Manager'], method, path, options);
  };
  const spoke = (vehicle_id: string, at_ms: number, life_status = 'ONLINE') =>
    Promise.all([
      test.app.db.write.updateTable('vehicles').set({ life_status }).where('id', '=', vehicle_id).execute(),
      test.app.db.write
        .updateTable('latest_states')
        .set({ last_contact_at: new Date(at_ms).toISOString() })
        .where('vehicle_id', '=', vehicle_id)
        .execute(),
    ]);
  const lifeOf = async (id: string) => (await send('GET', `/vehicles/${id}`)).json.life_status?.value;

  it('are what is usual, then what was set; the entry tells before and after', async () => {
    const first = await send('GET', '/fleet-settings');
    expect(first.json).toMatchObject({ history_retention_in_days: 30, trip_trigger: 'DRIVING_ENABLED', second_factor_required: false });
    const patch = {
      name: 'Renamed',
      time_zone: 'Europe/Berlin',
      life_status_timeout_in_minutes: { NIU: 5 },
      extra_commands: ['OPEN_TRUNK'],
    };
    const done = await send('PATCH', '/fleet-settings', patch, { 'if-match': first.headers.get('etag') });
    expect(done.json).toMatchObject(patch);
    expect((await send('PATCH', '/fleet-settings', { name: 'X' }, { 'if-match': first.headers.get('etag') })).status).toBe(412);
    expect((await send('GET', '/me')).json.fleet).toMatchObject({ name: 'Renamed', time_zone: 'Europe/Berlin' });
    const usual = await send('PATCH', '/fleet-settings', { life_status_timeout_in_minutes: { NIU: null } });
    expect(usual.json.life_status_timeout_in_minutes).toEqual({});
    const { items } = (await send('GET', '/audit-log-entries?action=fleet.')).json;
    expect(items).toHaveLength(2);
    expect(items[1].detail.time_zone).toEqual({ before: 'UTC', after: 'Europe/Berlin' });
  });

  it.each<[object]>([
    [{ life_status_timeout_in_minutes: { NOBRAND: 5 } }],
    [{ extra_commands: ['LOCK_CENTRAL_LOCK'] }],
    [{ history_retention_in_days: 7 }],
    [{ time_zone: 'Mars/Olympus' }],
    [{ fleet_id: 'F0000' }],
  ])('refuse %j', async (patch) => {
    expect((await send('PATCH', '/fleet-settings', patch)).status).toBe(400);
  });

  it('say when a vehicle of this fleet alone counts as silent', async () => {
    const other = await makeFleet(test);
    const [own, foreign] = [await fleet.addVehicle(), await other.addVehicle()];
    const five_minutes_ago = test.clock.now() - 5 * 60_000;
    for (const { id } of [own, foreign]) await spoke(id, five_minutes_ago);
    await send('PATCH', '/fleet-settings', { life_status_timeout_in_minutes: { TELTONIKA: 4 } });
    await markSilentVehicles(test.app);
    expect(await lifeOf(own.id)).toBe('OFFLINE');
    const row = await test.app.db.read.selectFrom('vehicles').selectAll().where('id', '=', foreign.id).executeTakeFirstOrThrow();
    expect(row.life_status).toBe('ONLINE');
  });

  it('archive what was silent for long enough, where that is wanted', async () => {
    const [silent, speaking, never] = [await fleet.addVehicle(), await fleet.addVehicle(), await fleet.addVehicle()];
    test.clock.advance(10 * day_ms);
    await spoke(silent.id, test.clock.now() - 9 * day_ms, 'OFFLINE');
    await spoke(speaking.id, test.clock.now(), 'OFFLINE');
    await test.app.db.write
      .updateTable('sessions')
      .set({ last_seen_at: new Date(test.clock.now()).toISOString(), expires_at: '2031-01-01T00:00:00.000Z' })
      .execute();
    await keepHouse(test.app);
    const archived = async () =>
      (await test.app.db.read.selectFrom('vehicles').selectAll().where('fleet_id', '=', fleet.fleet_id).execute())
        .filter(({ archived_at }) => archived_at !== null)
        .map(({ id }) => id)
        .sort();
    expect(await archived()).toEqual([]);
    await send('PATCH', '/fleet-settings', { automatic_vehicle_removal: { enabled: true, days_without_contact: 8 } });
    await keepHouse(test.app);
    expect(await archived()).toEqual([silent.id, never.id].sort());
    expect((await send('GET', `/audit-log-entries?object=${silent.id}&actor=gateway`)).json.items[0].action).toBe('vehicle.archive');
  });

  it('the audit log is found by person, act, object and time, page by page, and exported without formulas', async () => {
    const { id } = await fleet.addVehicle();
    await send('PUT', `/vehicles/${id}/tags`, { tags: ['a'] });
    await send('PATCH', '/fleet-settings', { name: '=1+1' });
    test.clock.advance(60_000);
    await send('PATCH', '/me', { name: "=cmd|' /C calc'!A0" });
    const all = (await send('GET', '/audit-log-entries')).json.items;
    const find = async (query: string) => (await send('GET', `/audit-log-entries?${query}`)).json.items;
    expect(all[0].action).toBe('user.rename');
    expect(await find(`actor=${fleet.people['Fleet Manager'].actor.id}`)).toHaveLength(all.length);
    expect(await find('actor=fleet%20man')).toHaveLength(all.length);
    expect(await find('actor=%25')).toEqual([]);
    expect((await find(`object=${id}`)).every((entry: { object: { id: string } }) => entry.object.id === id)).toBe(true);
    expect(await find('object=fleet')).toHaveLength(1);
    expect(await find(`after=${all[0].recorded_at}`)).toHaveLength(1);
    expect(await find(`before=${all[0].recorded_at}`)).toHaveLength(all.length - 1);
    const first = (await send('GET', '/audit-log-entries?limit=2')).json;
    const second = (await send('GET', `/audit-log-entries?limit=2&page_token=${first.next_page_token}`)).json;
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
    const { text } = await send('POST', '/audit-log-entries/export', {});
    expect(text.split('\r\n')).toHaveLength(all.length + 2);
    expect(text).not.toMatch(/(^|,)"?[=+\-@]/m);
  });
});
