/** A vendor behind TLS that falls ill in every way that promise P10 names, and gets well again. */
import { connect, type Socket } from 'node:net';
import { createServer, rootCertificates, setDefaultCACertificates } from 'node:tls';
import { createSelfSignedCertificate } from '#server/adapters/test-certificate.ts';
import type { HttpFault } from '../../e2e/fakes/http-fault.ts';

/** The fakes' control. */
export interface Faults {
  injectFault(fault: HttpFault, calls?: number): void;
  clearFaults(): void;
}

const always = 1_000_000;
const flaps = 1_000;

/**
 * How the vendor falls ill, and what its calls meet once that was noticed: an open breaker of the brand, a pause of the credentials, or each time
 * an answer that is JSON and means nothing.
 */
export const illnesses = {
  refused: { fault: 'refuse', met_by: 'breaker' },
  'black hole': { fault: { kind: 'black_hole' }, met_by: 'breaker' },
  'reset mid-body': { fault: { kind: 'reset_mid_body' }, met_by: 'breaker' },
  '429': { fault: { kind: 'status', status: 429 }, met_by: 'pause' },
  '429, huge Retry-After': { fault: { kind: 'status', status: 429, headers: { 'retry-after': '99999999999' } }, met_by: 'pause' },
  '429, garbage Retry-After': { fault: { kind: 'status', status: 429, headers: { 'retry-after': 'soon' } }, met_by: 'pause' },
  '500': { fault: { kind: 'status', status: 500 }, met_by: 'breaker' },
  '503': { fault: { kind: 'status', status: 503 }, met_by: 'breaker' },
  '200 with HTML': { fault: { kind: 'html' }, met_by: 'breaker' },
  'truncated JSON': { fault: { kind: 'truncated_json' }, met_by: 'breaker' },
  'endless body': { fault: { kind: 'endless_body' }, met_by: 'breaker' },
  'slow drip': { fault: { kind: 'drip' }, met_by: 'breaker' },
  'expired TLS': { fault: 'expire', met_by: 'breaker' },
  'wrong types': { fault: { kind: 'wrong_types' }, met_by: 'answers' },
  'deep JSON': { fault: { kind: 'deep_json' }, met_by: 'breaker' },
  flapping: { fault: 'flap', met_by: 'breaker' },
} as const satisfies Record<string, { fault: HttpFault | 'refuse' | 'expire' | 'flap'; met_by: 'breaker' | 'pause' | 'answers' }>;
export type Illness = keyof typeof illnesses;

const day_ms = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day_ms);
const valid = createSelfSignedCertificate('localhost', inDays(-2), inDays(1), 'well');
const expired = createSelfSignedCertificate('localhost', inDays(-2), inDays(-1), 'expired');

/** Ends TLS in front of a server on this machine. This process vouches for its certificates, as long as they are valid. */
const startFront = async (target_port: number) => {
  setDefaultCACertificates([...rootCertificates, valid.cert, expired.cert]);
  const open = new Set<Socket>();
  const server = createServer(valid, (client) => {
    const upstream = connect(target_port, '127.0.0.1');
    const end = () => {
      open.delete(client);
      client.destroy();
      upstream.destroy();
    };
    open.add(client);
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
    client.pipe(upstream).pipe(client);
  });
  server.on('tlsClientError', () => {});
  const hangUp = () => {
    for (const socket of [...open]) socket.destroy();
  };
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      hangUp();
    });
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `https://localhost:${port}`,
    refuse: stop,
    expire: () => {
      server.setSecureContext(expired);
      hangUp();
    },
    heal: async () => {
      server.setSecureContext(valid);
      if (!server.listening) await listen(port);
    },
    close: async () => {
      if (server.listening) await stop();
    },
  };
};

/** Puts the front before a fake. `reach`: values of the credentials that name the fake's address, led to the front. */
export const createIllVendor = async (fake_url: string, faults: Faults) => {
  const { origin, port } = new URL(fake_url);
  const front = await startFront(Number(port));
  return {
    reach: <V extends Record<string, string>>(values: V): V =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.replace(origin, front.url)])) as V,
    fallIll: async (illness: Illness): Promise<void> => {
      const { fault } = illnesses[illness];
      if (fault === 'refuse') await front.refuse();
      else if (fault === 'expire') front.expire();
      else if (fault !== 'flap') faults.injectFault(fault, always);
      else {
        for (let call = 0; call < flaps; call += 1) {
          faults.injectFault({ kind: 'status', status: 500 });
          faults.injectFault({ kind: 'delay', ms: 0 });
        }
      }
    },
    heal: async (): Promise<void> => {
      faults.clearFaults();
      await front.heal();
    },
    close: front.close,
  };
};
export type IllVendor = Awaited<ReturnType<typeof createIllVendor>>;
