/** Every brand that is spoken to over HTTP bears every fault of its vendor: a check of credentials ends in time and says so, nothing else is thrown. */
import { afterEach, describe, expect, it } from 'vitest';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { Secret } from '#lib/domain/secret.ts';
import { createHttpFake } from '../../e2e/fakes/http-fake.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';
import { type HttpAdapter, isSocketAdapter } from './port.ts';
import { adapters } from './registry.ts';
import { createAdapterContext, createTestClock } from './test-context.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const faults: HttpFault[] = [
  { kind: 'black_hole' },
  { kind: 'reset_mid_body' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': 'soon' } },
  { kind: 'html' },
  { kind: 'truncated_json' },
  { kind: 'endless_body' },
  { kind: 'drip' },
  { kind: 'wrong_types' },
  { kind: 'deep_json' },
];
const http_adapters = adapters.filter((adapter): adapter is HttpAdapter => !isSocketAdapter(adapter));
const cases = http_adapters.flatMap((adapter) => faults.map((fault) => [adapter.brand, fault.kind, adapter, fault] as const));

describe('a vendor at fault', () => {
  it.each(cases)('%s, %s', async (brand, _, adapter, fault) => {
    const fake = createHttpFake({ clock: Date.now, kindOf: () => 'read', answer: () => ({ status: 200, body: {} }) });
    const url = await fake.listen();
    const { context, close } = createAdapterContext(brand, createTestClock().now, { total_timeout_ms: 300, headers_timeout_ms: 300 });
    endings.push(fake.close, close);
    fake.injectFault(fault, 1_000);
    const fields = findBrand(brand)?.credential_fields ?? [];
    const value = ({ name, secret, address, default_value }: (typeof fields)[number]) =>
      address === 'url' ? url : secret ? new Secret('made-up') : (default_value ?? `my-${name}`);
    const values = Object.fromEntries(fields.map((field) => [field.name, value(field)]));
    expect(await adapter.verifyCredentials({ id: 'one', values, revision: 1 }, context)).toMatchObject({
      ok: false,
      reason: 'unreachable',
    });
  });
});
