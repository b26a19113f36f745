import { afterEach, describe, expect, it } from 'vitest';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { MercedesBenzFakeOptions } from '../../../e2e/fakes/mercedes-benz/fake.ts';
import { AdapterFailure, type AttachStatus } from '../port.ts';
import { createOrder, failureOf } from '../test-context.ts';
import { mercedes_benz_adapter as adapter } from './adapter.ts';
import { startTestAccount, test_vin } from './test-account.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const start = async (more: Partial<MercedesBenzFakeOptions> = {}) => {
  const account = await startTestAccount(more);
  endings.push(account.end);
  const { credentials, context, unit, clock } = account;
  const send = (capability: CommandCapability) => adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
  const attach = async (status: AttachStatus | undefined): Promise<AttachStatus> =>
    adapter.attachUnit?.(credentials, unit, status?.status === 'IN_PROGRESS' ? status.progress : {}, context) ??
    Promise.reject(new Error('no attachUnit'));
  return { ...account, send, attach };
};

describe('credentials', () => {
  it('are sent in the form, on 401 once by Basic, and then as worked', async () => {
    const { credentials, context, fake } = await start({ accepts: 'basic', token_life_seconds: 1 });
    expect(await adapter.verifyCredentials(credentials, context)).toEqual({ ok: true, units_visible: 1 });
    const tokens = () => fake.control.requests.filter(({ kind }) => kind === 'token').length;
    expect(tokens()).toBe(2);
    fake.control.revokeTokens();
    await adapter.verifyCredentials(credentials, context);
    expect(tokens()).toBe(3);
  });
});

describe('a command', () => {
  it('is taken with a tracking id; the stream tells its result', async () => {
    const { send, readNews, fake, clock } = await start();
    const outcome = await send('UNLOCK_CENTRAL_LOCK');
    expect(outcome).toMatchObject({ status: 'accepted', confirm_by: new Date(clock.now() + 180_000).toISOString() });
    const tracking_id = outcome.status === 'accepted' ? outcome.tracking_id : undefined;
    const { results, reports } = await readNews();
    expect(results).toEqual([expect.objectContaining({ tracking_id, outcome: 'SUCCEEDED', unit_id: test_vin })]);
    expect(reports[0]?.properties.central_lock).toMatchObject({ value: 'UNLOCKED' });
    expect(fake.control.actuations).toHaveLength(1);
  });

  it('that the vendor calls failed may have acted: unknown, with the code but not the text', async () => {
    const { send, readNews, fake } = await start();
    fake.control.plan('failure');
    await send('LOCK_CENTRAL_LOCK');
    const [result] = (await readNews()).results;
    expect(result).toMatchObject({ outcome: 'UNKNOWN', vendor_detail: '4002: Failed due to door is open' });
    expect(result?.detail).toContain('4002');
    expect(result?.detail).not.toContain('door');
  });

  it('of two steps sends the second only after the first succeeded', async () => {
    const { send, fake } = await start();
    expect(await send('UNLOCK_AND_ENABLE_DRIVING')).toMatchObject({ status: 'accepted' });
    const sent = () => fake.control.requests.filter(({ kind }) => kind === 'command').map(({ path }) => path.split('/').at(-1));
    expect(sent()).toEqual(['doors-unlock', 'rental-start']);
    fake.control.plan('failure');
    expect(await failureOf(send('LOCK_AND_DISABLE_DRIVING'))).toBe('unknown');
    expect(sent().slice(2)).toEqual(['doors-lock']);
  });

  it('of two steps whose second is refused is unknown', async () => {
    const { send, fake, context } = await start();
    const { request } = context.http;
    context.http.request = async (asked) => {
      if (asked.url.endsWith('rental-end')) fake.control.injectFault({ kind: 'status', status: 404, body: {} }, 1, 'command');
      return request(asked);
    };
    expect(await failureOf(send('LOCK_AND_DISABLE_DRIVING'))).toBe('unknown');
    expect(fake.control.actuations).toHaveLength(1);
  });

  it.each([
    ['a service that is not active', { serviceId: '1011' }, 'setup'],
    ['a command that the car does not know', { command: 'doors-lock' }, 'unsupported'],
    ['a car that is not ours', { vin: test_vin }, 'setup'],
  ] as const)('is refused by a 404 for %s', async (_, extra, kind) => {
    const { send, fake } = await start();
    fake.control.injectFault(
      { kind: 'status', status: 404, body: { type: '/error/data-not-found', statusCode: 404, ...extra } },
      1,
      'command',
    );
    expect(await failureOf(send('LOCK_CENTRAL_LOCK'))).toBe(kind);
  });

  it('waits as long as the text of a refusal says', async () => {
    const { send, fake } = await start();
    fake.control.injectFault({ kind: 'status', status: 429, body: { message: 'Try again in 7 seconds.' } }, 1, 'command');
    const failure = await send('LOCK_CENTRAL_LOCK').catch((error: unknown) => error);
    expect(failure instanceof AdapterFailure && failure.retry_after_ms).toBe(7_000);
  });

  it.each(['ORANGE', 'RED'] as const)('is not sent while the supply battery is %s', async (supply_battery) => {
    const { send, fake, readNews } = await start();
    fake.control.setState(test_vin, { supply_battery });
    await readNews();
    expect(await failureOf(send('LOCK_CENTRAL_LOCK'))).toBe('state');
    expect(fake.control.requests.filter(({ kind }) => kind === 'command')).toEqual([]);
  });
});

describe('a new car', () => {
  it('is registered, its services ordered and awaited, each step by itself', async () => {
    const { attach, fake, readNews, unit } = await start({ registered: [] });
    const checked = await attach(undefined);
    const registering = await attach(checked);
    expect(registering).toMatchObject({ status: 'IN_PROGRESS', progress: { step: 'await_registration' }, check_after_ms: 3_600_000 });
    await readNews();
    const ordering = await attach(registering);
    const ordered = await attach(ordering);
    expect(ordered).toMatchObject({ status: 'IN_PROGRESS', progress: { step: 'await_services', services: '1011,1012,1003,1001' } });
    await readNews();
    expect(await attach(ordered)).toEqual({ status: 'SUCCEEDED' });
    expect([...(fake.control.servicesOf(test_vin)?.values() ?? [])]).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
    expect(unit.notes).toHaveProperty(['service 1011', 'value'], 'ACTIVE');
  });

  it('repeats any step without harm, and asks the vendor when no message came', async () => {
    const { attach, fake } = await start({ registered: [] });
    let status = await attach(await attach(undefined));
    await expect.poll(() => fake.control.isRegistered(test_vin)).toBe(true);
    for (const step of ['order', 'await_services']) {
      await attach(status);
      status = await attach(status);
      expect(status).toMatchObject({ progress: { step } });
    }
    await expect.poll(async () => (await attach(status)).status).toBe('SUCCEEDED');
  });

  it('that cannot be connected, or is not accepted, fails', async () => {
    const { attach, fake, unit, readNews } = await start({ registered: [] });
    fake.control.without_connectivity.add(test_vin);
    expect(await attach(undefined)).toMatchObject({ status: 'FAILED' });
    unit.unit_id = 'W1KFTCARB00009999';
    const registering = await attach({ status: 'IN_PROGRESS', progress: { step: 'register' }, check_after_ms: 0, detail: '' });
    await readNews();
    expect(await attach(registering)).toMatchObject({ status: 'FAILED', detail: expect.stringContaining('cannot register') });
  });

  it('waits its turn when the vendor is busy', async () => {
    const { attach, fake } = await start();
    fake.control.injectFault({ kind: 'status', status: 503, headers: { 'retry-after': '11' } }, 1, 'read');
    const failure = await attach(undefined).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'limited', retry_after_ms: 11_000 });
  });

  it('is let go, and letting go twice is no failure', async () => {
    const { credentials, context, fake } = await start();
    await adapter.detachUnit?.(credentials, test_vin, context);
    await adapter.detachUnit?.(credentials, test_vin, context);
    expect(fake.control.isRegistered(test_vin)).toBe(false);
  });
});
