import { afterEach, describe, expect, it } from 'vitest';
import { niu_models } from '#lib/catalogue/models/niu.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import type { HttpFault } from '../../../e2e/fakes/http-fault.ts';
import { createNiuFake, type NiuFakeOptions } from '../../../e2e/fakes/niu/fake.ts';
import type { Credentials, FailureKind } from '../port.ts';
import { collectUnits, createAdapterContext, createOrder, createTestClock, failureOf } from '../test-context.ts';
import { createNiuAdapter, niu_adapter } from './adapter.ts';
import { niu_assumed_profile } from './profile.ts';

const serial = 'NBSG4C7B40647G5M';
const [model] = niu_models;
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const start = async (options: Partial<NiuFakeOptions> = {}) => {
  if (!model) throw new Error('the catalogue has no model');
  const clock = createTestClock();
  const adapter = options.profile ? createNiuAdapter(options.profile) : niu_adapter;
  const vehicle = createFakeVehicle(serial, { updated_at: clock.now() - 60_000 });
  const fake = createNiuFake({ clock: clock.now, vehicles: [vehicle], client_id: 'fleet', client_secret: 'made-up-secret', ...options });
  const base_url = await fake.listen();
  const { context, log_lines, close } = createAdapterContext('NIU', clock.now, { total_timeout_ms: 400 });
  endings.push(fake.close, close);
  const values = { client_id: 'fleet', client_secret: new Secret('made-up-secret'), base_url: `${base_url}/` };
  const credentials: Credentials = { id: 'one', values, revision: 1 };
  const unit: UnitRef = { unit_id: serial, model, settings: {} };
  const send = (capability: CommandCapability) => adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
  const calls = (kind: string) => fake.control.requests.filter((request) => request.kind === kind);
  return { adapter, fake, control: fake.control, vehicle, context, log_lines, credentials, unit, send, calls, clock };
};

/** Another vendor's habits: JSON tokens, a header of its own, nested envelope, seconds. */
const other_profile: VendorProfile = {
  ...niu_assumed_profile,
  profile: 'other',
  token: { ...niu_assumed_profile.token, encoding: 'json', path: '/login', accessToken: '/result/token', expiresIn: '/result/seconds' },
  auth: { header: 'token', value: '{token}' },
  envelope: { ok: { pointer: '/head/ok', equals: true }, code: '/head/code', text: '/head/text', expired: ['GONE'], data: '/body/content' },
  state: { ...niu_assumed_profile.state, time: { position: '/t/gps', default: '/t/info', unit: 's' } },
  command: { ...niu_assumed_profile.command, encoding: 'form' },
};

describe('verifyCredentials', () => {
  it('asks for a token and the first page', async () => {
    const { adapter, credentials, context, fake } = await start();
    expect(await adapter.verifyCredentials(credentials, context)).toEqual({ ok: true, units_visible: 1 });
    const wrong = { ...credentials, values: { ...credentials.values, client_secret: new Secret('guess') } };
    expect(await adapter.verifyCredentials(wrong, context)).toMatchObject({ ok: false, reason: 'invalid' });
    await fake.close();
    expect(await adapter.verifyCredentials(credentials, context)).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});

describe('discoverUnits', () => {
  it('reads every page', async () => {
    const vehicles = Array.from({ length: 7 }, (_, index) => createFakeVehicle(`NBSG4C7B4064700${index}`));
    const { adapter, credentials, context, calls } = await start({ vehicles, page_size: 3 });
    const found = await collectUnits(adapter, credentials, context);
    expect(found).toEqual(vehicles.map(({ unit_id }) => ({ unit_id, model_hint: 'N1' })));
    expect(calls('read')).toHaveLength(3);
  });
});

describe('fetchState', () => {
  it.each([{}, { position_spelling: 1 }, { profile: other_profile }])('reads what the profile says (%#)', async (options) => {
    const { adapter, credentials, unit, context } = await start(options);
    expect(await adapter.fetchState(credentials, unit, context)).toMatchObject({
      online: true,
      contact_at: '2024-06-10T06:12:20.000Z',
      properties: {
        position: { value: { lat: -34.9066, lon: -56.1996 } },
        state_of_charge_or_fuel_level_in_percent: { value: 80 },
        driving_enabled: { value: false },
        cellular_signal_quality: { value: 3 },
      },
    });
  });

  it('signs in again when the session has ended, though HTTP says 200', async () => {
    const { adapter, credentials, unit, context, control } = await start();
    await adapter.fetchState(credentials, unit, context);
    control.endSessions();
    expect(await failureOf(adapter.fetchState(credentials, unit, context))).toBeUndefined();
    expect(control.issuedTokens()).toBe(2);
  });

  const faults: [HttpFault, FailureKind][] = [
    [{ kind: 'status', status: 403 }, 'rejected'],
    [{ kind: 'status', status: 404 }, 'setup'],
    [{ kind: 'status', status: 429 }, 'limited'],
    [{ kind: 'status', status: 504 }, 'offline'],
    [{ kind: 'status', status: 500 }, 'vendor'],
    [{ kind: 'status', status: 200, body: { status: 1200, desc: 'no' } }, 'vendor'],
    [{ kind: 'html' }, 'vendor'],
    [{ kind: 'deep_json' }, 'vendor'],
    [{ kind: 'black_hole' }, 'offline'],
  ];
  it.each(faults)('%o is %s', async (fault, kind) => {
    const { adapter, credentials, unit, context, control } = await start();
    control.injectFault(fault, 1, 'read');
    expect(await failureOf(adapter.fetchState(credentials, unit, context))).toBe(kind);
  });
});

describe('a command', () => {
  it.each([{}, { profile: other_profile }])('switches driving on and off, confirmed by the state (%#)', async (options) => {
    const { send, vehicle, control } = await start(options);
    expect(await send('ENABLE_DRIVING')).toMatchObject({
      status: 'succeeded',
      report: { properties: { driving_enabled: { value: true } } },
    });
    expect(vehicle.driving_enabled).toBe(true);
    expect(await send('DISABLE_DRIVING')).toMatchObject({ status: 'succeeded' });
    expect(control.actuations.map(({ command }) => command)).toEqual(['ENABLE_DRIVING', 'DISABLE_DRIVING']);
  });

  it.each(['UNLOCK_TOP_CASE', 'LOCK_TOP_CASE', 'UNLOCK_BATTERY_COMPARTMENT', 'DRAW_ATTENTION'] as const)(
    '%s is proved by the answer',
    async (capability) => {
      const { send, control } = await start();
      expect(await send(capability)).toEqual({ status: 'succeeded' });
      expect(control.actuations).toMatchObject([{ command: capability, unit_id: serial }]);
    },
  );

  it('for the state reads it', async () => {
    const { send } = await start();
    expect(await send('REQUEST_VEHICLE_STATE')).toMatchObject({ status: 'succeeded', report: { unit_id: serial } });
  });

  it('that the profile lacks is unsupported', async () => {
    const { send, control } = await start();
    expect(await failureOf(send('UNLOCK_CENTRAL_LOCK'))).toBe('unsupported');
    expect(control.requests).toHaveLength(0);
  });

  it('whose effect does not show yet is accepted for 30 s', async () => {
    const { send, control, clock } = await start();
    control.injectFault({ kind: 'no_effect' }, 1, 'command');
    expect(await send('ENABLE_DRIVING')).toEqual({ status: 'accepted', confirm_by: new Date(clock.now() + 30_000).toISOString() });
  });

  it('is sent again once after the session ended, and acts once', async () => {
    const { send, control, calls } = await start();
    await send('REQUEST_VEHICLE_STATE');
    control.endSessions();
    expect(await send('DRAW_ATTENTION')).toEqual({ status: 'succeeded' });
    expect(calls('command')).toHaveLength(2);
    expect(control.actuations).toHaveLength(1);
  });

  const faults: [HttpFault, FailureKind, number][] = [
    [{ kind: 'status', status: 200, body: { status: 1200, desc: 'offline' } }, 'vendor', 0],
    [{ kind: 'status', status: 403 }, 'rejected', 0],
    [{ kind: 'status', status: 404 }, 'setup', 0],
    [{ kind: 'status', status: 409 }, 'state', 0],
    [{ kind: 'status', status: 429 }, 'limited', 0],
    [{ kind: 'status_after_acting', status: 504 }, 'unknown', 1],
    [{ kind: 'status_after_acting', status: 500 }, 'unknown', 1],
    [{ kind: 'status_after_acting', status: 307 }, 'unknown', 1],
    [{ kind: 'silent_after_acting' }, 'unknown', 1],
    [{ kind: 'reset_after_acting' }, 'unknown', 1],
    [{ kind: 'reset_mid_body' }, 'unknown', 1],
    [{ kind: 'html' }, 'unknown', 1],
    [{ kind: 'truncated_json' }, 'unknown', 1],
    [{ kind: 'drip' }, 'unknown', 1],
  ];
  it.each(faults)('met by %o is %s and sent once', async (fault, kind, actuations) => {
    const { send, control, calls } = await start();
    control.injectFault(fault, 1, 'command');
    expect(await failureOf(send('ENABLE_DRIVING'))).toBe(kind);
    expect(calls('command')).toHaveLength(1);
    expect(control.actuations).toHaveLength(actuations);
  });
});
