/** Promise P10: whatever one vendor does, another brand's calls neither fail nor wait. The broken variant shares one guard between both. */
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

const healthy_delay_ms = 30;
const windows = 5;
const calls_per_window = 20;

const startVendor = async () => {
  const fake = createHttpFake({ clock: Date.now, kindOf: () => 'read', answer: () => ({ status: 200, body: {} }) });
  endings.push(fake.close);
  return { ...fake, url: await fake.listen() };
};

const createGuard = (total_timeout_ms: number) => {
  const guard = createBrandGuard({ allow_private_addresses: true, limits: { total_timeout_ms } });
  endings.push(guard.close);
  return guard;
};

const callerOf = (brand: string, shared: BrandGuard, url: string) => {
  const client = createHttpClient({ brand, credentials_id: brand, shared });
  return () => failureOf(client.request({ method: 'GET', url, purpose: 'read' }));
};

/**
 * The well brand's failures and its 95th percentile while others pester theirs. Of several windows the quietest counts: what other programs of
 * this machine do disturbs some of them, waiting behind another brand would disturb all.
 */
const measureWell = async (guard: BrandGuard, callIll?: () => Promise<unknown>) => {
  const well = await startVendor();
  well.injectFault({ kind: 'delay', ms: healthy_delay_ms }, windows * calls_per_window);
  const call = callerOf('WELL', guard, well.url);
  const pest = callIll && pester(callIll);
  let failures = 0;
  const p95s: number[] = [];
  for (let window = 0; window < windows; window += 1) {
    const durations: number[] = [];
    for (let round = 0; round < calls_per_window; round += 1) {
      const began = performance.now();
      if ((await call()) !== undefined) failures += 1;
      durations.push(performance.now() - began);
    }
    p95s.push(durations.toSorted((a, b) => a - b)[calls_per_window * 0.95 - 1] ?? 0);
  }
  await pest?.stop();
  return { failures, p95_ms: Math.min(...p95s) };
};

/** 40 callers that ask an ill vendor again and again until they are stopped. */
const pester = (call: () => Promise<unknown>) => {
  let stopped = false;
  const pesterOn = async () => {
    while (!stopped) {
      await call();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const callers = Array.from({ length: 40 }, pesterOn);
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(callers);
    },
  };
};

const modes: [string, HttpFault | 'refuse'][] = [
  ['refuse', 'refuse'],
  ['black hole', { kind: 'black_hole' }],
  ['reset mid-body', { kind: 'reset_mid_body' }],
  ['429', { kind: 'status', status: 429 }],
  ['429 with a huge Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '99999999999' } }],
  ['429 with a garbage Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': 'soon' } }],
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['200 with HTML', { kind: 'html' }],
  ['truncated JSON', { kind: 'truncated_json' }],
  ['endless body', { kind: 'endless_body' }],
  ['slow drip', { kind: 'drip' }],
  ['wrong types', { kind: 'wrong_types' }],
  ['deep JSON', { kind: 'deep_json' }],
];

describe('an outage of one brand', () => {
  it.each(modes)('%s: the other brand has no error and no slower p95', async (_, fault) => {
    const base = await measureWell(createGuard(5_000));
    const ill = await startVendor();
    if (fault === 'refuse') await ill.close();
    else ill.injectFault(fault, 1_000_000);
    const callIll = callerOf('ILL', createGuard(300), ill.url);
    const disturbed = await measureWell(createGuard(5_000), callIll);
    expect(disturbed.failures).toBe(0);
    expect(disturbed.p95_ms).toBeLessThanOrEqual(base.p95_ms * 1.2 + 5);
  });

  it('is noticed by this proof when both brands share a guard', async () => {
    const ill = await startVendor();
    ill.injectFault({ kind: 'black_hole' }, 1_000_000);
    const shared = createGuard(300);
    const disturbed = await measureWell(shared, callerOf('ILL', shared, ill.url));
    expect(disturbed.failures).toBeGreaterThan(0);
  });
});
