import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lendBytes } from './lend-bytes.ts';

const sign = 'é€🛵';
const parts: Record<string, string[]> = {
  '/short': ['a', sign, 'b'],
  '/first': Array.from({ length: 100 }, () => '1'.repeat(15_000)),
  '/second': Array.from({ length: 100 }, () => '2'.repeat(15_000)),
  '/too-large': Array.from({ length: 10 }, () => sign.repeat(40_000)),
};
const partsOf = (url = '') => parts[url] ?? [];
const server = createServer((request, response) => response.end(lendBytes(response, partsOf(request.url))));
const ask = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, agent: false }, resolve).on('error', reject);
  });
const read = async (path: string) => text(await ask(path));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each(Object.keys(parts))('puts %s together, whatever was sent before', async (path) => {
  expect(await read(path)).toBe(partsOf(path).join(''));
  expect(await read(path)).toBe(partsOf(path).join(''));
});

it('lends nothing twice: an answer that waits for its reader stays what it is', async () => {
  const waiting = await ask('/first');
  expect(await read('/second')).toBe(partsOf('/second').join(''));
  expect(await text(waiting)).toBe(partsOf('/first').join(''));
});

it('lends again after a reader who left', async () => {
  (await ask('/first')).destroy();
  expect(await read('/second')).toBe(partsOf('/second').join(''));
});
