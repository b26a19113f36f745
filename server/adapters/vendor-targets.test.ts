/**
 * Promise P26 at the other door: the address that is stored for a manufacturer leads to nothing that is not public, however it is written. The broken
 * variant is the same client with the check switched off, as the demo has it for its fakes.
 */
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBrandGuard } from './brand-guard.ts';
import { createHttpClient } from './http-client.ts';
import { loopbackOfThisRun, privateLiterals } from './private-addresses.fixture.ts';

const here = loopbackOfThisRun();
let connections = 0;
let port = 0;
const listener = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, here, resolve));
  const place = listener.address();
  port = typeof place === 'object' && place ? place.port : 0;
});
afterAll(() => void listener.close());

const askAll = async (hosts: readonly string[], allow_private_addresses: boolean): Promise<string[]> => {
  const shared = createBrandGuard({ allow_private_addresses });
  const client = createHttpClient({ brand: 'ACME', credentials_id: 'one', shared });
  const outcomes: string[] = [];
  for (const host of hosts) {
    const asked = client.request({ method: 'GET', url: `https://${host}:${port}/`, purpose: 'read' });
    outcomes.push(
      await asked.then(
        ({ status }) => String(status),
        (error: Error) => error.message,
      ),
    );
  }
  await shared.close();
  return outcomes;
};

it('refuses every spelling of every address that is not public, without a connection', async () => {
  const hosts = privateLiterals(here);
  expect(hosts.length).toBeGreaterThan(250);
  const outcomes = await askAll(hosts, false);
  const taken = hosts.filter((_host, index) => !outcomes[index]?.endsWith('is not allowed'));
  expect([taken, connections]).toEqual([[], 0]);
});

it('would connect with the check switched off', async () => {
  await askAll([here], true);
  expect(connections).toBe(1);
});
