import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { segway_models } from '#lib/catalogue/models/segway.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { createSegwayFake, type SegwayFakeOptions } from '../../../e2e/fakes/segway/fake.ts';
import type { Credentials } from '../port.ts';
import { createAdapterContext, createOrder, createTestClock, failureOf } from '../test-context.ts';
import { segway_adapter as adapter } from './adapter.ts';

const imei = '868200000000001';
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const start = async (options: Partial<SegwayFakeOptions> & { model_name?: string; settings?: UnitRef['settings'] } = {}) => {
  const { model_name = 'Ninebot Max Plus', settings = { vehicle_code: 'A-17' }, ...fake_options } = options;
  const model = segway_models.find(({ vehicle_model }) => vehicle_model === model_name);
  if (!model) throw new Error(`the catalogue has no ${model_name}`);
  const clock = createTestClock();
  const vehicle = createFakeVehicle(imei, { updated_at: clock.now() - 60_000 });
  const fake = createSegwayFake({
    clock: clock.now,
    vehicles: [vehicle],
    client_id: 'E00000',
    client_secret: 'made-up-secret',
    ...fake_options,
  });
  const base_url = await fake.listen();
  const { context, log_lines, close } = createAdapterContext('SEGWAY', clock.now, { total_timeout_ms: 400 });
  endings.push(fake.close, close);
  const credentials: Credentials = {
    id: 'one',
    values: {
      client_id: 'E00000',
      client_secret: new Secret('made-up-secret'),
      base_url,
      generation: String(fake_options.generation ?? 2),
    },
    revision: 1,
  };
  const unit: UnitRef = { unit_id: imei, model, settings };
  const send = (capability: CommandCapability) => adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
  const calls = (kind: string) => fake.control.requests.filter((request) => request.kind === kind);
  return { fake, control: fake.control, vehicle, context, log_lines, credentials, unit, send, calls, clock };
};

describe('tokens', () => {
  it('serves many calls with one token and renews it before its end', async () => {
    const { credentials, unit, context, clock, control } = await start({ token_life_seconds: 3_600 });
    const fetchState = () => adapter.fetchState(credentials, unit, context);
    await Promise.all([fetchState(), fetchState(), fetchState()]);
    expect(control.issuedTokens()).toBe(1);
    clock.advance(3_301_000);
    await fetchState();
    expect(control.issuedTokens()).toBe(2);
  });

  it('renews once when the vendor has forgotten the token, and then sends the command once', async () => {
    const { send, control, calls } = await start();
    await send('REQUEST_VEHICLE_STATE');
    control.revokeTokens();
    expect(await send('DRAW_ATTENTION')).toEqual({ status: 'succeeded' });
    expect(control.issuedTokens()).toBe(2);
    expect(calls('command')).toHaveLength(2);
    expect(control.actuations).toHaveLength(1);
  });
});

describe('fetchState', () => {
  it.each([{ generation: 1 }, { generation: 2 }, { generation: 2, range_key: 'remainderRange' }] as const)(
    'reads status and location (%o)',
    async (options) => {
      const { credentials, unit, context } = await start(options);
      expect(await adapter.fetchState(credentials, unit, context)).toMatchObject({
        online: true,
        properties: {
          position: { value: { lat: -34.9066, lon: -56.1996 } },
          remaining_range_in_kilometers: { value: 44 },
          mileage_in_kilometers: { value: 1234.5 },
          driving_enabled: { value: false },
        },
      });
    },
  );

  it('keeps the status when the location cannot be had, and drops 0/0', async () => {
    const { credentials, unit, context, control } = await start();
    control.setState(imei, { lat: 0, lon: 0 });
    const report = await adapter.fetchState(credentials, unit, context);
    expect(report.properties).not.toHaveProperty('position');
    expect(report.properties).toHaveProperty('driving_enabled');
  });
});

describe('a command', () => {
  it.each([1, 2] as const)('switches driving on and off, confirmed by one status query (generation %i)', async (generation) => {
    const { send, vehicle, control } = await start({ generation });
    expect(await send('ENABLE_DRIVING')).toMatchObject({
      status: 'succeeded',
      report: { properties: { driving_enabled: { value: true } } },
    });
    expect(vehicle.driving_enabled).toBe(true);
    expect(await send('DISABLE_DRIVING')).toMatchObject({ status: 'succeeded' });
    expect(vehicle.driving_enabled).toBe(false);
    expect(control.actuations.map(({ command }) => command)).toEqual(['unlock', 'lock']);
  });

  it.each([1, 2] as const)('rings and opens the battery, proved by the answer alone (generation %i)', async (generation) => {
    const { send, control, calls } = await start({ generation, model_name: 'E125S' });
    expect(await send('DRAW_ATTENTION')).toEqual({ status: 'succeeded' });
    expect(await send('UNLOCK_BATTERY_COMPARTMENT')).toEqual({ status: 'succeeded' });
    expect(control.actuations.map(({ command }) => command)).toEqual(['sound', 'battery_cover']);
    expect(calls('read')).toHaveLength(0);
  });

  it('uses the paths of the model', async () => {
    const { send, calls } = await start({ model_name: 'T60', t60_unit_ids: [imei] });
    expect(await send('ENABLE_DRIVING')).toMatchObject({ status: 'succeeded' });
    expect(await send('DISABLE_DRIVING')).toMatchObject({ status: 'succeeded' });
    expect(calls('command').map(({ path }) => path)).toEqual(['/api/v2/vehicle/control/t60/unlock', '/api/v2/vehicle/control/t60/lock']);
  });

  it('needs the vehicle code in the first generation, and sends nothing without it', async () => {
    const { send, control } = await start({ generation: 1, settings: {} });
    expect(await failureOf(send('UNLOCK_BATTERY_COMPARTMENT'))).toBe('setup');
    expect(control.requests).toHaveLength(0);
  });

  it('that claims success without effect is only accepted, for 30 s', async () => {
    const { send, control, clock } = await start();
    control.injectFault({ kind: 'no_effect' }, 1, 'command');
    expect(await send('ENABLE_DRIVING')).toEqual({ status: 'accepted', confirm_by: new Date(clock.now() + 30_000).toISOString() });
  });

  it('is not confirmed by a state that is older than the command', async () => {
    const { send, control, vehicle } = await start();
    vehicle.driving_enabled = true;
    control.injectFault({ kind: 'no_effect' }, 1, 'command');
    expect(await send('ENABLE_DRIVING')).toMatchObject({ status: 'accepted' });
  });

  it('stays accepted when the status cannot be read', async () => {
    const { send, control } = await start();
    control.injectFault({ kind: 'status', status: 500 }, 1, 'read');
    expect(await send('ENABLE_DRIVING')).toMatchObject({ status: 'accepted' });
  });

  it('has not been sent when there is no token', async () => {
    const { send, control, calls } = await start();
    control.injectFault({ kind: 'black_hole' }, 1, 'token');
    expect(await failureOf(send('ENABLE_DRIVING'))).toBe('offline');
    expect(calls('command')).toHaveLength(0);
  });
});

describe('pushes of the fake', () => {
  it('arrive over a real socket and are judged by their signature', async () => {
    const { control, credentials, context } = await start();
    const reports: StateReport[] = [];
    const receiver = createServer(async (request, response) => {
      const push = { path: request.url ?? '', query: {}, headers: {}, body: await buffer(request) };
      const received = await adapter.receivePush?.(push, credentials, context);
      reports.push(...(received?.reports ?? []));
      response.writeHead(received?.reply.status ?? 500).end(received?.reply.body);
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    endings.push(async () => {
      receiver.closeAllConnections();
      receiver.close();
    });
    control.registerPushUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);
    expect(await control.push(imei, 'status')).toEqual({ status: 200, text: '{"code":0}' });
    expect(await control.push(imei, 'location', { encoding: 'json' })).toMatchObject({ status: 200 });
    expect(await control.push(imei, 'location', { fields: { latitude: 0, longitude: 0 } })).toMatchObject({ status: 200 });
    expect(await control.push(imei, 'status', { signature: 'wrong' })).toMatchObject({ status: 400 });
    expect(await control.push(imei, 'status', { signature: 'missing' })).toMatchObject({ status: 400 });
    expect(reports.map(({ properties }) => 'position' in properties)).toEqual([false, true, false]);
  });
});
