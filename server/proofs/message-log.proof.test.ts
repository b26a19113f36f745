/**
 * Promise P1 for message logs, against a real broker: of what a vendor wrote nothing is lost and nothing stored twice, though the broker is killed in
 * mid-stream and the reader dies between reading and storing; and the reader's token is renewed before the broker ends its session.
 * The broken variant commits at the source before it stores. Without Java: "skipped: no broker"; with CI=true it fails instead.
 */
import { Producer, stringSerializers } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient } from '#server/adapters/kafka-client.ts';
import { mercedes_benz_adapter } from '#server/adapters/mercedes-benz/adapter.ts';
import type { KafkaClient, MessageSource } from '#server/adapters/message-source.ts';
import type { HttpAdapter } from '#server/adapters/port.ts';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { listEvents } from '#server/store/events.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { createMercedesBenzFake } from '../../e2e/fakes/mercedes-benz/fake.ts';
import { seedProofFleet } from './fleet.fixture.ts';
import { createKafkaBroker, type KafkaBroker, missingForBroker } from './kafka-broker.fixture.ts';
import { makePlace } from './place.fixture.ts';
import { tell } from './seed.fixture.ts';

const missing = await missingForBroker();
const soon = { timeout: 60_000, interval: 100 };
/** Longer than the broker's session, so that the token must be shown again; shorter than the whole run. */
const token_life_seconds = 8;
const session_ms = 6_000;
/** A machine that is too busy to show the token in time loses the connection, too; a reader that does not show it anew loses each. */
const most_lives = 6;
const vins = ['W1KFTCARB00000001', 'W1KFTCARB00000002', 'W1KFTCARB00000003'];

let accounts = 0;

const openLog = async (broker: KafkaBroker) => {
  accounts += 1;
  const client = { client_id: `account${accounts}`, client_secret: 'proof-secret' };
  const fake = createMercedesBenzFake({
    clock: Date.now,
    vehicles: vins.map((vin) => createFakeVehicle(vin)),
    ...client,
    token_life_seconds,
    registered: vins,
    send: () => {},
  });
  const url = await fake.listen();
  onTestFinished(fake.close);
  const fetchToken = async (): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'openid', ...client });
    return (await (await fetch(`${url}/v1/token`, { method: 'POST', body })).json()).access_token;
  };
  const topic = `vehiclesignals.${client.client_id}`;
  const credentials = { ...client, token_url: `${url}/v1/token`, base_url: `${url}/api`, kafka_bootstrap: broker.bootstrap };

  const createProducer = () =>
    new Producer({
      clientId: 'vendor',
      bootstrapBrokers: [{ host: '127.0.0.1', port: broker.port }],
      sasl: { mechanism: 'OAUTHBEARER', token: fetchToken },
      autocreateTopics: true,
      serializers: stringSerializers,
      retries: 0,
      connectTimeout: 2_000,
      timeout: 4_000,
    });
  let producer = createProducer();
  /** Until the broker has it for certain: the vendor itself repeats what it is not sure of, with the same message id. */
  const produce = async (vin: string, value: string): Promise<void> => {
    for (;;) {
      try {
        await producer.send({ messages: [{ topic, key: vin, value }], acks: -1 });
        return;
      } catch {
        void producer.close(true).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 200));
        producer = createProducer();
      }
    }
  };
  onTestFinished(() => producer.close(true).catch(() => {}));
  return { fake, credentials, produce };
};

const began_ms = Date.now() - 3_600_000;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Writes one signal per number, one after the other, and calls `midway` in between. */
const drive = async ({ fake, produce }: Awaited<ReturnType<typeof openLog>>, numbers: readonly number[], midway = async () => {}) => {
  for (const [index, number] of numbers.entries()) {
    if (index === Math.floor(numbers.length / 2)) await midway();
    const vin = vins[number % vins.length] ?? '';
    const timestamp = began_ms + number * 1_000;
    const signal = { name: 'Driving.Odometer.Lifetime', timestamp, value: String(number), type: 'integer' } as const;
    await produce(vin, fake.messages.signals(vin, [signal]));
  }
};

const start = async (broker: KafkaBroker, variant: { adapter?: HttpAdapter; wrap?: (source: MessageSource) => MessageSource } = {}) => {
  const log = await openLog(broker);
  const { app } = await makePlace('SQLite');
  const { fleet_id } = await seedProofFleet(app, [{ brand: 'MERCEDES_BENZ', unit_ids: vins, credentials: log.credentials }]);
  const client = createKafkaClient({ allow_private_addresses: true });
  const { wrap = (source) => source } = variant;
  const kafka: KafkaClient = { open: async (topic) => wrap(await client.open(topic)) };
  const gateway = await startGateway({
    app,
    private_key: readPrivateKey(dataPaths(app.config.data_dir).keys),
    adapters: [variant.adapter ?? mercedes_benz_adapter],
    push: { host: '127.0.0.1', port: 0 },
    listeners: [],
    allow_private_addresses: true,
    kafka,
    onDeposed: () => {},
  });
  onTestFinished(() => gateway.stop());
  /** Every stored odometer reading, repeats included. */
  const readings = async (): Promise<number[]> => {
    const rows = await listEvents(app.db.read, fleet_id, { types: ['VehicleStateRecorded'], limit: 10_000 });
    return rows.flatMap(({ data }) => JSON.parse(data).s?.mileage_in_kilometers ?? []).toSorted((a, b) => a - b);
  };
  return { ...log, readings };
};

/** Dies once between reading and storing, as a killed gateway does; what it had not stored must come again. */
const dyingAdapter = (living_for: number): { adapter: HttpAdapter; died: () => boolean } => {
  const { stream } = mercedes_benz_adapter;
  if (!stream) throw new Error('The adapter has no stream.');
  let died = false;
  let batches = 0;
  const translate: typeof stream.translate = (...given) => {
    batches += 1;
    if (batches > living_for && !died) {
      died = true;
      throw new Error('The gateway dies here.');
    }
    return stream.translate(...given);
  };
  return { adapter: { ...mercedes_benz_adapter, stream: { ...stream, translate } }, died: () => died };
};

/** The fault: committed as soon as read. */
const commitFirst = (source: MessageSource): MessageSource => ({
  ...source,
  poll: async (wait_ms) => {
    const messages = await source.poll(wait_ms);
    await source.commit(messages);
    return messages;
  },
  commit: async () => {},
});

if (missing && process.env.CI === 'true') {
  it('finds a broker to prove it with', () => expect(missing).toBeUndefined());
}

describe.skipIf(missing)(`a vendor's message log${missing ? ` (skipped: no broker, ${missing})` : ''}`, () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await createKafkaBroker(session_ms);
    await broker.start();
  });
  afterAll(() => broker?.remove());

  it('is stored whole and once, though broker and reader die in mid-stream', async () => {
    const wanted = range(1, 301);
    const dying = dyingAdapter(1);
    const log = await start(broker, { adapter: dying.adapter });
    await drive(log, wanted, async () => {
      await vi.waitFor(async () => expect((await log.readings()).length).toBeGreaterThan(0), soon);
      await broker.kill();
      await broker.start();
    });
    await vi.waitFor(async () => expect((await log.readings()).length).toBeGreaterThanOrEqual(wanted.length), soon);
    expect(await log.readings()).toEqual(wanted);
    expect(dying.died()).toBe(true);
    tell(`${wanted.length} signals stored once, ${log.fake.control.issuedTokens()} tokens shown`);
  });

  it('goes on being read beyond the life of a token, on the same connection', async () => {
    let opened = 0;
    const log = await start(broker, {
      wrap: (source) => {
        opened += 1;
        return source;
      },
    });
    let next = 1;
    const readTenMore = async () => {
      await drive(log, range(next, next + 10));
      next += 10;
      await vi.waitFor(async () => expect(await log.readings()).toEqual(range(1, next)), soon);
    };
    const outlivesToken = async () => {
      await readTenMore();
      const opened_before = opened;
      await new Promise((resolve) => setTimeout(resolve, (token_life_seconds + 4) * 1_000));
      await readTenMore();
      return opened === opened_before;
    };
    let lives = 1;
    while (!(await outlivesToken())) {
      lives += 1;
      expect(lives, 'lives of a token in which the connection was lost').toBeLessThanOrEqual(most_lives);
    }
  });

  it('catches a reader that commits before it stores', async () => {
    const dying = dyingAdapter(0);
    const log = await start(broker, { adapter: dying.adapter, wrap: commitFirst });
    await drive(log, range(1, 21));
    await vi.waitFor(() => expect(dying.died()).toBe(true), soon);
    await drive(log, range(21, 31));
    await vi.waitFor(async () => expect((await log.readings()).at(-1)).toBe(30), soon);
    expect((await log.readings()).length).toBeLessThan(30);
  });
});
