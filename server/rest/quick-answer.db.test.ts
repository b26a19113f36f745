import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import type { App } from '#server/app.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { createStreamHub } from '#server/streams/sse.ts';
import { credentialsOf } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type Person, type TestFleet } from '#server/test/fleet.fixture.ts';
import { startScriptedGateway } from '#server/test/gateway.fixture.ts';
import { operationSamples } from '#server/test/operation-samples.fixture.ts';
import { createApiListener } from './api-listener.ts';
import { base_path } from './rest.ts';

const longest_wait_ms = 60_000;
/** On a machine that does much else. */
const generous_ms = 300_000;

interface Seen {
  status: number | undefined;
  headers: Record<string, unknown>;
  body: string;
}

describeOnBothDatabases('the short way', (makeApp) => {
  const servers: Server[] = [];
  const serve = async (app: App) => {
    const listener = createApiListener(app, createStreamHub(app));
    const server = createServer(listener.answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, listener };
  };
  afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve).closeAllConnections()))));

  const ask = ({ port }: { port: number }, path: string, headers: Record<string, string>, method = 'GET'): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const read = async (message: IncomingMessage) => {
        const parts: Buffer[] = [];
        for await (const part of message) parts.push(part);
        resolve({ status: message.statusCode, headers: message.headers, body: Buffer.concat(parts).toString() });
      };
      request({ host: '127.0.0.1', port, path, method, headers }, (message) => void read(message).catch(reject))
        .on('error', reject)
        .end();
    });

  /** Of both ways: one installation that remembers, one on the same data that does not. */
  const open = async (settings: Record<string, string> = {}) => {
    const test = await makeApp(settings);
    const { memory: _, ...plain } = test.app;
    const app = { ...plain, memory: createVehicleMemory(test.app.db) };
    return { test, app, quick: await serve(app), full: await serve(plain), fleet: await makeFleet(test) };
  };
  type Opened = Awaited<ReturnType<typeof open>>;

  /** Asks until the short way has answered. */
  const askQuickly = async ({ quick, app }: Opened, path: string, headers: Record<string, string>): Promise<Seen> => {
    const until = performance.now() + longest_wait_ms;
    for (;;) {
      const before = quick.listener.counts.quick;
      const seen = await ask(quick, path, headers);
      if (quick.listener.counts.quick > before) return seen;
      if (performance.now() > until) throw new Error(`The short way does not answer ${path}.`);
      if (!app.memory.isCurrent()) await new Promise(setImmediate);
    }
  };
  const untilCurrent = async ({ app }: Opened) => {
    const until = performance.now() + longest_wait_ms;
    while (!app.memory.isCurrent()) {
      if (performance.now() > until) throw new Error('The memory does not become current.');
      await new Promise(setImmediate);
    }
  };
  const differing = ['x-invers-flow-id', 'date', 'x-rate-limit-remaining', 'x-rate-limit-reset'];
  const compared = ({ status, headers, body }: Seen) => ({
    status,
    body: body.replace(/"flow_id":"[^"]+"/, ''),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, differing.includes(name) ? 'some' : value])),
  });

  describe('beside the long one', () => {
    let its: Opened;
    let test: TestApp;
    let fleet: TestFleet;
    let client: ApiClient;
    let vehicle_path: string;
    const list_path = `${base_path}/vehicles`;
    beforeAll(async () => {
      its = await open();
      ({ test, fleet } = its);
      client = await fleet.addClient();
      const { id } = await fleet.addVehicle({ master_data: { remark: 'ä \u{1F6F5} "' } });
      vehicle_path = `${list_path}/${id}`;
      for (let count = 0; count < 30; count += 1) await fleet.addVehicle();
    });
    const as = (caller: ApiClient | Person, more: Record<string, string> = {}) => ({ ...credentialsOf(caller, 'GET'), ...more });

    it('gives the same answer, headers and all', async () => {
      const { items } = JSON.parse((await ask(its.full, `${list_path}?limit=7`, as(client))).body);
      expect(items).toHaveLength(7);
      const { next_page_token } = JSON.parse((await ask(its.full, `${list_path}?limit=7`, as(client))).body);
      for (const path of [
        vehicle_path,
        list_path,
        `${list_path}?limit=3&sort=-license_plate`,
        `${list_path}?page_token=${next_page_token}&limit=7`,
      ]) {
        const seen = await askQuickly(its, path, as(client));
        expect(compared(seen), path).toEqual(compared(await ask(its.full, path, as(client))));
        expect(seen.headers['x-invers-flow-id']).not.toBe((await askQuickly(its, path, as(client))).headers['x-invers-flow-id']);
      }
    });

    it('is not taken by whoever may not, asks otherwise, or for anything else', async () => {
      await askQuickly(its, vehicle_path, as(client));
      await askQuickly(its, list_path, as(client));
      const stranger = await (await makeFleet(test)).addClient();
      const asked: [string, Record<string, string>, string?][] = [];
      for (const path of [vehicle_path, list_path]) {
        asked.push(
          [path, {}],
          [path, { authorization: 'Bearer nonsense' }],
          [path, { authorization: `Basic ${client.token}` }],
          [path, { authorization: `bearer   ${client.token} ` }],
          [path, as(await fleet.addClient(['audit-log.ro']))],
          [path, as(stranger)],
          [path, as(fleet.people['Fleet Manager'])],
          [path, as(fleet.people['Fleet Manager'], { authorization: 'Bearer nonsense' })],
          [path, as(client, { 'x-invers-fleet-id': fleet.fleet_id })],
          [path, as(client, { 'x-invers-fleet-id': 'OTHER' })],
          [path, as(client, { 'idempotency-key': ' ' })],
          [path, as(client, { 'if-match': '"77"' })],
          [path, as(client, { host: 'a b' })],
          [path, as(client, { host: 'localhost:1' })],
          [path, as(client, { 'content-length': '0' })],
          [path, as(client), 'HEAD'],
          [path, as(client), 'OPTIONS'],
          [`${path}/`, as(client)],
          [`${path}?surplus=1`, as(client)],
          [`http://127.0.0.1${path}`, as(client)],
          [path.toLowerCase(), as(client)],
        );
      }
      for (const [path, headers, method] of asked) {
        const seen = [];
        // Twice: what was asked once is remembered.
        for (let turn = 0; turn < 2; turn += 1) {
          await untilCurrent(its);
          seen.push(compared(await ask(its.quick, path, headers, method)));
        }
        const wanted = compared(await ask(its.full, path, headers, method));
        expect(seen, `${method} ${path} ${JSON.stringify(headers)}`).toEqual([wanted, wanted]);
      }
    });

    const kept: readonly OperationId[] = ['getVehicle', 'listVehicles'];
    const reads = (Object.entries(operations) as [OperationId, Operation][]).filter(([, { method }]) => method === 'GET');

    const askBoth = async (id: OperationId, path: string, caller: ApiClient | Person) => {
      const wanted = compared(await ask(its.full, path, as(caller)));
      for (let turn = 0; turn < 3; turn += 1) {
        await untilCurrent(its);
        const seen = compared(await ask(its.quick, path, as(caller)));
        // The others' answers differ by what happens in between, such as the instants of a sign-in.
        if (!kept.includes(id)) expect([seen.status, Object.keys(seen.headers)], id).toEqual([wanted.status, Object.keys(wanted.headers)]);
        else expect(seen, id).toEqual(wanted);
      }
    };

    it('answers whatever operation like the long one, however often it is asked', { timeout: generous_ms }, async () => {
      const gateway = await startScriptedGateway(test);
      const samples = operationSamples(test, fleet, await fleet.addCredentials());
      const stranger = await fleet.addClient(['vehicles.ro']);
      for (const [id, { permission }] of reads) {
        const { path } = await samples[id]();
        for (const caller of [client, stranger, fleet.personWho(permission)]) await askBoth(id, `${base_path}${path}`, caller);
      }
      expect(its.quick.listener.counts.quick).toBeGreaterThan(0);
      await gateway.stop();
    });

    it('shows a write to whoever made it', async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        await askQuickly(its, vehicle_path, as(client));
        await askQuickly(its, list_path, as(client));
        const tags = [`turn-${turn}`];
        const written = await fetch(`http://127.0.0.1:${its.quick.port}${vehicle_path}/tags`, {
          method: 'PUT',
          headers: { ...as(client), 'content-type': 'application/json' },
          body: JSON.stringify({ tags }),
        });
        expect(written.status).toBe(200);
        const seen = await ask(its.quick, vehicle_path, as(client));
        expect([JSON.parse(seen.body).tags, seen.headers.etag]).toEqual([tags, written.headers.get('etag')]);
        expect((await ask(its.quick, list_path, as(client))).body).toContain(seen.body);
      }
    });

    it('ends with the permission, and with the token', async () => {
      const other = await fleet.addClient(['vehicles.ro']);
      await askQuickly(its, vehicle_path, as(other));
      await test.app.db.write.updateTable('api_clients').set({ permissions: '[]' }).where('id', '=', other.client_id).execute();
      test.clock.advance(3_001);
      expect((await ask(its.quick, vehicle_path, as(other))).status).toBe(403);
      await askQuickly(its, vehicle_path, as(client));
      test.clock.advance(86_400_000);
      expect((await ask(its.quick, vehicle_path, as(client))).status).toBe(401);
    });
  });

  it('counts requests like the long one, and says so when they are used up', async () => {
    const limit = 40;
    const its = await open({ API_REQUESTS_PER_MINUTE: String(limit) });
    const client = await its.fleet.addClient();
    const { id } = await its.fleet.addVehicle();
    const before = its.quick.listener.counts.quick;
    const seen: Seen[] = [];
    for (let count = 0; count < limit + 3; count += 1) {
      await untilCurrent(its);
      seen.push(await ask(its.quick, `${base_path}/vehicles/${id}`, credentialsOf(client, 'GET')));
    }
    expect(its.quick.listener.counts.quick).toBeGreaterThan(before);
    const within = Array.from({ length: limit }, (_, index) => [200, limit - 1 - index]);
    const told = seen.map(({ status, headers }) => [status, Number(headers['x-rate-limit-remaining'])]);
    expect(told).toEqual([...within, [429, 0], [429, 0], [429, 0]]);
    expect(seen.at(-1)?.headers).toMatchObject({ 'x-rate-limit-limit': `${limit}`, 'retry-after': expect.stringMatching(/^\d+$/) });
  });
});
