/**
 * One event, four channels: webhook, queue, stream and list carry the same envelope, word for word. A law over all types of events there are: a new one
 * is carried by each channel, and on each of its topics, or this fails.
 */
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createParser } from 'eventsource-parser';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type EventType, event_types, eventTopics, isPublicEvent, public_event_types, public_topics } from '#lib/domain/event.ts';
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
    it('carry identical envelopes of every type of event, and the webhook a signature that the scheme’s own library accepts', async () => {
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

      const account = (await call(client, 'POST', '/event-consumers', { body: { name: 'Reader', topics: public_topics } })).json;
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
      /** Texts by sequence, one for each topic of the event. */
      const taken: Record<number, string[]> = {};
      let taken_count = 0;
      const consumer = startAmqpConsumer(
        account,
        account.queues.map(({ name }: { name: string }) => name),
        ({ content, properties }) => {
          const { sequence } = properties.headers ?? {};
          taken[sequence] = [...(taken[sequence] ?? []), content.toString()];
          taken_count += 1;
        },
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
      // Nothing tells by its type what an event's data may be, so each type carries texts that an encoder could get wrong.
      const others = event_types.filter((type) => type !== 'VehicleStateRecorded');
      const told: (readonly [EventType, string, object])[] = [
        state({ altitude_in_meters: 1, mileage_in_kilometers: 5 }, { full: 1 }),
        ...others.map((type) => [type, 'A', { vehicle_id: 'A', type, remark: 'Größe „ü“ \u2028 <b> \\ "', amount: 1e21 }] as const),
        state({ mileage_in_kilometers: 2, position: { lat: -0.5, lon: 1e-7 } }, { at: { position: '2020-01-01T00:00:00.000Z' } }),
        state({ mileage_in_kilometers: 1 }, { late: 1 }),
      ];
      await write(app, async (_tx, emit) => {
        for (const [type, vehicle_id, data] of told)
          emit({ fleet_id: fleet.fleet_id, type, vehicle_id, occurred_at: t, flow_id: 'flow', data });
      });
      const carried = told.filter(([type]) => isPublicEvent(type));
      const owed = carried.length;
      const owed_messages = carried.reduce((sum, [type]) => sum + eventTopics(type).length, 0);
      await vi.waitFor(() => expect([posted.length, taken_count, streamed.length]).toEqual([owed, owed_messages, owed]), soon);

      const { items } = (await call(client, 'GET', '/events?after=0')).json;
      const listed = items.map((item: object) => JSON.stringify(item));
      const in_order = (texts: readonly string[]) =>
        texts.toSorted((one, other) => JSON.parse(one).metadata.sequence - JSON.parse(other).metadata.sequence);
      expect(listed).toHaveLength(owed);
      expect(new Set(items.map(({ metadata }: { metadata: { type: string } }) => metadata.type))).toEqual(new Set(public_event_types));
      expect(in_order(posted.map(({ body }) => body))).toEqual(listed);
      for (const item of items) {
        const { type, sequence } = item.metadata;
        expect(taken[sequence], type).toEqual(eventTopics(type).map(() => JSON.stringify(item)));
      }
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
