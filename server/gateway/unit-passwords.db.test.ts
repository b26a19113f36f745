import { expect, it, onTestFinished, vi } from 'vitest';
import { okai_models } from '#lib/catalogue/models/okai.ts';
import { queclink_models } from '#lib/catalogue/models/queclink.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { createOkaiAdapter } from '#server/adapters/okai/adapter.ts';
import { createQueclinkAdapter } from '#server/adapters/queclink/adapter.ts';
import { unseal } from '#server/auth/unseal.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { findVehicle } from '#server/store/vehicles.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { createOkaiUnit } from '../../e2e/fakes/okai/unit.ts';
import { createQueclinkUnit } from '../../e2e/fakes/queclink/unit.ts';
import { startGateway } from './gateway.ts';
import { parked } from './test-units.ts';

let last_imei = 0;
const nextImei = () => {
  last_imei += 1;
  return `8680700432${String(last_imei).padStart(5, '0')}`;
};
const model_ids: Record<string, string | undefined> = { OKAI: okai_models[0]?.id, QUECLINK: queclink_models[0]?.id };

const unitBody = (brand: 'OKAI' | 'QUECLINK', authentication: object | undefined, id = nextImei()) => ({
  id,
  brand,
  setup: { vehicle_model_id: model_ids[brand] ?? '' },
  ...(authentication && { authentication }),
});

const startReal = async ({ app, private_key }: TestApp, answer_timeout_ms = 10_000) => {
  const timeouts = { answer_timeout_ms };
  const gateway = await startGateway({
    app,
    private_key,
    adapters: [createOkaiAdapter(timeouts), createQueclinkAdapter(timeouts)],
    push: { host: '127.0.0.1', port: 0 },
    listeners: ['OKAI', 'QUECLINK'].map((brand) => ({ brand, host: '127.0.0.1', port: 0 })),
    allow_private_addresses: true,
    onDeposed: () => {},
  });
  onTestFinished(() => gateway.stop());
  return (brand: 'OKAI' | 'QUECLINK', imei: string, password: string) => {
    const create = brand === 'OKAI' ? createOkaiUnit : createQueclinkUnit;
    const port = gateway.listener_ports[brand] ?? 0;
    const state = { ...parked(), driving_enabled: false, battery_percent: 80 };
    const wiring = { relay: { output: 1, active_means: 'driving_disabled' as const } };
    const unit = create({ imei, host: '127.0.0.1', port, state, password, clock: app.clock, reconnect_after_ms: 50, wiring });
    onTestFinished(() => unit.stop());
    unit.start();
    return unit;
  };
};

describeOnBothDatabases('passwords of units', (makeApp) => {
  const open = async () => {
    const test = await makeApp();
    const api = createApi(test);
    const fleet = await makeFleet(test);
    const call = (person: TestFleet['people']['Support'], method: string, path: string, body?: object) =>
      api.call(person, method, path, { ...(body && { body }) });
    const manager = fleet.people['Fleet Manager'];
    const add = (unit: object) => call(manager, 'POST', '/vehicles', { telematics_unit: unit });
    const command = ({ id }: Vehicle, name: string) => call(manager, 'POST', `/vehicles/${id}/commands/${name}`, {});
    const rowOf = async ({ id }: Vehicle) => {
      const row = await findVehicle(test.app.db.read, fleet.fleet_id, id);
      if (!row) throw new Error('no vehicle');
      return row;
    };
    return { test, fleet, api, add, call, command, rowOf, manager };
  };
  const code = ({ json }: { json: { errors?: { code: string }[] } }) => json.errors?.[0]?.code;
  const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

  it('are asked for, checked, and never shared by two units of a fleet', async () => {
    const { test, add, call, manager } = await open();
    expect(code(await add(unitBody('OKAI', undefined)))).toBe('required');
    expect((await add(unitBody('OKAI', { password: 'with,comma' }))).status).toBe(400);
    expect(code(await add(unitBody('QUECLINK', { password: 'abc' })))).toBe('invalid_length');
    expect(code(await add(unitBody('QUECLINK', { password: 'GV300' })))).toBe('factory_value');
    expect(code(await add(unitBody('OKAI', { password: 'zk200', new_password: 'Kj82hs' })))).toBe('unsupported');
    expect(code(await add(unitBody('QUECLINK', { password: 'gv300', new_password: 'gv200' })))).toBe('factory_value');

    const first = await add(unitBody('OKAI', { password: 'Kj82hsQ' }));
    expect(first.status).toBe(201);
    expect(JSON.stringify(first.json)).not.toContain('Kj82hsQ');
    const shared = await add(unitBody('OKAI', { password: 'Kj82hsQ' }));
    expect([shared.status, code(shared)]).toEqual([400, 'shared']);
    const { id } = first.json.telematics_unit;
    // The same unit keeps its password: named again, and added again after its vehicle was archived.
    const again = unitBody('OKAI', { password: 'Kj82hsQ' }, id);
    expect((await call(manager, 'PUT', `/vehicles/${first.json.id}/telematics-unit`, again)).status).toBe(200);
    expect((await call(manager, 'DELETE', `/vehicles/${first.json.id}`)).status).toBe(204);
    expect((await add(again)).status).toBe(201);
    expect(code(await add(unitBody('OKAI', { password: 'Kj82hsQ' })))).toBe('shared');
    const elsewhere = await makeFleet(test);
    const body = { telematics_unit: unitBody('OKAI', { password: 'Kj82hsQ' }) };
    expect((await call(elsewhere.people['Fleet Manager'], 'POST', '/vehicles', body)).status).toBe(201);
  });

  it('are stored sealed, and nothing of them is written elsewhere', async () => {
    const { test, fleet, add, rowOf } = await open();
    const { json } = await add(unitBody('QUECLINK', { password: 'gv300', new_password: 'Zx81qp' }));
    const row = await rowOf(json);
    expect(row.setup_status).toBe('IN_PROGRESS');
    const place = { table: 'vehicles', column: 'sealed_new_unit_password', fleet_id: fleet.fleet_id, row_id: row.id };
    expect(unseal(test.private_key, row.sealed_new_unit_password ?? '', place).reveal()).toBe('Zx81qp');
    const kept = [await listEventsAfter(test.app.db.read, fleet.fleet_id, 0, 100), row, test.log_lines];
    expect(JSON.stringify(kept)).not.toContain('Zx81qp');
    const audit = await test.app.db.read.selectFrom('audit_log').selectAll().execute();
    expect(JSON.stringify(audit)).not.toContain(row.unit_password_fingerprint ?? 'missing');
  });

  it('reach the unit with each command, and a replaced one at once', async () => {
    const { test, add, call, command, manager } = await open();
    const startUnit = await startReal(test);
    const { json: vehicle } = await add(unitBody('OKAI', { password: 'First1' }));
    const imei = vehicle.telematics_unit.id;
    const unit = startUnit('OKAI', imei, 'First1');
    await soon(() => expect(unit.stats.sent).toBeGreaterThan(0));
    const done = await command(vehicle, 'enable-driving');
    expect([done.status, unit.actuations.length]).toEqual([200, 1]);
    const replacement = unitBody('OKAI', { password: 'Second2' }, imei);
    expect((await call(manager, 'PUT', `/vehicles/${vehicle.id}/telematics-unit`, replacement)).status).toBe(200);
    unit.stop();
    const changed = startUnit('OKAI', imei, 'Second2');
    await soon(() => expect(changed.stats.sent).toBeGreaterThan(0));
    await soon(async () => expect((await command(vehicle, 'draw-attention')).status).toBe(200));
    expect(changed.wrong_passwords).toBe(0);
    expect(test.log_lines.join()).not.toMatch(/First1|Second2/);
  });

  it('are compared with the unit itself, while it is connected', async () => {
    const { test, fleet, add, call, manager } = await open();
    const startUnit = await startReal(test, 600);
    const { json: vehicle } = await add(unitBody('OKAI', { password: 'Right1' }));
    const check = () => call(manager, 'POST', `/vehicles/${vehicle.id}/telematics-unit/check`);
    expect((await check()).json).toMatchObject({ status: 'UNTESTED', detail: expect.stringContaining('not connected') });
    const imei = vehicle.telematics_unit.id;
    const unit = startUnit('OKAI', imei, 'Right1');
    await soon(() => expect(unit.stats.sent).toBeGreaterThan(0));
    await soon(async () => expect((await check()).json).toEqual({ status: 'VALID' }));
    const other = unitBody('OKAI', { password: 'Wrong2' }, imei);
    expect((await call(manager, 'PUT', `/vehicles/${vehicle.id}/telematics-unit`, other)).status).toBe(200);
    await soon(async () => expect((await check()).json.status).toBe('INVALID'));
    const without = await fleet.addVehicle();
    expect((await call(manager, 'POST', `/vehicles/${without.id}/telematics-unit/check`)).status).toBe(409);
  });

  it('are changed when the unit connects, and stored only after it acknowledged', async () => {
    const { test, fleet, add, command, rowOf } = await open();
    const startUnit = await startReal(test);
    const { json: vehicle } = await add(unitBody('QUECLINK', { password: 'gv300', new_password: 'Nw55pz' }));
    expect((await command(vehicle, 'request-vehicle-state')).status).toBe(409);
    const unit = startUnit('QUECLINK', vehicle.telematics_unit.id, 'gv300');
    await soon(async () => expect((await rowOf(vehicle)).setup_status).toBe('SUCCEEDED'));
    expect(unit.password).toBe('Nw55pz');
    const row = await rowOf(vehicle);
    expect(row.sealed_new_unit_password).toBeNull();
    const place = { table: 'vehicles', column: 'sealed_unit_password', fleet_id: fleet.fleet_id, row_id: row.id };
    expect(unseal(test.private_key, row.sealed_unit_password ?? '', place).reveal()).toBe('Nw55pz');
  });

  it('whose change was not acknowledged are known by the unit itself, or marked as failed', async () => {
    const { test, add, rowOf } = await open();
    const startUnit = await startReal(test, 600);
    const { json: halfway } = await add(unitBody('QUECLINK', { password: 'gv300', new_password: 'Hw31kd' }));
    // An earlier acknowledgement was lost: the unit has the new one already.
    startUnit('QUECLINK', halfway.telematics_unit.id, 'Hw31kd');
    await soon(async () => expect((await rowOf(halfway)).setup_status).toBe('SUCCEEDED'));
    const { json: other } = await add(unitBody('QUECLINK', { password: 'gv300', new_password: 'Rt90xc' }));
    const stubborn = startUnit('QUECLINK', other.telematics_unit.id, 'neither');
    await soon(async () => expect((await rowOf(other)).setup_status).toBe('FAILED'));
    expect((await rowOf(other)).sealed_new_unit_password).not.toBeNull();
    expect(stubborn.wrong_passwords).toBe(2);
  });
});
