import { createServer, get, IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lendBytes } from './lend-bytes.ts';

const sign = 'é€🛵';
const parts: Record<string, string[]> = {
  '/short': ['a', sign, 'b'],
  '/large': Array.from({ length: 100 }, (_, index) => `${index}${sign}`.repeat(1000)),
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

it('lends nothing twice until the answer is out, and then again', () => {
  const [one, other, third] = [1, 2, 3].map(() => new ServerResponse(new IncomingMessage(new Socket())));
  if (!one || !other || !third) throw new Error('There are three answers.');
  const waiting = lendBytes(one, ['waiting']);
  expect(lendBytes(other, ['another']).toString()).toBe('another');
  expect(waiting.toString()).toBe('waiting');
  one.emit('close');
  expect(lendBytes(third, ['a third']).buffer).toBe(waiting.buffer);
  third.emit('close');
});

it('lends again after a reader who left', async () => {
  (await ask('/large')).destroy();
  expect(await read('/large')).toBe(partsOf('/large').join(''));
});
