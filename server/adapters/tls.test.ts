import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { rootCertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createBrandGuard } from './brand-guard.ts';
import { createHttpClient } from './http-client.ts';
import { createSelfSignedCertificate } from './test-certificate.ts';
import { failureOf } from './test-context.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const day_ms = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day_ms);

const start = async (host: string, certificate: { key: string; cert: string }) => {
  let calls = 0;
  const server = createServer(certificate, (_, response) => {
    calls += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shared = createBrandGuard({ allow_private_addresses: true });
  endings.push(shared.close, () => {
    server.closeAllConnections();
    server.close();
  });
  const client = createHttpClient({ brand: 'ACME', credentials_id: 'one', shared });
  const url = `https://${host}:${(server.address() as AddressInfo).port}/`;
  const ask = (purpose: 'read' | 'command') => failureOf(client.request({ method: 'POST', url, purpose, body: '{"do":"it"}' }));
  return { ask, calls: () => calls };
};

const trust = (cert: string) => {
  setDefaultCACertificates([...rootCertificates, cert]);
  endings.push(() => setDefaultCACertificates([...rootCertificates]));
};

describe('TLS', () => {
  it.each(['read', 'command'] as const)('a certificate that nobody vouches for gets no byte of a %s', async (purpose) => {
    const { ask, calls } = await start('localhost', createSelfSignedCertificate('localhost', inDays(-1), inDays(1)));
    expect(await ask(purpose)).toBe('offline');
    expect(calls()).toBe(0);
  });

  it('a trusted certificate is accepted', async () => {
    const certificate = createSelfSignedCertificate('localhost', inDays(-1), inDays(1));
    trust(certificate.cert);
    const { ask } = await start('localhost', certificate);
    expect(await ask('command')).toBeUndefined();
  });

  it.each([
    ['an expired', 'localhost', -1],
    ["another host's", 'vendor.example', 1],
  ] as const)('%s certificate is refused even if trusted', async (_, host, days) => {
    const certificate = createSelfSignedCertificate(host, inDays(-2), inDays(days));
    trust(certificate.cert);
    const { ask, calls } = await start('localhost', certificate);
    expect(await ask('command')).toBe('offline');
    expect(calls()).toBe(0);
  });
});
