import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import type { StateReport } from '#lib/domain/telematics.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { adapters } from '#server/adapters/registry.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { createIngest, type Ingest } from '#server/gateway/ingest.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { findVehicle, updateVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, models, nextUnit, type TestFleet } from '#server/test/fleet.fixture.ts';
import { requestCommand } from './commands.ts';

describeOnBothDatabases('the unit of a vehicle', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let ingest: Ingest;
  let credentials_id: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    ingest = createIngest(test.app);
    credentials_id = await fleet.addCredentials();
  });

  const call = (method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
    api.call(fleet.people['Fleet Manager'], method, path, { body, headers });
  const swap = ({ id }: Vehicle, unit: object, headers = {}) => call('PUT', `/vehicles/${id}/telematics-unit`, unit, headers);
  const eventsOf = async ({ id }: Vehicle) => {
    const rows = await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 5000);
    return rows.filter((row) => row.vehicle_id === id).map((row) => ({ type: row.type, data: JSON.parse(row.data) }));
  };
  const report = (brand: string, unit_id: string, values: Record<string, unknown>): { report: StateReport } => {
    const timestamp = new Date(test.clock.now()).toISOString();
    const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { timestamp, value }]));
    return { report: { brand, unit_id, received_at: timestamp, contact_at: timestamp, properties } };
  };

  it('is read on its own, with the credentials by which it is reached, and so are the capabilities', async () => {
    const moped = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    const unit = await call('GET', `/vehicles/${moped.id}/telematics-unit`);
    expect(unit.json).toEqual({ ...moped.telematics_unit, credentials_id });
    expect(unit.headers.get('etag')).toBe('"1"');
    expect((await call('GET', `/vehicles/${moped.id}/capabilities`)).json).toEqual(moped.capabilities);
    const tracked = await fleet.addVehicle();
    expect((await call('GET', `/vehicles/${tracked.id}/telematics-unit`)).json).toEqual(tracked.telematics_unit);
  });

  it('is exchanged for one of another brand: id and history stay, and the former unit is free', async () => {
    const vehicle = await fleet.addVehicle({ tags: ['kept'], master_data: { license_plate: 'SWAP 1' } });
    const former = vehicle.telematics_unit;
    await ingest.store([report(former.brand, former.id, { altitude_in_meters: 3, position: { lat: 1, lon: 2 } })]);
    test.clock.advance(60_000);
    const unit = fleet.unitOf.niu(credentials_id);
    const { status, json, headers } = await swap(vehicle, unit, { 'if-match': '"1"' });
    expect([status, headers.get('etag')]).toEqual([200, '"2"']);
    const now = new Date(test.clock.now()).toISOString();
    expect(json).toMatchObject({ id: vehicle.id, tags: ['kept'], created_at: vehicle.created_at, modified_at: now });
    expect(json.telematics_unit).toMatchObject({ id: unit.id, brand: 'NIU', attached_at: now });
    expect(json.life_status).toEqual({ value: 'OFFLINE', modified_at: now });
    const event = (await eventsOf(vehicle)).at(-1);
    expect(event).toMatchObject({ type: 'VehicleChanged', data: { vehicle: json } });
    expect(event?.data.reasons).toEqual(['TELEMATICS_UNIT_CHANGED', 'SETUP_CHANGED', 'CAPABILITIES_CHANGED', 'LIFE_STATUS_CHANGED']);

    const state = (await call('GET', `/vehicles/${vehicle.id}/latest-vehicle-state`)).json;
    expect(state.position.value).toEqual({ lat: 1, lon: 2 });
    expect(state).not.toHaveProperty('altitude_in_meters');
    expect((await call('GET', `/vehicles?q=${unit.id}`)).json.items).toHaveLength(1);
    expect((await fleet.addVehicle({ unit: fleet.unitOf.teltonika(former.id) })).telematics_unit.id).toBe(former.id);
  });

  it('brings its state at once, and the former unit no longer does', async () => {
    const vehicle = await fleet.addVehicle();
    const former = vehicle.telematics_unit;
    await ingest.store([report(former.brand, former.id, { altitude_in_meters: 7 })]);
    const unit = fleet.unitOf.niu(credentials_id);
    await swap(vehicle, unit);
    test.clock.advance(1000);
    await ingest.store([
      report(former.brand, former.id, { altitude_in_meters: 8 }),
      report('NIU', unit.id, { top_case_lock: 'LOCKED', driving_enabled: true, altitude_in_meters: 9 }),
    ]);
    const state = (await call('GET', `/vehicles/${vehicle.id}/latest-vehicle-state`)).json;
    expect(state.driving_enabled.value).toBe(true);
    expect(state).not.toHaveProperty('altitude_in_meters');
    const record = (await eventsOf(vehicle)).findLast(({ type }) => type === 'VehicleStateRecorded');
    expect(record?.data.full).toBe(1);
  });

  it('stays as it is when the same is asked again, and nobody is told', async () => {
    const vehicle = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    const before = (await eventsOf(vehicle)).length;
    const same = await swap(vehicle, fleet.unitOf.niu(credentials_id, vehicle.telematics_unit.id));
    expect([same.status, same.json]).toEqual([200, vehicle]);
    expect(await eventsOf(vehicle)).toHaveLength(before);
    const other_model = { ...fleet.unitOf.niu(credentials_id, vehicle.telematics_unit.id), setup: { vehicle_model_id: models.niu_plain } };
    const changed = await swap(vehicle, other_model);
    expect(changed.json.telematics_unit.attached_at).toBe(vehicle.telematics_unit.attached_at);
    expect((await eventsOf(vehicle)).at(-1)?.data.reasons).toEqual(['SETUP_CHANGED', 'CAPABILITIES_CHANGED']);
  });

  it('has its own password replaced by naming it again, and nobody reads either', async () => {
    const id = '867530900000017';
    const unit = (password: string) => ({
      id,
      brand: 'OKAI',
      setup: { vehicle_model_id: okai_models[0]?.id ?? '' },
      authentication: { password },
    });
    const vehicle = await fleet.addVehicle({ unit: unit('firstcanary') });
    const sealed = async () => (await findVehicle(test.app.db.read, fleet.fleet_id, vehicle.id))?.sealed_unit_password;
    const before = await sealed();
    const { status, json } = await swap(vehicle, unit('secondcanary'));
    expect([status, json.telematics_unit.attached_at]).toEqual([200, vehicle.telematics_unit.attached_at]);
    expect((await eventsOf(vehicle)).at(-1)?.data.reasons).toEqual(['TELEMATICS_UNIT_CHANGED']);
    const after = (await sealed()) ?? '';
    expect(after).not.toBe(before);
    const entries = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', vehicle.id).execute();
    expect(JSON.stringify(entries)).toContain('password_replaced');
    expect(JSON.stringify(entries)).not.toContain(after);
    expect((await swap(vehicle, { ...unit('x'), authentication: undefined })).json.errors[0].pointer).toBe('/authentication');
  });

  it('is refused where it cannot serve, and the vehicle keeps what it has', async () => {
    const [vehicle, other] = [await fleet.addVehicle(), await fleet.addVehicle()];
    const taken = await swap(vehicle, fleet.unitOf.teltonika(other.telematics_unit.id));
    expect([taken.status, taken.json.type]).toEqual([409, '/problems/conflicting-resource']);
    const malformed = await swap(vehicle, { ...fleet.unitOf.teltonika(), id: '12' });
    expect([malformed.status, malformed.json.errors[0].pointer]).toEqual([400, '/id']);
    const no_credentials = await swap(vehicle, { ...fleet.unitOf.niu('01F62857KMPG2NE2GK1W2N3QYS') });
    expect([no_credentials.json.type, no_credentials.json.errors[0].pointer]).toEqual([
      '/problems/referenced-resource-not-found',
      '/authentication/credentials_id',
    ]);
    expect((await swap(vehicle, fleet.unitOf.teltonika(), { 'if-match': '"7"' })).status).toBe(412);
    const archived = await fleet.addVehicle();
    await call('DELETE', `/vehicles/${archived.id}`);
    expect((await swap(archived, fleet.unitOf.teltonika())).json.type).toBe('/problems/conflicting-resource');
    const moped = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    await requestCommand(test.app, fleet.actor, { params: { vehicle_id: moped.id, command: 'enable-driving' }, query: {}, body: {} });
    expect((await swap(moped, fleet.unitOf.teltonika())).json.type).toBe('/problems/vehicle/conflicting-command');
    for (const untouched of [vehicle, moped]) expect((await call('GET', `/vehicles/${untouched.id}`)).json).toEqual(untouched);
  });

  it('goes to one of those that want it at once', async () => {
    const vehicles = [await fleet.addVehicle(), await fleet.addVehicle()];
    const unit = fleet.unitOf.teltonika();
    const answers = await Promise.all([
      ...vehicles.map((vehicle) => swap(vehicle, unit)),
      call('POST', '/vehicles', { telematics_unit: unit }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('keeps the wiring of its installation while brand and model stay, and loses it with them', async () => {
    const vehicle = await fleet.addVehicle();
    const wiring = '{"wiring":{"output":2,"active_means":"driving_disabled"}}';
    await write(test.app, (tx) => updateVehicle(tx, vehicle.id, { unit_settings: wiring }));
    const settings = async () =>
      (await test.app.db.read.selectFrom('vehicles').select('unit_settings').where('id', '=', vehicle.id).executeTakeFirst())
        ?.unit_settings;
    await swap(vehicle, fleet.unitOf.teltonika());
    expect(await settings()).toBe(wiring);
    await swap(vehicle, fleet.unitOf.niu(credentials_id));
    expect(await settings()).toBe('{}');
  });

  it('has its connection ended when it leaves its vehicle', async () => {
    const gateway = await startGateway({
      app: test.app,
      private_key: test.private_key,
      adapters,
      push: { host: '127.0.0.1', port: 0 },
      listeners: [{ brand: 'TELTONIKA', host: '127.0.0.1', port: 0 }],
      allow_private_addresses: true,
      onDeposed: () => {},
    });
    onTestFinished(() => gateway.stop());
    const unit_ids = [nextUnit('TELTONIKA'), nextUnit('TELTONIKA'), nextUnit('TELTONIKA')];
    const vehicles = await Promise.all(unit_ids.map((id) => fleet.addVehicle({ unit: fleet.unitOf.teltonika(id) })));
    const sockets = await Promise.all(
      unit_ids.map(async (id) => {
        const socket = connect({ host: '127.0.0.1', port: gateway.listener_ports.TELTONIKA ?? 0 });
        socket.write(Buffer.concat([Buffer.from([0, 15]), Buffer.from(id)]));
        expect((await once(socket, 'data'))[0]).toEqual(Buffer.from([1]));
        return { socket, closed: once(socket, 'close') };
      }),
    );
    const [exchanged, archived, kept] = vehicles as [Vehicle, Vehicle, Vehicle];
    await swap(exchanged, fleet.unitOf.teltonika());
    await call('DELETE', `/vehicles/${archived.id}`);
    await call('PUT', `/vehicles/${kept.id}/tags`, { tags: ['new'] });
    await Promise.all([sockets[0]?.closed, sockets[1]?.closed]);
    expect(sockets[2]?.socket.closed).toBe(false);
    sockets[2]?.socket.destroy();
  });
});
