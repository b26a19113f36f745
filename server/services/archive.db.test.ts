import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, type TestFleet } from '#server/test/fleet.fixture.ts';
import { requestCommand } from './commands.ts';

describeOnBothDatabases('archiving a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
  });
  const call = (method: string, path: string, body?: unknown, headers = {}) =>
    api.call(fleet.people['Fleet Manager'], method, path, { body, headers });
  const archive = (vehicle: Pick<Vehicle, 'id'>) => call('DELETE', `/vehicles/${vehicle.id}`);
  const restore = (vehicle: Pick<Vehicle, 'id'>, body?: unknown) => call('POST', `/archived-vehicles/${vehicle.id}/restore`, body);
  const eventsOf = async (vehicle: Vehicle) => {
    const rows = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 5000);
    return rows.filter((row) => row.vehicle_id === vehicle.id).map((row) => ({ type: row.type, data: JSON.parse(row.data) }));
  };

  it('takes it out of service, once, and keeps its data for 90 days', async () => {
    const vehicle = await fleet.addVehicle();
    test.clock.advance(60_000);
    const answers = [await archive(vehicle), await archive(vehicle)];
    expect(answers.map((answer) => answer.status)).toEqual([204, 204]);
    const archived_at = new Date(test.clock.now()).toISOString();
    const deletes_at = new Date(test.clock.now() + 90 * 86_400_000).toISOString();
    const read = await call('GET', `/vehicles/${vehicle.id}`);
    expect(read.json).toEqual({ ...vehicle, modified_at: archived_at, archived_at, deletes_at });
    expect(read.headers.get('etag')).toBe('"2"');
    expect((await call('GET', `/archived-vehicles/${vehicle.id}`)).json).toEqual(read.json);
    expect((await eventsOf(vehicle)).slice(1)).toMatchObject([
      { type: 'VehicleRemoved', data: { vehicle_id: vehicle.id, fleet_id: fleet.fleet_id, archived_at } },
    ]);
  });

  it.each<[string, string, unknown]>([
    ['PATCH', 'master-data', { remark: 'x' }],
    ['PATCH', 'custom-fields', { a: 'b' }],
    ['PUT', 'tags', { tags: ['x'] }],
    ['PUT', 'operation-status', { value: 'BROKEN' }],
    ['PUT', 'rental-status', { value: 'IN_RENTAL' }],
    ['PUT', 'telematics-unit/setup', { vehicle_model_id: models.teltonika }],
    ['POST', 'commands/request-vehicle-state', undefined],
  ])('refuses %s %s of an archived vehicle', async (method, part, body) => {
    const vehicle = await fleet.addVehicle();
    await archive(vehicle);
    const { status, json } = await call(method, `/vehicles/${vehicle.id}/${part}`, body);
    expect([status, json.type]).toEqual([409, '/problems/conflicting-resource']);
  });

  it('is refused while a command runs, and honours If-Match', async () => {
    const credentials_id = await fleet.addCredentials();
    const vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    const stale = await call('DELETE', `/vehicles/${vehicle.id}`, undefined, { 'if-match': '"9"' });
    expect(stale.json.type).toBe('/problems/resource-modified');
    const params = { vehicle_id: vehicle.id, command: 'enable-driving' };
    const command = await requestCommand(test.app, fleet.actor, { params, query: {}, body: {} });
    const { status, json, headers } = await archive(vehicle);
    expect([status, json.type, json.command_id]).toEqual([409, '/problems/vehicle/conflicting-command', command.id]);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await call('GET', `/vehicles/${vehicle.id}`)).json).not.toHaveProperty('archived_at');
  });

  it('frees the unit, and comes back with it while nobody else has it', async () => {
    const vehicle = await fleet.addVehicle({ tags: ['old'], master_data: { license_plate: 'BACK 1' } });
    await archive(vehicle);
    test.clock.advance(1000);
    const restored = await restore(vehicle);
    const now = new Date(test.clock.now()).toISOString();
    expect(restored.status).toBe(200);
    expect(restored.headers.get('etag')).toBe('"3"');
    const { telematics_unit, life_status } = vehicle;
    expect(restored.json).toEqual({
      ...vehicle,
      modified_at: now,
      telematics_unit: { ...telematics_unit, attached_at: now },
      life_status: { ...life_status, modified_at: now },
    });
    expect((await eventsOf(vehicle)).at(-1)).toMatchObject({
      type: 'VehicleCreated',
      data: { reasons: ['VEHICLE_RESTORED'], vehicle: restored.json },
    });
    expect((await restore(vehicle)).status).toBe(404);
    expect((await call('GET', '/vehicles?q=back%201')).json.items).toHaveLength(1);
  });

  it('is not restored with a unit that serves another vehicle by now, but with a new one', async () => {
    const vehicle = await fleet.addVehicle();
    await archive(vehicle);
    const unit = fleet.unitOf.teltonika(vehicle.telematics_unit.id);
    await fleet.addVehicle({ unit });
    for (const body of [undefined, {}, { telematics_unit: unit }]) {
      const { status, json } = await restore(vehicle, body);
      expect([status, json.type]).toEqual([409, '/problems/conflicting-resource']);
    }
    expect((await restore(vehicle, { telematics_unit: { ...unit, id: '12' } })).json.errors[0].pointer).toBe('/telematics_unit/id');
    const fresh = fleet.unitOf.teltonika();
    const restored = await restore(vehicle, { telematics_unit: fresh });
    expect(restored.json.telematics_unit.id).toBe(fresh.id);
    const found = await call('GET', `/vehicles?q=${fresh.id}`);
    expect(found.json.items.map((item: Vehicle) => item.id)).toEqual([vehicle.id]);
  });

  it('gives a freed unit to one of those that want it back at once', async () => {
    const vehicle = await fleet.addVehicle();
    await archive(vehicle);
    const unit = fleet.unitOf.teltonika(vehicle.telematics_unit.id);
    const wanting = [restore(vehicle), restore(vehicle), call('POST', '/vehicles', { telematics_unit: unit })];
    const statuses = (await Promise.all(wanting)).map((answer) => answer.status);
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });

  it('asks for a unit with other credentials when its own were deleted meanwhile', async () => {
    const credentials_id = await fleet.addCredentials();
    const vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    await archive(vehicle);
    expect((await call('DELETE', `/telematics-brands/NIU/credentials/${credentials_id}`)).status).toBe(204);
    const bare = await restore(vehicle);
    expect([bare.status, bare.json.type, bare.json.errors?.[0].pointer]).toEqual([
      409,
      '/problems/conflicting-resource',
      '/telematics_unit',
    ]);
    const unit = fleet.unitOf.niu(await fleet.addCredentials(), vehicle.telematics_unit.id);
    expect((await restore(vehicle, { telematics_unit: unit })).status).toBe(200);
  });

  it('ends for good: no row of it stays, and the audit log knows the id alone', async () => {
    const credentials_id = await fleet.addCredentials();
    const master_data = { license_plate: 'CANARY-PLATE', vin: 'CANARYVIN', remark: 'canary-remark' };
    const unit = fleet.unitOf.niu(credentials_id, 'NBSGCANARY000001');
    const vehicle = await fleet.addVehicle({ unit, master_data, tags: ['canary-tag'], custom_fields: { a: 'canary-field' } });
    const other = await fleet.addVehicle({ master_data: { remark: 'stays' } });
    await call('PATCH', `/vehicles/${vehicle.id}/master-data`, { remark: 'canary-remark-2' });
    const params = { vehicle_id: vehicle.id, command: 'unlock-top-case' };
    const refused = requestCommand(test.app, fleet.actor, { params, query: {}, body: { reason: 'canary-reason' } });
    await expect(refused).rejects.toMatchObject({ kind: 'vehicle/command-not-supported' });
    expect((await call('DELETE', `/archived-vehicles/${vehicle.id}`)).status).toBe(404);
    await archive(vehicle);
    const removals = await Promise.all(Array.from({ length: 3 }, () => call('DELETE', `/archived-vehicles/${vehicle.id}`)));
    expect(removals.map((answer) => answer.status).sort()).toEqual([204, 404, 404]);
    expect((await call('GET', `/vehicles/${vehicle.id}`)).status).toBe(404);

    const tables = [
      'vehicles',
      'vehicle_terms',
      'vehicle_documents',
      'latest_states',
      'events',
      'commands',
      'audit_log',
      'idempotency_keys',
    ];
    const dump: Record<string, string> = {};
    for (const table of tables) dump[table] = JSON.stringify((await sql.raw(`SELECT * FROM ${table}`).execute(test.app.db.read)).rows);
    for (const [table, text] of Object.entries(dump)) {
      expect(text.toLowerCase().includes('canary'), table).toBe(false);
      expect(text.includes(vehicle.id), table).toBe(table === 'audit_log');
    }
    expect(dump.vehicles).toContain(other.id);
    expect(dump.audit_log).toContain('vehicle.remove');
  });
});
