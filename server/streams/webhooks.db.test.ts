import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EventType } from '#lib/domain/event.ts';
import { write } from '#server/store/write.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { retry_delays_ms } from './webhook-attempt.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { createWebhookRelay } from './webhooks.ts';

interface Received {
  path: string;
  headers: Record<string, unknown>;
  body: string;
}

/** A receiver at an address of its own that answers what it is told to. */
const startReceiver = async () => {
  const received: Received[] = [];
  const script = { status: (_one: Received): number => 200 };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const one = { path: request.url ?? '', headers: request.headers, body };
    received.push(one);
    response.writeHead(script.status(one), { location: '/elsewhere' }).end('thanks');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, script, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

describeOnBothDatabases('webhooks', (makeApp) => {
  const startRelay = (test: TestApp) => {
    const relay = createWebhookRelay({
      app: test.app,
      private_key: test.private_key,
      sender: createWebhookSender(['127.0.0.1'], 2_000),
      isInOffice: async () => true,
    });
    relay.start();
    let over: Promise<void> | undefined;
    const stop = () => {
      over ??= relay.stop();
      return over;
    };
    onTestFinished(stop);
    return { stop };
  };
  const prepare = async () => {
    const made = await makeApp();
    const test: TestApp = { ...made, app: { ...made.app, config: { ...made.app.config, webhook_internal_hosts: ['127.0.0.1'] } } };
    const fleet = await makeFleet(test);
    const client = await fleet.addClient();
    // The clock of these tests runs for days.
    await test.app.db.write.updateTable('api_tokens').set({ expires_at: '2031-01-01T00:00:00.000Z' }).execute();
    const { call } = createApi(test);
    const receiver = await startReceiver();
    const emit = (...events: readonly (readonly [EventType, string, object?])[]) =>
      write(test.app, async (_tx, emitOne) => {
        for (const [type, vehicle_id, data = { vehicle_id }] of events)
          emitOne({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: '2030-06-10T06:00:00.000Z', flow_id: 'f', data });
      });
    let number = 0;
    const add = async (more: object = {}, caller = client) => {
      number += 1;
      return (await call(caller, 'POST', '/webhooks', { body: { name: `Hook ${number}`, url: `${receiver.url}/${number}`, ...more } }))
        .json;
    };
    const get = async (id: string) => (await call(client, 'GET', `/webhooks/${id}`)).json;
    const deliveries = async (id: string, query = '') => (await call(client, 'GET', `/webhooks/${id}/deliveries${query}`)).json.items;
    const until = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 30 });
    return { test, fleet, client, call, receiver, emit, add, get, deliveries, until };
  };
  const sequences = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).metadata.sequence);

  it('post the envelopes of the stream, word for word, signed so that the receiver can tell', async () => {
    const { test, client, call, receiver, emit, add, until } = await prepare();
    await emit(['IgnitionChanged', 'A']);
    const { secret, url, ...webhook } = await add();
    expect(webhook).toMatchObject({ status: 'ACTIVE', topics: [], enabled: true });
    const state = (s: object, more = {}) => ['VehicleStateRecorded', 'A', { t: '2030-06-10T06:00:00.000Z', s, ...more }] as const;
    await emit(state({ altitude_in_meters: 1 }, { full: 1 }), ['CommandRequested', 'A'], state({ mileage_in_kilometers: 2 }), [
      'CommandExecuted',
      'A',
    ]);
    startRelay(test);
    await until(() => expect(receiver.received).toHaveLength(3));
    const { items } = (await call(client, 'GET', '/events?after=1')).json;
    expect(receiver.received.map(({ body }) => body)).toEqual(items.map((item: object) => JSON.stringify(item)));
    expect(items[1].data.vehicle_state).toMatchObject({ altitude_in_meters: { value: 1 }, mileage_in_kilometers: { value: 2 } });
    for (const { headers, body } of receiver.received) {
      const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
      expect([id, Number(timestamp)]).toEqual([JSON.parse(body).metadata.id, Math.floor(test.app.clock() / 1000)]);
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
      expect(headers['content-type']).toBe('application/json');
    }
  });

  it('are chosen by topic, type and vehicle, and never tell a maker what he may not see', async () => {
    const { test, fleet, call, receiver, emit, add, until } = await prepare();
    const narrow = await fleet.addClient(['vehicles.ro', 'event-subscriptions']);
    expect((await add({}, narrow)).type).toBe('/problems/missing-permissions');
    const { id } = await add({ topics: ['VehicleChange'], vehicle_ids: ['A'] }, narrow);
    expect((await call(narrow, 'PATCH', `/webhooks/${id}`, { body: { topics: ['Command'] } })).json.type).toBe(
      '/problems/missing-permissions',
    );
    await emit(['VehicleChanged', 'B'], ['IgnitionChanged', 'A'], ['VehicleChanged', 'A']);
    startRelay(test);
    await until(() => expect(sequences(receiver.received)).toEqual([3]));
  });

  it('are tried again on the schedule, then switched off; switched on again they lose nothing', async () => {
    const { test, client, call, receiver, emit, add, get, deliveries, until } = await prepare();
    const { id } = await add();
    receiver.script.status = () => 302;
    await emit(['IgnitionChanged', 'A']);
    startRelay(test);
    for (const [index, delay_ms] of retry_delays_ms.entries()) {
      await until(async () =>
        expect(await deliveries(id)).toMatchObject([{ attempts: index + 1, status: 'PENDING', response_status: 302 }]),
      );
      const [{ last_attempt_at, next_attempt_at }] = await deliveries(id);
      expect([Date.parse(last_attempt_at), Date.parse(next_attempt_at) - Date.parse(last_attempt_at)]).toEqual([
        test.app.clock(),
        delay_ms,
      ]);
      test.clock.advance(delay_ms);
    }
    await until(async () => expect(await get(id)).toMatchObject({ status: 'DISABLED', enabled: false, disabled_reason: 'FAILED' }));
    expect(await deliveries(id)).toMatchObject([{ attempts: 10, status: 'FAILED' }]);
    expect(new Set(receiver.received.map(({ path }) => path)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);

    await emit(['IgnitionChanged', 'B']);
    receiver.script.status = () => 204;
    expect((await call(client, 'PATCH', `/webhooks/${id}`, { body: { enabled: true } })).json).toMatchObject({ status: 'ACTIVE' });
    await until(() => expect(sequences(receiver.received).at(-1)).toBe(2));
    await until(async () => expect(await deliveries(id, '?status=DELIVERED')).toHaveLength(1));
    const [, first] = await deliveries(id);
    expect((await call(client, 'POST', `/webhooks/${id}/deliveries/${first.id}/replay`)).json).toMatchObject({
      status: 'PENDING',
      attempts: 0,
    });
    await until(async () => expect((await deliveries(id))[1]).toMatchObject({ status: 'DELIVERED', attempts: 1, response_status: 204 }));
  });

  it('are switched off at once by 410, and hold up nobody else', async () => {
    const { test, receiver, emit, add, get, deliveries, until } = await prepare();
    const [gone, broken, well] = [await add(), await add(), await add()];
    receiver.script.status = ({ path }) => ({ '/1': 410, '/2': 500 })[path] ?? 200;
    await emit(...Array.from({ length: 400 }, (_, index) => ['IgnitionChanged', `V${index % 10}`] as const));
    startRelay(test);
    await until(() => expect(sequences(receiver.received.filter(({ path }) => path === '/3')).length).toBe(400));
    await until(async () => expect(await get(gone.id)).toMatchObject({ status: 'DISABLED', disabled_reason: 'GONE' }));
    expect(await get(broken.id)).toMatchObject({ status: 'ACTIVE' });
    await until(async () => expect((await deliveries(broken.id, '?limit=1000&status=PENDING')).length).toBe(100));
    expect(await deliveries(well.id, '?status=PENDING')).toEqual([]);
    const by_vehicle = Map.groupBy(
      receiver.received.filter(({ path }) => path === '/3'),
      ({ body }) => JSON.parse(body).data.vehicle_id,
    );
    for (const own of by_vehicle.values()) expect(sequences(own)).toEqual(sequences(own).toSorted((a, b) => a - b));
  });

  it('lose nothing when the gateway is replaced again and again, and keep the order of each vehicle', async () => {
    const { test, receiver, emit, add, until } = await prepare();
    await add();
    let relay = startRelay(test);
    for (let round = 0; round < 12; round += 1) {
      await emit(...Array.from({ length: 60 }, (_, index) => ['IgnitionChanged', `V${index % 7}`] as const));
      await until(() => expect(receiver.received.length).toBeGreaterThan(round * 40));
      await relay.stop();
      relay = startRelay(test);
    }
    await until(() => expect(new Set(sequences(receiver.received)).size).toBe(720));
    const firsts = [
      ...new Map(receiver.received.toReversed().map((one) => [JSON.parse(one.body).metadata.sequence, one])).values(),
    ].reverse();
    for (const own of Map.groupBy(firsts, ({ body }) => JSON.parse(body).data.vehicle_id).values())
      expect(sequences(own)).toEqual(sequences(own).toSorted((a, b) => a - b));
  });

  it('sign with both secrets for a day after a change, and send a test', async () => {
    const { test, client, call, receiver, add, until } = await prepare();
    const { id, secret: old } = await add();
    const { secret: fresh, old_secret_expires_at } = (await call(client, 'POST', `/webhooks/${id}/secret`)).json;
    expect(Date.parse(old_secret_expires_at) - test.app.clock()).toBe(24 * 3_600_000);
    startRelay(test);
    const signedBy = async () => {
      const before = receiver.received.length;
      expect((await call(client, 'POST', `/webhooks/${id}/test`)).json).toMatchObject({ status: 'PENDING', event_type: 'WebhookTest' });
      await until(() => expect(receiver.received).toHaveLength(before + 1));
      const { headers, body } = receiver.received.at(-1) as Received;
      const sign = (secret: string) =>
        `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
          .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
          .digest('base64')}`;
      const given = String(headers['webhook-signature']).split(' ');
      return [given.length, given.includes(sign(fresh)), given.includes(sign(old))];
    };
    expect(await signedBy()).toEqual([2, true, true]);
    test.clock.advance(24 * 3_600_000);
    expect(await signedBy()).toEqual([1, true, false]);
    const rows = await test.app.db.read.selectFrom('webhooks').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(fresh.slice(6));
  });

  it('are at most twenty, with names of their own, at addresses that are allowed, and made once per key', async () => {
    const { client, call, add } = await prepare();
    const headers = { 'idempotency-key': 'one' };
    const body = { name: 'Twice', url: 'https://hooks.example/' };
    const [first, second] = [
      await call(client, 'POST', '/webhooks', { body, headers }),
      await call(client, 'POST', '/webhooks', { body, headers }),
    ];
    expect(second.json).toEqual(first.json);
    expect((await add({ name: 'Twice' })).type).toBe('/problems/conflicting-resource');
    for (const url of ['https://10.0.0.1/', 'http://hooks.example/', 'https://hooks.example:25/'])
      expect((await add({ url })).errors).toMatchObject([{ pointer: '/url' }]);
    for (let count = 1; count < 20; count += 1) expect((await add()).status).toBe('ACTIVE');
    expect((await add()).type).toBe('/problems/conflicting-resource');
  });
});
