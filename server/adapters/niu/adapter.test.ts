import { afterEach, describe, expect, it } from 'vitest';
import { niu_models } from '#lib/catalogue/models/niu.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { createNiuFake, type NiuFakeOptions } from '../../../e2e/fakes/niu/fake.ts';
import type { Credentials } from '../port.ts';
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
});
