/** Brings a log that is there already to one queue: as the relay does, or as a program that has all messages in its memory and nothing else to do. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from 'rabbitmq-client';
import { consumerUser, topicQueue } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import { ensureKeys, readPublicKey } from '#server/auth/keys.ts';
import { loadConfig } from '#server/config.ts';
import { openDb } from '#server/db/connect.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/log.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { createEventConsumer } from '#server/services/event-consumers.ts';
import { findConsumer } from '#server/store/event-consumers.ts';
import { listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createAmqpRelay } from '#server/streams/amqp.ts';
import { toMessage } from '#server/streams/amqp-message.ts';
import { window_size } from '#server/streams/amqp-run.ts';
import { createBrokerApi } from '#server/streams/broker-api.ts';
import { setUpConsumer } from '#server/streams/broker-setup.ts';
import { createEventReader } from '#server/streams/public-events.ts';
import type { PublisherOptions, PublisherQuestion, PublisherReady, PublisherUsage } from './messages.ts';

const options: PublisherOptions = JSON.parse(process.argv[2] ?? '{}');
const topic = 'VehicleStateRecorded';
const vehicles = 1_000;
const batch = 1_000;
const full_every = 50;

const reading = (number: number) => ({
  position: { lat: -34.9 + (number % 997) / 10_000, lon: -56.16 },
  mileage_in_kilometers: number / 10,
  speed_in_kilometers_per_hour: number % 50,
  state_of_charge_or_fuel_level_in_percent: number % 101,
});
const whole = (number: number) => ({
  ...reading(number),
  driving_enabled: false,
  ignition: 'OFF',
  central_lock: 'LOCKED',
  cellular_signal_quality: 4,
  altitude_in_meters: 21,
});

const fillLog = async (app: App, fleet_id: string): Promise<void> => {
  const t = new Date().toISOString();
  for (let done = 0; done < options.events; done += batch) {
    await write(app, async (_tx, emit) => {
      for (let number = done; number < done + batch; number += 1) {
        const round = Math.floor(number / vehicles);
        const is_whole = round % full_every === 0;
        const data = is_whole ? { t, s: whole(number), full: 1 } : { t, s: reading(number) };
        emit({ fleet_id, type: topic, vehicle_id: `V${number % vehicles}`, occurred_at: t, flow_id: `flow-${number}`, data });
      }
    });
  }
};

mkdirSync(options.data_dir, { recursive: true });
const keys = join(options.data_dir, 'keys');
ensureKeys(keys);
const db = await openDb({ file: join(options.data_dir, 'bench.db'), url: options.database_url });
await migrate(db);
const config = loadConfig({ AMQP_URL: options.amqp_url, AMQP_MANAGEMENT_URL: options.management_url });
const app: App = { config, db, clock: Date.now, log: createLog('bench', 'error'), public_key: readPublicKey(keys) };
const { broker } = config;
if (!broker) throw new Error('There is no broker.');
const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Bench'));
const { id } = await createEventConsumer(app, seedActor(fleet_id), { params: {}, query: {}, body: { name: 'Bench', topics: [topic] } });
if (options.publisher !== 'caught out') await fillLog(app, fleet_id);
const place = { id, fleet_id };
const api = createBrokerApi(broker.management_url);
const row = await findConsumer(db.read, id);
if (!row) throw new Error('There is no consumer.');
await setUpConsumer(api, row, [topic], new URL(options.amqp_url).username);
await api.close();

const publishBare = async (): Promise<() => Promise<void>> => {
  const rows = await listEventsAfter(db.read, fleet_id, 0, options.events);
  const events = await createEventReader(db.read).read(0, rows, options.events);
  const messages = events.map((event, index) =>
    toMessage(fleet_id, event, topic, events[index - 1]?.sequence ?? 0, Buffer.from(event.envelope)),
  );
  const address = new URL(options.amqp_url);
  address.pathname = `/${consumerUser(place)}`;
  const channel = await new Connection({ url: address.href, noDelay: true }).acquire();
  await channel.confirmSelect();
  return async () => {
    let next = 0;
    const lane = async () => {
      for (let message = messages[next]; message; message = messages[next]) {
        next += 1;
        await channel.basicPublish(message, message.body);
      }
    };
    await Promise.all(Array.from({ length: window_size }, lane));
  };
};

const startRelay = () => createAmqpRelay({ app, broker, isInOffice: async () => true }).start();
/** Gives what is left to begin: nothing, when the relay has a connection and waits for events. */
const startIdle = async () => {
  startRelay();
  while ((await findConsumer(db.read, id))?.relay_state !== 'RUNNING') await pause(20);
  return () => {};
};
const ways = { relay: async () => startRelay, 'caught out': startIdle, bare: publishBare };
const begin = await ways[options.publisher]();
let used = process.cpuUsage();
const answers: Record<PublisherQuestion, () => object | Promise<object>> = {
  fill: () => fillLog(app, fleet_id).then(() => ({})),
  begin: () => {
    used = process.cpuUsage();
    void begin();
    return {};
  },
  usage: () => {
    const { user, system } = process.cpuUsage(used);
    return { cpu_us: user + system } satisfies PublisherUsage;
  },
};
process.on('message', async (question) => process.send?.(await answers[question as PublisherQuestion]()));
process.send?.({ virtual_host: consumerUser(place), queue: topicQueue(place, topic) } satisfies PublisherReady);
