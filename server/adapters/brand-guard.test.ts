import { afterEach, describe, expect, it } from 'vitest';
import { createHttpFake } from '../../e2e/fakes/http-fake.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';
import { type BrandGuard, createBrandGuard } from './brand-guard.ts';
import { createHttpClient } from './http-client.ts';
import { failureOf } from './test-context.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const startVendor = async () => {
  const fake = createHttpFake({ clock: Date.now, kindOf: () => 'read', answer: () => ({ status: 200, body: {} }) });
  endings.push(fake.close);
  return { ...fake, url: await fake.listen() };
};

const createGuard = (total_timeout_ms = 5_000) => {
  const guard = createBrandGuard({ allow_private_addresses: true, limits: { total_timeout_ms, half_open_after_ms: 1_500 } });
  endings.push(guard.close);
  return guard;
};

const callerOf = (shared: BrandGuard, url: string, credentials_id = 'one') => {
  const client = createHttpClient({ brand: 'ACME', credentials_id, shared });
  return () => failureOf(client.request({ method: 'GET', url, purpose: 'read' }));
};

const outages: HttpFault[] = [
  { kind: 'black_hole' },
  { kind: 'reset_after_acting' },
  { kind: 'reset_mid_body' },
  { kind: 'endless_body' },
  { kind: 'drip' },
  { kind: 'html' },
  { kind: 'truncated_json' },
  { kind: 'deep_json' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
];

describe('the breaker of a brand', () => {
  it.each(outages)('opens within 10 failures of %o and leaves another brand alone', async (fault) => {
    const [ill, well] = [await startVendor(), await startVendor()];
    ill.injectFault(fault, 100);
    const [callIll, callWell] = [callerOf(createGuard(60), ill.url), callerOf(createGuard(), well.url)];
    for (let round = 0; round < 15; round += 1) {
      await callIll();
      expect(await callWell()).toBeUndefined();
    }
    expect(ill.requests.length).toBeLessThanOrEqual(10);
    expect(well.requests).toHaveLength(15);
  });

  it('opens within 10 failures after a long healthy time, and when the vendor flaps', async () => {
    const vendor = await startVendor();
    const call = callerOf(createGuard(), vendor.url);
    for (let round = 0; round < 30; round += 1) await call();
    vendor.injectFault({ kind: 'status', status: 500 }, 100);
    for (let round = 0; round < 20; round += 1) await call();
    expect(vendor.requests.length - 30).toBeLessThanOrEqual(10);
  });

  it('lets one probe through after its pause and closes when the vendor is back', async () => {
    const vendor = await startVendor();
    const call = callerOf(createGuard(), vendor.url);
    vendor.injectFault({ kind: 'status', status: 500 }, 5);
    await expect.poll(call, { timeout: 30_000, interval: 5 }).toBe('limited');
    expect(vendor.requests).toHaveLength(5);
    await expect.poll(call, { timeout: 30_000, interval: 20 }).toBeUndefined();
    expect(vendor.requests).toHaveLength(6);
    expect(await call()).toBeUndefined();
  });

  it('turns other calls away while the probe is under way', async () => {
    const vendor = await startVendor();
    const guard = createGuard();
    const call = callerOf(guard, vendor.url);
    vendor.injectFault({ kind: 'status', status: 500 }, 5);
    vendor.injectFault({ kind: 'delay', ms: 30 }, 1);
    await expect.poll(call, { timeout: 30_000, interval: 5 }).toBe('limited');
    await expect
      .poll(async () => (await Promise.all([call(), call(), call()])).filter((kind) => kind === undefined).length, {
        timeout: 30_000,
        interval: 20,
      })
      .toBe(1);
    expect(vendor.requests).toHaveLength(6);
  });

  it('does not count a 504, which speaks of one vehicle', async () => {
    const vendor = await startVendor();
    const call = callerOf(createGuard(), vendor.url);
    vendor.injectFault({ kind: 'status', status: 504 }, 30);
    for (let round = 0; round < 30; round += 1) await call();
    expect(vendor.requests).toHaveLength(30);
  });
});

describe('the breaker of credentials', () => {
  it.each([401, 403])('opens after 10 answers of %i, for these credentials alone, until they are replaced', async (status) => {
    const vendor = await startVendor();
    const guard = createGuard();
    vendor.injectFault({ kind: 'status', status }, 10);
    for (let round = 0; round < 15; round += 1) await callerOf(guard, vendor.url)();
    expect(vendor.requests).toHaveLength(10);
    expect(await callerOf(guard, vendor.url)()).toBe('limited');
    expect(await callerOf(guard, vendor.url, 'two')()).toBeUndefined();
    guard.forgetCredentials('one');
    expect(await callerOf(guard, vendor.url)()).toBeUndefined();
  });
});
