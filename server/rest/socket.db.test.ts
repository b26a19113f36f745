import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi, credentialsOf } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { base_path } from './rest.ts';

const mebibyte = 1_048_576;

describeOnBothDatabases('the protocol over a real socket', (makeApp) => {
  let fleet: TestFleet;
  let manager: TestFleet['people']['Fleet Manager'];
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => void answer(request, response));
  let answer: ReturnType<typeof getRequestListener>;
  let port: number;
  beforeAll(async () => {
    const test = await makeApp();
    fleet = await makeFleet(test);
    manager = fleet.people['Fleet Manager'];
    answer = getRequestListener(createApi(test).rest.fetch, { overrideGlobalObjects: false });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  /** Sends bytes as they are and reads until the server ends the connection. */
  const exchange = (...parts: (string | Buffer)[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let received = '';
      socket.on('data', (bytes) => {
        received += bytes.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(received));
      for (const part of parts) socket.write(part);
    });
  const head = (method: string, path: string, headers: Record<string, string | number> = {}) => {
    const own = { host: 'x', connection: 'close', ...credentialsOf(manager, method), ...headers };
    const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${base_path}${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  };
  const json = { 'content-type': 'application/json' };

  it('answers HEAD like GET, without a body', async () => {
    const { id } = await fleet.addVehicle();
    for (const [path, status] of [
      ['/vehicles', 200],
      [`/vehicles/${id}`, 200],
      ['/vehicles/0000Z', 404],
      ['/nothing', 404],
    ]) {
      const [headers = '', body] = (await exchange(head('HEAD', String(path)))).split('\r\n\r\n');
      expect(headers, String(path)).toContain(`HTTP/1.1 ${status}`);
      expect(headers).toMatch(/x-invers-flow-id/i);
      expect(body).toBe('');
    }
  });

  it('opens no stream for a HEAD', async () => {
    expect(await exchange(head('HEAD', '/live'))).toMatch(/^HTTP\/1\.1 (200|405)/);
  });

  it('refuses a body that says it is too large before reading it', async () => {
    const answered = await exchange(head('PATCH', '/vehicles/JQ7RP/master-data', { ...json, 'content-length': mebibyte + 1 }), 'x');
    expect(answered).toContain('HTTP/1.1 413');
    expect(answered).toContain('/problems/payload-too-large');
  });

  it('refuses a body that turns out too large without saying so', async () => {
    const chunk = Buffer.alloc(65_536, ' ');
    const chunks = Array.from({ length: 17 }, () => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']).flat();
    const answered = await exchange(head('PATCH', '/vehicles/JQ7RP/master-data', { ...json, 'transfer-encoding': 'chunked' }), ...chunks);
    expect(answered).toContain('HTTP/1.1 413');
  });

  it('refuses bytes that are no UTF-8', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    const answered = await exchange(head('PATCH', '/vehicles/JQ7RP/master-data', { ...json, 'content-length': body.length }), body);
    expect(answered).toContain('HTTP/1.1 400');
  });

  it('refuses headers over 16 KiB', async () => {
    expect(await exchange(head('GET', '/me', { 'x-long': 'a'.repeat(17_000) }))).toContain('HTTP/1.1 431');
  });
});
