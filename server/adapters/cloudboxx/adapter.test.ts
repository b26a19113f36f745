import { afterEach, describe, expect, it } from 'vitest';
import { cloudboxx_models } from '#lib/catalogue/models/cloudboxx.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { type CloudboxxFakeOptions, createCloudboxxFake } from '../../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import type { Credentials } from '../port.ts';
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

describe('a command', () => {
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
});
