/** Event consumers against a real RabbitMQ: what the rows say becomes true there, and what it carries is what every other channel carries. */
import type { ConfirmChannel, ConsumeMessage, GetMessage } from 'amqplib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EventType } from '#lib/domain/event.ts';
import { write } from '#server/store/write.ts';
import { type ConsumerAccount, connectAs, startAmqpConsumer } from '#server/test/amqp-consumer.fixture.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { missingRabbitMq, startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import { createAmqpRelay } from './amqp.ts';
import { createBrokerApi } from './broker-api.ts';
import { measureQueues } from './queue-watch.ts';

const missing = missingRabbitMq();
const soon = { timeout: 60_000, interval: 50 };
const hour_ms = 3_600_000;

describe.skipIf(missing)(`event consumers${missing ? ` (${missing})` : ''}`, () => {
  let broker: TestRabbitMq;
  beforeAll(async () => {
    broker = await startRabbitMq();
  }, 120_000);
  afterAll(() => broker.stop());

  describeOnBothDatabases('event consumers', (makeApp) => {
    const prepare = async () => {
      const test = await makeApp({ AMQP_URL: broker.url, AMQP_MANAGEMENT_URL: broker.management_url });
      const fleet = await makeFleet(test);
      const client = await fleet.addClient();
      await test.app.db.write.updateTable('api_tokens').set({ expires_at: '2031-01-01T00:00:00.000Z' }).execute();
      const { call } = createApi(test);
      const place = test.app.config.broker;
      if (!place) throw new Error('There is no broker.');
      const startRelay = () => {
        const relay = createAmqpRelay({ app: test.app, broker: place, isInOffice: async () => true, measure_interval_ms: 200 });
        relay.start();
        let over: Promise<void> | undefined;
        const stop = () => {
          over ??= relay.stop();
          return over;
        };
        onTestFinished(stop);
        return { stop };
      };
      let number = 0;
      const add = async (topics: readonly string[]) => {
        number += 1;
        return (await call(client, 'POST', '/event-consumers', { body: { name: `Reader ${number}`, topics } })).json;
      };
      const get = async (id: string) => (await call(client, 'GET', `/event-consumers/${id}`)).json;
      const until = (check: () => unknown) => vi.waitFor(check, soon);
      const ready = (id: string) => until(async () => expect(await get(id)).toMatchObject({ provisioned: true }));
      const emit = (...events: readonly (readonly [EventType, string, object?])[]) =>
        write(test.app, async (_tx, emitOne) => {
          for (const [type, vehicle_id, data = { vehicle_id }] of events)
            emitOne({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: '2030-06-10T06:00:00.000Z', flow_id: 'f', data });
        });
      const receive = (account: ConsumerAccount & { queues: { name: string }[] }) => {
        const messages: ConsumeMessage[] = [];
        const consumer = startAmqpConsumer(
          account,
          account.queues.map(({ name }) => name),
          (message) => void messages.push(message),
        );
        onTestFinished(consumer.stop);
        return messages;
      };
      return { test, fleet, client, call, startRelay, add, get, ready, emit, receive, until };
    };
    const sequences = (messages: readonly ConsumeMessage[]) => messages.map(({ properties }) => properties.headers?.sequence);

    it('read their topics by an account of their own, with the documented properties', async () => {
      const { fleet, startRelay, add, ready, emit, receive, until } = await prepare();
      await emit(['IgnitionChanged', 'A']);
      startRelay();
      const account = await add(['IgnitionChanged', 'VehicleStateChange', 'VehicleChange']);
      expect(account).toMatchObject({ user: `f-${fleet.fleet_id}-c-${account.id}`, status: 'NOT_CONNECTED', tls: false, reasons: [] });
      await ready(account.id);
      await emit(['IgnitionChanged', 'A'], ['CommandExecuted', 'A'], ['VehicleChanged', 'B'], ['IgnitionChanged', 'B']);
      const messages = receive(account);
      await until(() => expect(messages).toHaveLength(5));
      const own = messages.filter(({ fields }) => fields.routingKey.startsWith('IgnitionChanged.'));
      expect(own.map(({ properties, fields }) => [fields.routingKey, properties.headers])).toMatchObject([
        [
          'IgnitionChanged.IgnitionChanged.A',
          { sequence: 2, previous_sequence: 0, schema_major_version: 1, 'Message-Type': 'IgnitionChanged' },
        ],
        ['IgnitionChanged.IgnitionChanged.B', { sequence: 5, previous_sequence: 2, 'Flow-ID': 'f', 'Message-Version': '1' }],
      ]);
      const { metadata } = JSON.parse(String(own[0]?.content));
      expect(own[0]?.properties).toMatchObject({
        messageId: metadata.id,
        type: metadata.type,
        timestamp: Date.parse(metadata.occurred_at) / 1000,
        correlationId: metadata.flow_id,
        contentType: 'application/json',
        deliveryMode: 2,
      });
      expect(own[0]?.fields.exchange).toBe(`fleet.${fleet.fleet_id}`);
      const rest = messages.filter((message) => !own.includes(message)).map(({ fields }) => fields.routingKey);
      expect(rest.sort()).toEqual([
        'VehicleChange.VehicleChanged.B',
        'VehicleStateChange.IgnitionChanged.A',
        'VehicleStateChange.IgnitionChanged.B',
      ]);
    });

    it('can do nothing but read their own queues', async () => {
      const { startRelay, add, ready, emit } = await prepare();
      startRelay();
      const [one, other] = [await add(['VehicleChange']), await add(['VehicleChange'])];
      await Promise.all([ready(one.id), ready(other.id)]);
      await emit(['VehicleChanged', 'A']);
      await expect(connectAs({ ...one, virtual_host: other.virtual_host })).rejects.toThrow();
      await expect(connectAs({ ...one, virtual_host: '/' })).rejects.toThrow();
      await expect(connectAs({ ...one, password: other.password })).rejects.toThrow();
      const link = await connectAs(one);
      onTestFinished(() => link.close().catch(() => {}));
      const refused = async (act: (channel: ConfirmChannel) => PromiseLike<unknown>) => {
        const channel = await link.createConfirmChannel();
        const broken = new Promise<Error>((resolve) => void channel.once('error', resolve));
        const failed = Promise.resolve(act(channel)).then(() => undefined);
        failed.catch(() => {});
        expect(String(await Promise.race([broken, failed]))).toMatch(/ACCESS_REFUSED/);
      };
      const exchange = `fleet.${other.queues[0].name.split('.')[0]}`;
      const own_queue = one.queues[0].name;
      await refused((channel) => channel.assertQueue('mine'));
      await refused((channel) => channel.deleteQueue(own_queue));
      await refused((channel) => channel.bindQueue(own_queue, exchange, '#'));
      await refused((channel) => channel.assertExchange('mine', 'fanout'));
      await refused((channel) => {
        channel.publish(exchange, 'VehicleChange.VehicleChanged.A', Buffer.from('{}'));
        return channel.waitForConfirms();
      });
      await refused((channel) => {
        channel.sendToQueue(own_queue, Buffer.from('{}'));
        return channel.waitForConfirms();
      });
    });

    it('change topics and password, rest while they are suspended, and leave nothing behind', async () => {
      const { test, call, client, startRelay, add, get, ready, emit, receive, until } = await prepare();
      startRelay();
      const account = await add(['VehicleChange']);
      const path = `/event-consumers/${account.id}`;
      await ready(account.id);
      await emit(['VehicleChanged', 'A']);
      const changed = (await call(client, 'PUT', `${path}/topics`, { body: { topics: ['Command'] } })).json;
      await ready(account.id);
      await emit(['VehicleChanged', 'B'], ['CommandExecuted', 'B']);
      const messages = receive({ ...account, ...changed });
      await until(() => expect(sequences(messages)).toEqual([3]));
      await until(async () => expect(await get(account.id)).toMatchObject({ status: 'CONNECTED' }));
      const link = await connectAs(account);
      const cut = new Promise((resolve) => void link.once('close', resolve));

      expect((await call(client, 'PATCH', path, { body: { suspended: true } })).json).toMatchObject({
        status: 'SUSPENDED',
        reasons: ['OPERATOR'],
      });
      await ready(account.id);
      await emit(['CommandExecuted', 'C']);
      const { password } = (await call(client, 'POST', `${path}/credentials`)).json;
      await cut;
      await expect(connectAs(account)).rejects.toThrow();
      const again = receive({ ...account, ...changed, password });
      await until(async () =>
        expect((await call(client, 'GET', `${path}/metrics`)).json).toMatchObject({ connections: 1, waiting_events: 1 }),
      );
      expect(sequences(again)).toEqual([]);
      await call(client, 'PATCH', path, { body: { suspended: false } });
      await until(() => expect(sequences(again)).toEqual([4]));

      await call(client, 'DELETE', path);
      await until(async () => expect(await test.app.db.read.selectFrom('event_consumers').selectAll().execute()).toEqual([]));
      expect(await test.app.db.read.selectFrom('cursors').selectAll().execute()).toEqual([]);
      await expect(connectAs({ ...account, password })).rejects.toThrow();
    });

    it('find what they reject in a queue of its own, and a queue that somebody deleted is made again', async () => {
      const { startRelay, add, ready, emit, receive, until } = await prepare();
      startRelay();
      const account = await add(['VehicleChange']);
      await ready(account.id);
      const [{ name: queue }] = account.queues;
      await emit(['VehicleChanged', 'A']);
      const link = await connectAs(account);
      const channel = await link.createChannel();
      let found: GetMessage | false = false;
      await until(async () => {
        found = await channel.get(queue);
        expect(found).not.toBe(false);
      });
      if (found) channel.nack(found, false, false);
      await until(async () => {
        const dead = await channel.get(queue.replace('VehicleChange', 'dead-letters'), { noAck: true });
        expect(dead).toMatchObject({ properties: { headers: { sequence: 1 } } });
      });
      await link.close();
      const place = new URL(broker.url);
      const operator = await connectAs({ ...account, user: place.username, password: place.password });
      await (await operator.createChannel()).deleteQueue(queue);
      await operator.close();
      await emit(['VehicleChanged', 'A'], ['VehicleChanged', 'B']);
      const messages = receive(account);
      await until(() => expect(sequences(messages)).toEqual([2, 3]));
    });

    it('lose a queue that they do not read for three days, and are told a day before', async () => {
      const { test, call, client, startRelay, add, get, ready, emit, receive, until } = await prepare();
      const relay = startRelay();
      const account = await add(['VehicleChange', 'Command']);
      await ready(account.id);
      receive({ ...account, queues: account.queues.filter(({ topic }: { topic: string }) => topic === 'Command') });
      await emit(['VehicleChanged', 'A']);
      const metrics = async () => (await call(client, 'GET', `/event-consumers/${account.id}/metrics`)).json;
      await until(async () => expect((await metrics()).queues).toMatchObject([{ messages_ready: 0 }, { messages_ready: 1, consumers: 0 }]));
      await until(async () => expect(await get(account.id)).toMatchObject({ status: 'CONNECTED' }));
      const place = test.app.config.broker;
      if (!place) throw new Error('There is no broker.');
      const api = createBrokerApi(place.management_url);
      onTestFinished(() => api.close());
      const measure = () => measureQueues({ app: test.app, api, isInOffice: async () => true });
      /** So many hours in which the broker was asked all along. */
      const pass = async (hours: number) => {
        test.clock.advance(hours * hour_ms);
        const measured_at = new Date(test.app.clock()).toISOString();
        await test.app.db.write.updateTable('event_consumer_queues').set({ measured_at }).execute();
        await emit(['CommandExecuted', 'A']);
        await measure();
      };
      await relay.stop();
      await pass(24);
      const { drops_at } = (await get(account.id)).queues[1];
      expect(Date.parse(drops_at) - test.app.clock()).toBeLessThanOrEqual(48 * hour_ms);
      expect(await get(account.id)).toMatchObject({ status: 'WARNING', reasons: ['UNREAD'] });
      await pass(25);
      const acts = async () => {
        const entries = await test.app.db.read.selectFrom('audit_log').selectAll().where('object_id', '=', account.id).execute();
        return entries.map(({ action }) => action);
      };
      expect(await acts()).toContain('event-consumer.announce-drop');
      expect((await get(account.id)).queues).toHaveLength(2);
      await pass(26);
      expect(await acts()).toContain('event-consumer.drop-queue');
      expect((await get(account.id)).queues).toMatchObject([{ topic: 'Command' }]);
      startRelay();
      await ready(account.id);
      const link = await connectAs(account);
      onTestFinished(() => link.close().catch(() => {}));
      const channel = await link.createChannel();
      channel.on('error', () => {});
      await expect(channel.get(account.queues[1].name)).rejects.toThrow(/NOT_FOUND/);
    });

    it('are at most five with names of their own, and tell a maker nothing that he may not see', async () => {
      const { fleet, call, client, add } = await prepare();
      const narrow = await fleet.addClient(['vehicles.ro', 'event-subscriptions']);
      const body = { name: 'Narrow', topics: ['VehicleChange'] };
      expect((await call(narrow, 'POST', '/event-consumers', { body: { ...body, topics: ['Command'] } })).json.type).toBe(
        '/problems/missing-permissions',
      );
      const { id } = (await call(narrow, 'POST', '/event-consumers', { body })).json;
      const wider = await call(narrow, 'PUT', `/event-consumers/${id}/topics`, { body: { topics: ['Command'] } });
      expect(wider.json.type).toBe('/problems/missing-permissions');
      const taken = await call(client, 'POST', '/event-consumers', { body });
      expect([taken.json.type, taken.json.errors[0].pointer]).toEqual(['/problems/conflicting-resource', '/name']);
      for (let count = 1; count < 5; count += 1) expect((await add(['Command'])).id).toBeDefined();
      expect((await add(['Command'])).type).toBe('/problems/conflicting-resource');
      expect((await call(client, 'DELETE', `/event-consumers/${id}`)).status).toBe(204);
      expect((await call(client, 'GET', `/event-consumers/${id}`)).status).toBe(404);
      expect((await add(['Command'])).id).toBeDefined();
    });
  });
});
