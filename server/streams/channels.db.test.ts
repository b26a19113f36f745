/** One event, four channels: webhook, queue, stream and list carry the same envelope, word for word. */
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createParser } from 'eventsource-parser';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EventType } from '#lib/domain/event.ts';
import { write } from '#server/store/write.ts';
import { startAmqpConsumer } from '#server/test/amqp-consumer.fixture.ts';
import { createApi } from '#server/test/api.fixture.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { listen } from '#server/test/listen.fixture.ts';
import { missingRabbitMq, startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import { createAmqpRelay } from './amqp.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { createWebhookRelay } from './webhooks.ts';

const missing = missingRabbitMq();
const soon = { timeout: 60_000, interval: 50 };

describe.skipIf(missing)(`channels${missing ? ` (${missing})` : ''}`, () => {
  let broker: TestRabbitMq;
  beforeAll(async () => {
    broker = await startRabbitMq();
  }, 180_000);
  afterAll(() => broker.stop());

  describeOnBothDatabases('webhook, queue, stream and list', (makeApp) => {
    it('carry identical envelopes, and the webhook a signature that the scheme’s own library accepts', async () => {
      const test = await makeApp({
        AMQP_URL: broker.url,
        AMQP_MANAGEMENT_URL: broker.management_url,
        WEBHOOK_INTERNAL_HOSTS: '127.0.0.1',
      });
      // The receiver's library looks at the clock of the machine.
      const app = { ...test.app, clock: Date.now };
      const fleet = await makeFleet({ ...test, app });
      const client = await fleet.addClient();
      const { call } = createApi({ ...test, app });
      const place = app.config.broker;
      if (!place) throw new Error('There is no broker.');

      const posted: { body: string; headers: Record<string, string> }[] = [];
      const receiver = createServer(async (incoming, response) => {
        let body = '';
        for await (const part of incoming) body += part;
        posted.push({ body, headers: incoming.headers as Record<string, string> });
        response.writeHead(204).end();
      });
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        receiver.closeAllConnections();
        receiver.close();
      });
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
      const hook = (await call(client, 'POST', '/webhooks', { body: { name: 'Hook', url } })).json;

      const topics = ['VehicleStateRecorded', 'VehicleChange', 'VehicleStateChange', 'Command', 'Trip', 'Geofence'];
      const account = (await call(client, 'POST', '/event-consumers', { body: { name: 'Reader', topics } })).json;
      const parts = { app, isInOffice: async () => true };
      const sender = createWebhookSender(['127.0.0.1'], 10_000);
      const relays = [
        createWebhookRelay({ ...parts, private_key: test.private_key, sender }),
        createAmqpRelay({ ...parts, broker: place, measure_interval_ms: 60_000 }),
      ];
      for (const relay of relays) {
        relay.start();
        onTestFinished(() => relay.stop());
      }
      const get = async () => (await call(client, 'GET', `/event-consumers/${account.id}`)).json;
      await vi.waitFor(async () => expect(await get()).toMatchObject({ provisioned: true }), soon);
      const taken = new Map<number, string>();
      const consumer = startAmqpConsumer(
        account,
        account.queues.map(({ name }: { name: string }) => name),
        ({ content, properties }) => void taken.set(properties.headers?.sequence, content.toString()),
      );
      onTestFinished(consumer.stop);

      const server = await listen({ ...test, app });
      onTestFinished(server.close);
      const streamed: string[] = [];
      const parser = createParser({ onEvent: ({ data }) => streamed.push(data) });
      const headers = { authorization: `Bearer ${client.token}` };
      const stream = await new Promise<IncomingMessage>((resolve, reject) => {
        request(`${server.api_url}/events/stream`, { headers, agent: false }, resolve).on('error', reject).end();
      });
      onTestFinished(() => void stream.destroy());
      stream.on('error', () => {});
      stream.setEncoding('utf8').on('data', (text: string) => parser.feed(text));

      const t = new Date().toISOString();
      const state = (s: object, more = {}) => ['VehicleStateRecorded', 'A', { t, s, ...more }] as const;
      const told: (readonly [EventType, string, object?])[] = [
        state({ altitude_in_meters: 1, mileage_in_kilometers: 5 }, { full: 1 }),
        ['VehicleChanged', 'A', { reasons: ['TAGS_CHANGED'], vehicle: { id: 'A', remark: 'Größe „ü“ \u2028 <b>' } }],
        state({ mileage_in_kilometers: 2 }),
        ['IgnitionChanged', 'A', { vehicle_id: 'A', property: 'ignition', previous: 'OFF', current: 'ON' }],
        ['CommandRequested', 'A'],
        ['CommandExecuted', 'A', { vehicle_id: 'A', command: { id: 'x' } }],
        ['GeofenceEntered', 'A', { vehicle_id: 'A', geofence: { id: 'z', name: 'Depot' } }],
        ['TripStarted', 'A', { vehicle_id: 'A', trip: { id: 'y' } }],
      ];
      await write(app, async (_tx, emit) => {
        for (const [type, vehicle_id, data = { vehicle_id }] of told)
          emit({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: t, flow_id: 'flow', data });
      });
      const owed = told.length - 1;
      await vi.waitFor(() => expect([posted.length, taken.size, streamed.length]).toEqual([owed, owed, owed]), soon);

      const { items } = (await call(client, 'GET', '/events?after=0')).json;
      const listed = items.map((item: object) => JSON.stringify(item));
      const in_order = (texts: readonly string[]) =>
        texts.toSorted((one, other) => JSON.parse(one).metadata.sequence - JSON.parse(other).metadata.sequence);
      expect(listed).toHaveLength(owed);
      expect(in_order(posted.map(({ body }) => body))).toEqual(listed);
      expect(in_order([...taken.values()])).toEqual(listed);
      expect(streamed).toEqual(listed);

      const scheme = new Webhook(hook.secret);
      for (const { body, headers: sent } of posted) expect(scheme.verify(body, sent)).toEqual(JSON.parse(body));
      const [first] = posted;
      if (!first) throw new Error('Nothing was posted.');
      expect(() => scheme.verify(`${first.body} `, first.headers)).toThrow();
      expect(() => new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=').verify(first.body, first.headers)).toThrow();
      const renewed = (await call(client, 'POST', `/webhooks/${hook.id}/secret`)).json;
      await call(client, 'POST', `/webhooks/${hook.id}/test`);
      await vi.waitFor(() => expect(posted).toHaveLength(owed + 1), soon);
      const last = posted.at(-1) ?? first;
      // In the day of the change both secrets sign, and a receiver with either one accepts.
      for (const secret of [hook.secret, renewed.secret]) expect(new Webhook(secret).verify(last.body, last.headers)).toBeTruthy();
    });
  });
});
