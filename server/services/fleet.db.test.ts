import { beforeAll, expect, it } from 'vitest';
import { presetPermissions } from '#lib/domain/access.ts';
import { takeLease } from '#server/store/leases.ts';
import { write } from '#server/store/write.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';

describeOnBothDatabases('a fleet', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
  });

  it('tells callers who they are and what they may', async () => {
    const person = fleet.people.Support;
    const me = await api.call(person, 'GET', '/me');
    const own = { id: fleet.fleet_id, name: `Fleet ${fleet.fleet_id}`, time_zone: 'UTC' };
    const { id, name, email } = person.actor;
    expect(me.json).toEqual({ id, name, email, preset: 'Support', permissions: presetPermissions('Support'), fleet: own });
    const client = await fleet.addClient(['reports.ro']);
    expect((await api.call(client, 'GET', '/me')).json).toEqual({
      id: client.client_id,
      name: 'Client 1',
      email: '',
      permissions: ['reports.ro'],
      fleet: own,
    });
  });

  it('comes as columns of equal length, with what is known of each vehicle and nulls for the rest', async () => {
    const [first, second] = [
      await fleet.addVehicle({ master_data: { license_plate: 'A 1' }, tags: ['a'], custom_fields: { seats: '4' } }),
      await fleet.addVehicle({ operation_status: 'GARAGE' }),
    ];
    const gone = await fleet.addVehicle();
    await api.call(fleet.people['Fleet Manager'], 'DELETE', `/vehicles/${gone.id}`);
    const timestamp = '2030-06-10T06:13:00.000Z';
    const state = JSON.stringify({
      position: { value: { lat: 1.5, lon: -2.5 }, timestamp },
      gnss_speed_over_ground_in_kilometers_per_hour: { value: 7, timestamp },
      driving_enabled: { value: false, timestamp },
      central_lock: { value: 'LOCKED', timestamp },
    });
    await test.app.db.write
      .updateTable('latest_states')
      .set({ state, last_contact_at: timestamp })
      .where('vehicle_id', '=', second.id)
      .execute();
    const { json } = await api.call(fleet.people.Support, 'GET', '/fleet-snapshot');
    const { columns } = json;
    expect(columns.id.toSorted()).toEqual([first.id, second.id].sort());
    expect(new Set(Object.values(columns).map((column) => (column as unknown[]).length))).toEqual(new Set([2]));
    const rowOf = (id: string) =>
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, (column as unknown[])[columns.id.indexOf(id)]]));
    expect(rowOf(first.id)).toMatchObject({
      license_plate: 'A 1',
      tags: ['a'],
      custom_fields: { seats: '4' },
      lat: null,
      speed: null,
      last_contact_at: null,
    });
    expect(rowOf(second.id)).toMatchObject({
      license_plate: null,
      operation_status: 'GARAGE',
      lat: 1.5,
      lon: -2.5,
      position_at: timestamp,
      speed: 7,
      driving_enabled: false,
      central_lock: 'LOCKED',
      last_contact_at: timestamp,
    });
    const strangers = await makeFleet(test);
    expect((await api.call(strangers.people.Support, 'GET', '/fleet-snapshot')).json).toMatchObject({ sequence: 0, columns: { id: [] } });
  });

  it('tells anybody whether the installation works, the gateway included', async () => {
    const health = async () => (await api.call(undefined, 'GET', '/health')).json;
    expect(await health()).toMatchObject({ status: 'degraded', database: 'ok', gateway: 'silent' });
    const expires_at = new Date(test.clock.now() + 15_000).toISOString();
    await write(test.app, (tx) => takeLease(tx, 'gateway', 'g', expires_at));
    expect(await health()).toMatchObject({ status: 'ok', database: 'ok', gateway: 'ok' });
    test.clock.advance(15_000);
    expect(await health()).toMatchObject({ status: 'degraded', gateway: 'silent' });
  });

  it('says degraded rather than fail when the database is gone', async () => {
    const lost = await makeApp();
    const there = createApi(lost);
    expect((await there.call(undefined, 'GET', '/health')).json.database).toBe('ok');
    await lost.app.db.close();
    const { status, json } = await there.call(undefined, 'GET', '/health');
    expect([status, json.status, json.database]).toEqual([200, 'degraded', 'failed']);
    lost.close = async () => {};
  });
});
