import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpFake } from '../../e2e/fakes/http-fake.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';
import { type BrandGuard, createBrandGuard, type GuardLimits } from './brand-guard.ts';
import { createHttpClient, type HttpRequest } from './http-client.ts';
import { parseJson } from './json-answer.ts';
import { AdapterFailure } from './port.ts';
import { failureOf } from './test-context.ts';

const Greeting = z.object({ greeting: z.string() });
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const startVendor = async () => {
  const fake = createHttpFake({
    clock: Date.now,
    kindOf: ({ method }) => (method === 'POST' ? 'command' : 'read'),
    answer: () => ({ status: 200, body: { greeting: 'hello' } }),
  });
  endings.push(fake.close);
  return { ...fake, url: await fake.listen() };
};

const createClient = (limits: Partial<GuardLimits> = {}, credentials_id = 'one', guard?: BrandGuard) => {
  const shared = guard ?? createBrandGuard({ allow_private_addresses: true, limits: { total_timeout_ms: 300, ...limits } });
  endings.push(shared.close);
  return { shared, client: createHttpClient({ brand: 'ACME', credentials_id, shared }) };
};

const read = (url: string): HttpRequest => ({ method: 'GET', url, purpose: 'read' });
const command = (url: string): HttpRequest => ({ method: 'POST', url, purpose: 'command', body: '{"do":"it"}' });

describe('a fault of the vendor', () => {
  const faults: [HttpFault, 'offline' | 'vendor' | 'limited'][] = [
    [{ kind: 'black_hole' }, 'offline'],
    [{ kind: 'reset_before_acting' }, 'offline'],
    [{ kind: 'reset_mid_body' }, 'offline'],
    [{ kind: 'drip' }, 'offline'],
    [{ kind: 'endless_body' }, 'vendor'],
    [{ kind: 'html' }, 'vendor'],
    [{ kind: 'truncated_json' }, 'vendor'],
    [{ kind: 'wrong_types' }, 'vendor'],
    [{ kind: 'deep_json' }, 'vendor'],
    [{ kind: 'status', status: 429 }, 'limited'],
  ];

  it.each(faults)('%o makes a read fail as %s', async (fault, kind) => {
    const { url, injectFault } = await startVendor();
    injectFault(fault);
    const { client } = createClient();
    expect(await failureOf(client.request(read(url)).then((answer) => parseJson(answer, Greeting)))).toBe(kind);
  });

  it.each(faults)('%o leaves a command unknown unless it was limited', async (fault, kind) => {
    const { url, injectFault, requests } = await startVendor();
    injectFault(fault);
    const { client } = createClient();
    const outcome = client.request(command(url)).then((answer) => parseJson(answer, Greeting, 'unknown'));
    expect(await failureOf(outcome)).toBe(kind === 'limited' ? 'limited' : 'unknown');
    expect(requests).toHaveLength(1);
  });

  it.each([500, 503, 302])('status %i is handed to the adapter, redirects are not followed', async (status) => {
    const { url, injectFault, requests } = await startVendor();
    injectFault({ kind: 'status', status, headers: { location: '/elsewhere' } });
    const { client } = createClient();
    expect((await client.request(read(url))).status).toBe(status);
    expect(requests).toHaveLength(1);
  });
});

describe('a vendor that nothing can have reached', () => {
  const purposes = [read, command];

  it.each(purposes)('refuses the connection: offline', async (request) => {
    const { url, close } = await startVendor();
    await close();
    expect(await failureOf(createClient().client.request(request(url)))).toBe('offline');
  });

  it.each(purposes)('has no such name: offline', async (request) => {
    expect(await failureOf(createClient({ total_timeout_ms: 5_000 }).client.request(request('http://nowhere.invalid/')))).toBe('offline');
  });

  it.each(purposes)('speaks no TLS: offline', async (request) => {
    const { url, requests } = await startVendor();
    expect(await failureOf(createClient().client.request(request(url.replace('http:', 'https:'))))).toBe('offline');
    expect(requests).toHaveLength(0);
  });

  it('is not called when the command has expired', async () => {
    const { url, requests } = await startVendor();
    const expired = { ...command(url), expires_at: new Date(Date.now() - 1).toISOString() };
    expect(await failureOf(createClient().client.request(expired))).toBe('offline');
    expect(requests).toHaveLength(0);
  });
});

describe('Retry-After', () => {
  const cases = [
    [undefined, 5_000],
    ['2', 2_000],
    ['99999999999', 300_000],
    ['soon, please', 5_000],
    ['-5', 5_000],
  ] as const;

  it.each(cases)('%s pauses the credentials for %i ms', async (value, pause_ms) => {
    const { url, injectFault, requests } = await startVendor();
    injectFault({ kind: 'status', status: 429, ...(value !== undefined && { headers: { 'retry-after': value } }) });
    const { client, shared } = createClient();
    const failure = await client.request(read(url)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'limited', retry_after_ms: pause_ms });
    expect(await failureOf(client.request(read(url)))).toBe('limited');
    expect(requests).toHaveLength(1);
    expect(await failureOf(createClient({}, 'two', shared).client.request(read(url)))).toBeUndefined();
  });
});

describe('connections', () => {
  it('gives every command a connection of its own and lets reads share one', async () => {
    let connections = 0;
    const server = createServer((_, response) => response.end('{}'));
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { client } = createClient();
    for (let round = 0; round < 10; round += 1) await client.request(read(url));
    expect(connections).toBeLessThan(5);
    const shared_connections = connections;
    for (let round = 0; round < 10; round += 1) await client.request(command(url));
    expect(connections - shared_connections).toBe(10);
  });

  it('makes at most 20 calls of a brand at once', async () => {
    let active = 0;
    let most = 0;
    const server = createServer((_, response) => {
      active += 1;
      most = Math.max(most, active);
      setTimeout(() => {
        active -= 1;
        response.end('{}');
      }, 20);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(async () => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { client } = createClient({ total_timeout_ms: 5_000 });
    await Promise.all(Array.from({ length: 60 }, (_, index) => client.request(index % 2 ? read(url) : command(url))));
    expect(most).toBe(20);
  });

  it('turns calls away when too many wait', async () => {
    const { url, injectFault } = await startVendor();
    injectFault({ kind: 'delay', ms: 50 }, 10);
    const { client } = createClient({ max_parallel: 1, max_waiting: 1 });
    const kinds = await Promise.all(Array.from({ length: 4 }, () => failureOf(client.request(command(url)))));
    expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(2);
  });

  it.each([
    'http://vendor.example/',
    'https://10.1.2.3/',
    'https://[::1]/',
    'https://user:pass@vendor.example/',
    'ftp://vendor.example/',
    'nonsense',
  ])('never goes to %s', async (url) => {
    const shared = createBrandGuard();
    endings.push(shared.close);
    const failure = await createHttpClient({ brand: 'ACME', credentials_id: 'one', shared })
      .request(read(url))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterFailure);
    expect(failure).toMatchObject({ kind: 'offline', message: expect.stringContaining('not allowed') });
  });
});
