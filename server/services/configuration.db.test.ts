import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { adapters } from '#server/adapters/registry.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { parked } from '#server/gateway/test-units.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { type Answer, createApi, type TestApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createTeltonikaUnit } from '../../e2e/fakes/teltonika/unit.ts';

describeOnBothDatabases('the configuration of a unit', (makeApp) => {
  let test: TestApp;
  let api: TestApi;
  let fleet: TestFleet;
  let credentials_id: string;
  beforeAll(async () => {
    test = await makeApp();
    api = createApi(test);
    fleet = await makeFleet(test);
    credentials_id = await fleet.addCredentials();
  });

  const call = (method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
    api.call(fleet.people['Fleet Manager'], method, path, { body, headers });
  const pathOf = ({ id }: Vehicle, feature = '') => `/vehicles/${id}/telematics-unit/configuration${feature && `/${feature}`}`;
  const configure = (vehicle: Vehicle, feature: string, body: object, headers = {}) =>
    call('PATCH', pathOf(vehicle, feature), body, headers);
  const settingsOf = async ({ id }: Vehicle) =>
    JSON.parse((await findVehicle(test.app.db.read, fleet.fleet_id, id))?.unit_settings ?? '{}');
  const newestEvents = async (count: number) => {
    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    return (await listEventsAfter(test.app.db.read, fleet.fleet_id, newest - count, count)).map(({ data }) => JSON.parse(data).reasons);
  };
  const tracker = () => {
    const model = teltonika_models.find(({ capabilities }) => !capabilities.commands.includes('DISABLE_DRIVING'));
    return fleet.addVehicle({ unit: { ...fleet.unitOf.teltonika(), setup: { vehicle_model_id: model?.id ?? '' } } });
  };
  const unknown_feature = '/problems/incompatible-telematics-unit-model';

  it('lists what the unit offers, with the keys that it takes', async () => {
    const { json } = await call('GET', pathOf(await fleet.addVehicle()));
    expect(json.items.map(({ feature }: { feature: string }) => feature)).toEqual(['tracking', 'general']);
    expect(json.items[1].settings.map(({ key }: { key: string }) => key)).toContain('active_means');
    expect(json.items[0]).toEqual({ feature: 'tracking', configuration: {}, evidence: 'one implementation' });
    const moped = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    expect((await call('GET', pathOf(moped))).json).toEqual({ items: [] });
  });

  it('takes the wiring of the immobiliser, as far as it is given, and keeps the model’s facts for the rest', async () => {
    const vehicle = await fleet.addVehicle();
    const { status, json, headers } = await configure(vehicle, 'general', { settings: { output: 2 } });
    expect([status, json.status, headers.get('etag')]).toEqual([200, 'APPLIED', '"1"']);
    expect(await settingsOf(vehicle)).toEqual({ wiring: { output: 2, active_means: 'driving_disabled' } });
    expect(await newestEvents(1)).toEqual([['TELEMATICS_UNIT_CHANGED']]);

    const { newest } = await getEventBounds(test.app.db.read, fleet.fleet_id);
    expect((await configure(vehicle, 'general', { settings: { output: 2 } })).json).toEqual(json);
    expect((await getEventBounds(test.app.db.read, fleet.fleet_id)).newest).toBe(newest);

    const stale = await configure(vehicle, 'general', { settings: { source_address: '10.0.0.7' } }, { 'if-match': '"0"' });
    expect(stale.status).toBe(412);
    await configure(vehicle, 'general', { settings: { source_address: '10.0.0.7' } }, { 'if-match': '"1"' });
    expect(await settingsOf(vehicle)).toEqual({ wiring: { output: 2, active_means: 'driving_disabled' }, source_address: '10.0.0.7' });
    await configure(vehicle, 'general', { settings: { output: null } });
    expect(await settingsOf(vehicle)).toEqual({ source_address: '10.0.0.7' });
    await configure(vehicle, 'general', { settings: null });
    expect(await settingsOf(vehicle)).toEqual({});
    expect((await call('GET', pathOf(vehicle, 'general'))).json.configuration).toEqual({});
  });

  it('says what the unit model and what the installation lacks, and what is no value', async () => {
    const vehicle = await fleet.addVehicle();
    const moped = await fleet.addVehicle({ unit: fleet.unitOf.niu(credentials_id) });
    const refused = [
      [await configure(moped, 'tracking', { enabled: true }), unknown_feature],
      [await call('GET', pathOf(moped, 'general')), unknown_feature],
      [await configure(vehicle, 'smoke-detection', { enabled: true }), unknown_feature],
      [await configure(vehicle, 'general', { settings: { vehicle_code: 'x' } }), unknown_feature],
      [await configure(await tracker(), 'general', { settings: { output: 1 } }), '/problems/incompatible-installation-variant'],
      [await configure(vehicle, 'general', { settings: { output: 3 } }), '/problems/validation-error'],
      [await configure(vehicle, 'general', { settings: { active_means: 'doors' } }), '/problems/validation-error'],
      [await configure(vehicle, 'tracking', { threshold: 3 }), '/problems/validation-error'],
      [await configure(vehicle, 'telepathy', { enabled: true }), '/problems/resource-not-found'],
    ] as const;
    for (const [answer, type] of refused) expect([answer.json.type, answer.text]).toEqual([type, answer.text]);
    expect(await settingsOf(vehicle)).toEqual({});
  });

  it('is the same for many or for all, with a row for each that cannot', async () => {
    const other = await makeFleet(test);
    const [car, second] = [await other.addVehicle(), await other.addVehicle()];
    const moped = await other.addVehicle({ unit: other.unitOf.niu(await other.addCredentials()) });
    const manager = other.people['Fleet Manager'];
    const bulk = (body: object) => api.call(manager, 'POST', '/vehicles/bulk/configuration/tracking', { body });
    const some = await bulk({ vehicle_ids: [car.id, 'NOBODY'], configuration: { interval_in_seconds: 20 } });
    expect(some.json.items.map((row: { problem?: { type: string } }) => row.problem?.type)).toEqual([
      undefined,
      '/problems/referenced-resource-not-found',
    ]);
    const all = await bulk({ all: true, configuration: { interval_in_seconds: 20 } });
    const rows = new Map(
      all.json.items.map((row: { vehicle_id: string; problem?: { type: string } }) => [row.vehicle_id, row.problem?.type]),
    );
    expect(rows).toEqual(
      new Map([
        [car.id, undefined],
        [second.id, undefined],
        [moped.id, unknown_feature],
      ]),
    );
    expect((await bulk({ configuration: {} })).status).toBe(400);
    expect((await bulk({ all: true, vehicle_ids: [], configuration: {} })).status).toBe(400);
  });

  it('reaches the unit when it is connected, and comes to rest with the unit’s answer', async () => {
    const [vehicle, stubborn] = [await fleet.addVehicle(), await fleet.addVehicle()];
    for (const one of [vehicle, stubborn]) {
      const { json } = await configure(one, 'tracking', { interval_in_seconds: 15, distance_in_meters: 100 });
      expect([json.status, json.applied_at]).toEqual(['PENDING', undefined]);
    }
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
    const connect = ({ telematics_unit }: Vehicle) => {
      const place = { host: '127.0.0.1', port: gateway.listener_ports.TELTONIKA ?? 0 };
      const unit = createTeltonikaUnit({ imei: telematics_unit.id, ...place, state: parked(), reconnect_after_ms: 30 });
      onTestFinished(() => unit.stop());
      return unit;
    };
    const settled = (one: Vehicle, status: string) =>
      vi.waitFor(async () => expect((await call('GET', pathOf(one, 'tracking'))).json.status).toBe(status), { timeout: 60_000 });
    const unit = connect(vehicle);
    const other = connect(stubborn);
    other.faults = { refuse: 'WARNING: Not Supported Command' };
    unit.start();
    other.start();
    await settled(vehicle, 'APPLIED');
    await settled(stubborn, 'FAILED');
    const text = 'setparam 10050:15;10051:100;10055:15;10150:15;10151:100;10155:15;10250:15;10251:100;10255:15';
    expect(unit.received.map((one) => one.text)).toEqual([text]);
    expect((await call('GET', pathOf(stubborn, 'tracking'))).json.problem_type).toBe('/problems/telematics-unit/error');

    other.faults = {};
    expect((await configure(stubborn, 'tracking', {})).json.status).toBe('PENDING');
    await settled(stubborn, 'APPLIED');
    await configure(vehicle, 'tracking', { enabled: false });
    await settled(vehicle, 'APPLIED');
    expect(unit.received.at(-1)?.text).toBe('setparam 10050:0;10051:0;10052:0;10150:0;10151:0;10152:0;10250:0;10251:0;10252:0');

    await call('PUT', `/vehicles/${vehicle.id}/telematics-unit`, fleet.unitOf.teltonika());
    expect((await call('GET', pathOf(vehicle, 'tracking'))).json.status).toBe('PENDING');
  });
});
