/**
 * Promise P26: no webhook reaches an address that is not public, however the address is written, whatever the name resolves to, and whatever the name
 * resolved to a moment ago. The broken variant looks first and connects afterwards, by the name.
 */
import { Resolver } from 'node:dns/promises';
import { createServer, type LookupFunction } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createPublicLookup, isPublicAddress } from '#server/adapters/egress.ts';
import { loopbackOfThisRun, private_ipv6, privateIpv4, privateLiterals } from '#server/adapters/private-addresses.fixture.ts';
import { type DnsServer, startDnsServer } from './dns-server.fixture.ts';
import { createWebhookSender } from './webhook-sender.ts';

const [port, timeout_ms] = [8443, 5_000];
const here = loopbackOfThisRun();

const private_ipv4 = privateIpv4(here);
const literal = privateLiterals(here);

let dns: DnsServer;
let connections = 0;
let answers: (name: string) => readonly string[] = () => [];
const listener = createServer((socket) => {
  connections += 1;
  socket.destroy();
});
beforeAll(async () => {
  dns = await startDnsServer((name) => answers(name));
  await new Promise<void>((resolve) => listener.listen(port, here, resolve));
});
afterAll(() => {
  dns.close();
  listener.close();
});

/** A name server of ours in place of the system's. */
const resolve: Parameters<typeof createPublicLookup>[0] = (hostname, _options, callback) => {
  const resolver = new Resolver({ timeout: timeout_ms, tries: 1 });
  resolver.setServers([dns.address]);
  const ask = (question: Promise<string[]>) => question.catch((): string[] => []);
  void Promise.all([ask(resolver.resolve4(hostname)), ask(resolver.resolve6(hostname))]).then(
    ([v4, v6]) => {
      const found = [...v4.map((address) => ({ address, family: 4 })), ...v6.map((address) => ({ address, family: 6 }))];
      callback(found.length > 0 ? null : new Error('No such name'), found);
    },
    (error: NodeJS.ErrnoException) => callback(error, []),
  );
};

/** What the lookup let through, for whoever wants to connect. */
const createSender = () => {
  const let_through: string[] = [];
  const guarded = createPublicLookup(resolve);
  const lookup: LookupFunction = (hostname, options, callback) =>
    guarded(hostname, options, (error, address, family) => {
      if (!error) let_through.push(...[address].flat().map((one) => (typeof one === 'string' ? one : one.address)));
      // Public addresses are not ours to try.
      callback(error ?? new Error('Enough seen'), address, family);
    });
  const sender = createWebhookSender([], timeout_ms, lookup);
  onTestFinished(() => sender.close());
  return { sender, let_through };
};

it('refuses every spelling of every address that is not public', async () => {
  expect(literal.length).toBeGreaterThan(400);
  const { sender, let_through } = createSender();
  const taken: string[] = [];
  for (const host of literal) {
    const { error } = await sender.send(`https://${host}:${port}/`, {}, '{}');
    if (error !== 'ADDRESS_NOT_ALLOWED') taken.push(`${host}: ${error}`);
  }
  expect(taken).toEqual([]);
  expect([let_through, connections]).toEqual([[], 0]);
});

it('lets no name through to such an address, alone or beside a public one', async () => {
  const { sender, let_through } = createSender();
  const all = [...private_ipv4, ...private_ipv6];
  answers = (name) => {
    const [kind = '', number = ''] = name.split('-');
    const address = all[Number.parseInt(number, 10)] ?? '';
    return kind === 'mixed' ? ['93.184.215.14', address, '2606:2800:21f:cb07:6820:80da:af6b:8b2c'] : [address];
  };
  for (const index of all.keys()) {
    await sender.send(`https://alone-${index}-x.example:${port}/`, {}, '{}');
    expect(let_through.splice(0)).toEqual([]);
    await sender.send(`https://mixed-${index}-x.example:${port}/`, {}, '{}');
    expect(let_through.splice(0).filter((address) => !isPublicAddress(address))).toEqual([]);
  }
  expect(connections).toBe(0);
});

it('is not deceived by a name that changes its mind, unlike who looks first and connects afterwards', async () => {
  let asked = 0;
  answers = () => {
    asked += 1;
    return [asked <= 2 ? '93.184.215.14' : here];
  };
  const { sender, let_through } = createSender();
  for (let turn = 0; turn < 10; turn += 1) await sender.send(`https://rebinding.example:${port}/`, {}, '{}');
  expect(asked).toBeGreaterThan(10);
  expect(let_through.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(connections).toBe(0);

  asked = 0;
  const looked = await new Promise((found) => createPublicLookup(resolve)('rebinding.example', {}, (_error, address) => found(address)));
  expect(looked).toBe('93.184.215.14');
  const careless = createWebhookSender([], timeout_ms, (hostname, options, callback) =>
    resolve(hostname, { ...options, all: true }, (error, found) =>
      options.all ? callback(error, found) : callback(error, found[0]?.address ?? '', 4),
    ),
  );
  onTestFinished(() => careless.close());
  await careless.send(`https://rebinding.example:${port}/`, {}, '{}');
  expect(connections).toBe(1);
});

it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
  const before = connections;
  const redirecting = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () =>
      socket.end(`HTTP/1.1 ${status} Elsewhere\r\nlocation: https://${here}:${port}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`),
    );
  });
  await new Promise<void>((listening) => redirecting.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void redirecting.close());
  const place = redirecting.address();
  const sender = createWebhookSender(['127.0.0.1'], timeout_ms);
  onTestFinished(() => sender.close());
  const url = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/`;
  expect((await sender.send(url, {}, '{}')).response_status).toBe(status);
  expect(connections).toBe(before);
});
