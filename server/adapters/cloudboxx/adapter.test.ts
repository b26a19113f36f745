import { afterEach, describe, expect, it } from 'vitest';
import { cloudboxx_models } from '#lib/catalogue/models/cloudboxx.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { type CloudboxxFakeOptions, createCloudboxxFake } from '../../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import type { HttpFault } from '../../../e2e/fakes/http-fault.ts';
import type { Credentials, FailureKind } from '../port.ts';
import { collectUnits, createAdapterContext, createOrder, createTestClock, failureOf } from '../test-context.ts';
import { cloudboxx_adapter as adapter } from './adapter.ts';

const qnr = '0123456789ABCDEF';
const api_key = 'made-up-key-for-tests';
const [model] = cloudboxx_models;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const start = async (options: Partial<CloudboxxFakeOptions> = {}) => {
  if (!model) throw new Error('the catalogue has no model');
  const clock = createTestClock();
  const vehicle = createFakeVehicle(qnr, { updated_at: clock.now() });
  const fake = createCloudboxxFake({ clock: clock.now, vehicles: [vehicle], api_keys: [api_key], ...options });
  const base_url = await fake.listen();
  const { context, log_lines, close } = createAdapterContext('CLOUDBOXX', clock.now);
  endings.push(fake.close, close);
  const credentials: Credentials = { id: 'one', values: { api_key: new Secret(api_key), base_url }, revision: 1 };
  const unit: UnitRef = { unit_id: qnr, model, settings: {} };
  const send = (capability: CommandCapability) => adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
  return { fake, control: fake.control, vehicle, context, log_lines, credentials, unit, send, clock };
};

describe('verifyCredentials', () => {
  it('accepts a good key and says how many units it sees', async () => {
    const { credentials, context } = await start();
    expect(await adapter.verifyCredentials(credentials, context)).toEqual({ ok: true, units_visible: 1 });
  });

  it('tells a wrong key from an unreachable service, without showing the key', async () => {
    const { credentials, context, fake, log_lines } = await start();
    const wrong = { ...credentials, values: { ...credentials.values, api_key: new Secret('not-the-key') } };
    const check = await adapter.verifyCredentials(wrong, context);
    expect(check).toMatchObject({ ok: false, reason: 'invalid' });
    expect(JSON.stringify([check, log_lines])).not.toContain('not-the-key');
    await fake.close();
    expect(await adapter.verifyCredentials(credentials, context)).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});

describe('discoverUnits', () => {
  it.each([
    [true, 'id'],
    [false, 'qnr'],
  ] as const)('reads every page (count: %s, spelling: %s)', async (with_count, id_field) => {
    const vehicles = Array.from({ length: 250 }, (_, index) => createFakeVehicle(index.toString(16).padStart(16, '0')));
    const { credentials, context, control } = await start({ vehicles, with_count, id_field });
    const found = await collectUnits(adapter, credentials, context);
    expect(found.map(({ unit_id }) => unit_id)).toEqual(vehicles.map(({ unit_id }) => unit_id.toUpperCase()));
    expect(control.requests).toHaveLength(with_count ? 3 : 4);
  });
});

describe('fetchState', () => {
  it('reads the car', async () => {
    const { credentials, unit, context, control } = await start();
    control.setState(qnr, { energy_percent: 41, doors_open: true });
    const { properties } = await adapter.fetchState(credentials, unit, context);
    expect(properties).toMatchObject({ state_of_charge_or_fuel_level_in_percent: { value: 41 }, doors_status: { value: 'OPEN' } });
  });

  it('leaves absent what the car leaves out', async () => {
    const { credentials, unit, context, control } = await start();
    control.hideFields('mileage', 'position');
    const { properties } = await adapter.fetchState(credentials, unit, context);
    expect(properties).not.toHaveProperty('mileage_in_kilometers');
    expect(properties).not.toHaveProperty('position');
    expect(properties).toHaveProperty('central_lock');
  });

  const faults: [HttpFault, FailureKind][] = [
    [{ kind: 'status', status: 401 }, 'rejected'],
    [{ kind: 'status', status: 403 }, 'rejected'],
    [{ kind: 'status', status: 404 }, 'setup'],
    [{ kind: 'status', status: 408 }, 'offline'],
    [{ kind: 'status', status: 504 }, 'offline'],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'limited'],
    [{ kind: 'status', status: 422 }, 'unit'],
    [{ kind: 'status', status: 500 }, 'unit'],
    [{ kind: 'status', status: 204 }, 'vendor'],
    [{ kind: 'html' }, 'vendor'],
    [{ kind: 'black_hole' }, 'offline'],
    [{ kind: 'reset_before_acting' }, 'offline'],
  ];
  it.each(faults)('%o is %s', async (fault, kind) => {
    const { credentials, unit, context, control } = await start();
    control.injectFault(fault);
    expect(await failureOf(adapter.fetchState(credentials, unit, context))).toBe(kind);
  });
});

describe('a command', () => {
  it.each([
    ['UNLOCK_CENTRAL_LOCK', { locked: true }, { locked: false }, 1],
    ['LOCK_CENTRAL_LOCK', { locked: false }, { locked: true }, 1],
    ['ENABLE_DRIVING', { driving_enabled: false }, { driving_enabled: true }, 1],
    ['DISABLE_DRIVING', { driving_enabled: true }, { driving_enabled: false }, 1],
    ['UNLOCK_AND_ENABLE_DRIVING', { locked: true, driving_enabled: false }, { locked: false, driving_enabled: true }, 1],
    ['LOCK_AND_DISABLE_DRIVING', { locked: false, driving_enabled: true }, { locked: true, driving_enabled: false }, 1],
    ['REQUEST_VEHICLE_STATE', {}, {}, 0],
  ] as const)('%s succeeds with the answer of the car, in one order', async (capability, before, after, orders) => {
    const { control, vehicle, send } = await start();
    control.setState(qnr, before);
    const outcome = await send(capability);
    expect(outcome).toMatchObject({ status: 'succeeded', report: { unit_id: qnr } });
    expect(vehicle).toMatchObject(after);
    expect(control.actuations).toHaveLength(orders);
    expect(control.requests.filter(({ kind }) => kind === 'command')).toHaveLength(orders);
  });

  it('is not offered beyond these', async () => {
    const { send, control } = await start();
    expect(await failureOf(send('DRAW_ATTENTION'))).toBe('unsupported');
    expect(control.requests).toHaveLength(0);
  });

  it.each(['LOCK_CENTRAL_LOCK', 'LOCK_AND_DISABLE_DRIVING'] as const)(
    '%s is refused while the ignition is on, before it is sent',
    async (capability) => {
      const { send, control } = await start();
      control.setState(qnr, { ignition: true, locked: false });
      expect(await failureOf(send(capability))).toBe('state');
      expect(control.requests.map(({ kind }) => kind)).toEqual(['read']);
    },
  );

  it.each(['LOCK_CENTRAL_LOCK', 'LOCK_AND_DISABLE_DRIVING'] as const)('%s answered with the ignition on is unknown', async (capability) => {
    const { send, control, vehicle } = await start();
    control.setState(qnr, { ignition: true, locked: false, driving_enabled: true });
    control.hideFields('ignition');
    control.injectFault({ kind: 'delay', ms: 150 }, 1, 'command');
    const outcome = failureOf(send(capability));
    await expect.poll(() => control.requests.some(({ kind }) => kind === 'command')).toBe(true);
    control.showFields('ignition');
    expect(await outcome).toBe('unknown');
    expect(vehicle.locked).toBe(false);
  });

  it('that the car answers with another state has failed', async () => {
    const { send, control } = await start();
    control.injectFault({ kind: 'status', status: 200, body: { central_lock: 'locked', immobilizer: 'locked' } });
    expect(await failureOf(send('UNLOCK_AND_ENABLE_DRIVING'))).toBe('state');
  });

  it.each([{ central_lock: 'unlocked', immobilizer: 'locked' }, { central_lock: 'unlocked' }, {}])(
    'that shows only a part (%o) is unknown',
    async (body) => {
      const { send, control } = await start();
      control.injectFault({ kind: 'status', status: 200, body });
      expect(await failureOf(send('UNLOCK_AND_ENABLE_DRIVING'))).toBe('unknown');
    },
  );

  const faults: [HttpFault, FailureKind, number][] = [
    [{ kind: 'status', status: 401 }, 'rejected', 0],
    [{ kind: 'status', status: 404 }, 'setup', 0],
    [{ kind: 'status', status: 422 }, 'unit', 0],
    [{ kind: 'status', status: 429 }, 'limited', 0],
    [{ kind: 'status', status: 503, body: { error: 'device is Busy' } }, 'unit', 0],
    [{ kind: 'status', status: 500, body: { error: 'incomplete request' } }, 'unit', 0],
    [{ kind: 'status_after_acting', status: 500 }, 'unknown', 1],
    [{ kind: 'status_after_acting', status: 408 }, 'unknown', 1],
    [{ kind: 'status_after_acting', status: 504 }, 'unknown', 1],
    [{ kind: 'status_after_acting', status: 202 }, 'unknown', 1],
    [{ kind: 'silent_after_acting' }, 'unknown', 1],
    [{ kind: 'black_hole' }, 'unknown', 0],
    [{ kind: 'reset_after_acting' }, 'unknown', 1],
    [{ kind: 'reset_mid_body' }, 'unknown', 1],
    [{ kind: 'html' }, 'unknown', 1],
    [{ kind: 'truncated_json' }, 'unknown', 1],
    [{ kind: 'endless_body' }, 'unknown', 1],
    [{ kind: 'drip' }, 'unknown', 1],
  ];
  it.each(faults)('met by %o is %s and sent once', async (fault, kind, actuations) => {
    const { send, control } = await start();
    control.injectFault(fault, 1, 'command');
    expect(await failureOf(send('UNLOCK_CENTRAL_LOCK'))).toBe(kind);
    expect(control.requests.filter((request) => request.kind === 'command')).toHaveLength(1);
    expect(control.actuations).toHaveLength(actuations);
  });

  it('is offline when the service refuses the connection', async () => {
    const { send, fake } = await start();
    await fake.close();
    expect(await failureOf(send('UNLOCK_CENTRAL_LOCK'))).toBe('offline');
  });

  it('keeps the key out of what support sees', async () => {
    const { send, control } = await start();
    control.injectFault({ kind: 'status', status: 500, body: { error: `no luck with ${api_key}` } });
    const failure = await send('UNLOCK_CENTRAL_LOCK').catch((error: unknown) => error);
    expect(failure).toMatchObject({ vendor_detail: 'HTTP 500: no luck with [secret]' });
  });
});
