/**
 * Promises P8 and P11 at the door to RabbitMQ: a consumer with a library that is not ours is given every event, in order, while gateway, broker and
 * database are killed in turn; and a broker that was away holds up nobody and is caught up with. The broken variants publish without `mandatory`, and
 * move the cursor before the broker's word. MOTORPOOL_PROOF_EVENTS=500000 MOTORPOOL_PROOF_KILLS=50 give the full numbers.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type EventType, eventTopics } from '#lib/domain/event.ts';
import { consumerUser, topicQueue } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { createEventConsumer } from '#server/services/event-consumers.ts';
import { findConsumer } from '#server/store/event-consumers.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createAmqpRelay } from '#server/streams/amqp.ts';
import { createBrokerApi } from '#server/streams/broker-api.ts';
import { type OpenLink, openBrokerLink } from '#server/streams/broker-link.ts';
import { startAmqpConsumer } from '#server/test/amqp-consumer.fixture.ts';
import { pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import { startPostgres } from '../../e2e/postgres.ts';
import { missingRabbitMq, startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { type DatabaseName, databases, makePlace, type PlaceWishes } from './place.fixture.ts';
import { createStarter, type Running } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';
import { createSightings } from './sightings.fixture.ts';

const missing = missingRabbitMq();
const events_wanted = Number(process.env.MOTORPOOL_PROOF_EVENTS ?? 12_000);
const kills_wanted = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 6);
const vehicles = Math.min(1_000, Math.ceil(events_wanted / 100));
const most_ms = 240_000 + 20_000 * kills_wanted + events_wanted;
/** Waits for what certainly comes; on a busy machine it may take its time. */
const patient = { timeout: 180_000, interval: 50 };
const batch = 200;
const topics = ['VehicleStateChange', 'VehicleChange'];
const types: readonly EventType[] = ['IgnitionChanged', 'CentralLockChanged', 'VehicleChanged', 'CommandExecuted'];
const large = 'x'.repeat(6_000);

describe.skipIf(missing)(`events at the broker${missing ? ` (${missing})` : ''}`, () => {
  let broker: TestRabbitMq;
  beforeAll(async () => {
    broker = await startRabbitMq();
  }, 180_000);
  afterAll(() => broker.stop());

  const prepare = async (database: DatabaseName, wishes: PlaceWishes = {}) => {
    const settings = { AMQP_URL: broker.url, AMQP_MANAGEMENT_URL: broker.management_url };
    const place = await makePlace(database, { ...wishes, settings });
    const { app } = place;
    const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Proof'));
    const body = { name: 'Reader', topics };
    const account = await createEventConsumer(app, seedActor(fleet_id), { params: {}, query: {}, body });
    const sightings = createSightings();
    const queues = topics.map((topic) => topicQueue({ id: account.id, fleet_id }, topic));
    const consume = () => {
      const consumer = startAmqpConsumer(account, queues, sightings.see);
      onTestFinished(consumer.stop);
      return consumer;
    };
    const ready = () =>
      vi.waitFor(async () => expect((await findConsumer(app.db.read, account.id))?.provisioned_revision).toBe(1), patient);
    /** Sequences of events by queue, as the log has them. */
    const owed = async () => {
      const rows = await listEventsAfter(app.db.read, fleet_id, 0, 10_000_000);
      return queues.map((_, index) => rows.filter(({ type }) => eventTopics(type).includes(topics[index] ?? '')));
    };
    const untilAllSeen = async () => {
      const all = await owed();
      const total = all.reduce((sum, rows) => sum + rows.length, 0);
      await vi.waitFor(() => expect(sightings.distinct()).toBeGreaterThanOrEqual(total), patient);
      return all;
    };
    /** For a relay that loses some: the last event of all has come. */
    const untilLastSeen = async () => {
      const last = Math.max(...(await owed()).map((rows) => rows.at(-1)?.sequence ?? 0));
      await vi.waitFor(() => expect(sightings.newest()).toBeGreaterThanOrEqual(last), patient);
    };
    const cursor = async () => (await app.db.read.selectFrom('cursors').select('sequence').executeTakeFirstOrThrow()).sequence;
    const faults = async () => (await owed()).flatMap((rows, index) => sightings.faultsOf(queues[index] ?? '', rows));
    return { ...place, fleet_id, account, queues, sightings, consume, ready, untilAllSeen, untilLastSeen, cursor, faults };
  };

  const append = (app: App, fleet_id: string, random: Random, count: number) =>
    write(app, async (_tx, emit) => {
      const occurred_at = new Date().toISOString();
      for (let number = 0; number < count; number += 1) {
        const vehicle_id = `V${wholeBetween(random, 1, vehicles)}`;
        const data = { vehicle_id, fleet_id, ...(wholeBetween(random, 1, 50) === 1 && { large }) };
        emit({ fleet_id, type: pick(random, types), vehicle_id, occurred_at, flow_id: newFlowId(), data });
      }
    });

  describe.each(databases)('on %s', (database) => {
    it(`reach the consumer, all and in order, through ${kills_wanted} kills`, { timeout: most_ms }, async () => {
      const postgres = database === 'PostgreSQL' ? await startPostgres() : undefined;
      onTestFinished(async () => postgres?.stop());
      const prepared = await prepare(database, postgres ? { postgres_url: postgres.url } : {});
      const { app, settings, fleet_id, sightings, consume, ready, untilAllSeen, faults } = prepared;
      const random = startRandom(`${database}, events through kills`);
      const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
      let gateway: Running<GatewayReady> = await gateways.start({ settings, variant: 'real' });
      await ready();
      consume();

      let writing = true;
      let appended = 0;
      const writer = (async () => {
        while (writing && appended < events_wanted) {
          // What the database turned away is tried again; whether it was stored after all, the log tells.
          await append(app, fleet_id, random, batch).then(
            () => {
              appended += batch;
            },
            () => wait(100),
          );
          await wait(5);
        }
      })();
      const kill: Record<string, () => Promise<void>> = {
        gateway: async () => {
          await gateway.kill();
          gateway = await gateways.start({ settings, variant: 'real' });
        },
        broker: async () => {
          await broker.kill();
          await broker.start();
        },
        ...(postgres && {
          database: async () => {
            await postgres.crash();
            await postgres.start();
          },
        }),
      };
      const names = Object.keys(kill);
      for (let killed = 0; killed < kills_wanted; killed += 1) {
        const before = sightings.received();
        const goal = appended < events_wanted ? 1 : 0;
        await vi.waitFor(() => expect(sightings.received() - before).toBeGreaterThanOrEqual(goal), patient);
        await wait(wholeBetween(random, 20, 200));
        await kill[names[killed % names.length] ?? '']?.();
      }
      await vi.waitFor(() => expect(appended).toBeGreaterThanOrEqual(events_wanted), { ...patient, timeout: most_ms });
      writing = false;
      await writer;
      const all = await untilAllSeen();
      const total = all.reduce((sum, rows) => sum + rows.length, 0);
      tell(`${database}: ${kills_wanted} kills of ${names.join(', ')}; ${total} messages owed, ${sightings.received()} received`);
      expect(await faults()).toEqual([]);
      await gateway.kill();
    });

    it('wait while the broker is away without holding up anybody, and are caught up with', { timeout: most_ms }, async () => {
      const { app, fleet_id, sightings, consume, ready, untilAllSeen, faults } = await prepare(database);
      const random = startRandom(`${database}, outage`);
      const relay = startRelay(app);
      await ready();
      consume();
      const pace = async (batches: number) => {
        const durations: number[] = [];
        for (let count = 0; count < batches; count += 1) {
          const began = performance.now();
          await append(app, fleet_id, random, batch);
          durations.push(performance.now() - began);
        }
        return durations.toSorted((one, other) => one - other)[Math.floor(batches / 2)] ?? 0;
      };
      const before_ms = await pace(20);
      await untilAllSeen();
      await broker.kill();
      const during_ms = await pace(30);
      const waiting = (await getEventBounds(app.db.read, fleet_id)).newest - sightings.distinct();
      await broker.start();
      const back = performance.now();
      await untilAllSeen();
      const drained_ms = performance.now() - back;
      const written = performance.now();
      await append(app, fleet_id, random, 1);
      await append(app, fleet_id, random, 20);
      await untilAllSeen();
      tell(
        `${database}: a batch took ${Math.round(before_ms)} ms before and ${Math.round(during_ms)} ms during the outage; ` +
          `${waiting} events drained in ${Math.round(drained_ms)} ms, then live in ${Math.round(performance.now() - written)} ms`,
      );
      expect(during_ms).toBeLessThan(3 * before_ms + 250);
      expect(await faults()).toEqual([]);
      await relay.stop();
    });
  });

  const startRelay = (app: App, openLink?: OpenLink) => {
    const place = app.config.broker;
    if (!place) throw new Error('There is no broker.');
    const relay = createAmqpRelay({ app, broker: place, isInOffice: async () => true, ...(openLink && { openLink }) });
    relay.start();
    let over: Promise<void> | undefined;
    const stop = () => {
      over ??= relay.stop();
      return over;
    };
    onTestFinished(stop);
    return { stop };
  };

  const withPublish =
    (change: (publish: Awaited<ReturnType<OpenLink>>['publish']) => Awaited<ReturnType<OpenLink>>['publish']): OpenLink =>
    async (url, virtual_host) => {
      const link = await openBrokerLink(url, virtual_host);
      return { ...link, publish: change(link.publish) };
    };
  const optional = withPublish(
    (publish) =>
      (message, ...told) =>
        publish({ ...message, mandatory: false }, ...told),
  );
  /** Events while a binding is gone, then with all in order again. */
  const loseBinding = async (openLink?: OpenLink) => {
    const { app, fleet_id, account, queues, consume, ready, untilAllSeen, untilLastSeen, cursor, faults } = await prepare('SQLite');
    const random = startRandom('A deleted binding');
    const relay = startRelay(app, openLink);
    await ready();
    consume();
    await append(app, fleet_id, random, 50);
    await untilAllSeen();
    const place = app.config.broker;
    if (!place) throw new Error('There is no broker.');
    const api = createBrokerApi(place.management_url);
    onTestFinished(() => api.close());
    const virtual_host = consumerUser({ id: account.id, fleet_id });
    await api.remove(['bindings', virtual_host, 'e', `fleet.${fleet_id}`, 'q', queues[0] ?? '', `${topics[0]}.#`]);
    await append(app, fleet_id, random, 50);
    await vi.waitFor(async () => expect(await cursor()).toBe(100), patient);
    await relay.stop();
    startRelay(app);
    await append(app, fleet_id, random, 50);
    await (openLink ? untilLastSeen() : untilAllSeen());
    return faults();
  };

  it('come back when a binding is gone, and are sent again once it is there', { timeout: most_ms }, async () => {
    expect(await loseBinding()).toEqual([]);
  });

  it('are lost without `mandatory`, which this proof notices', { timeout: most_ms }, async () => {
    expect((await loseBinding(optional)).join()).toMatch(/missed: \d+/);
  });

  /** The broker stands still, then dies with what it had not yet taken. */
  const dieFrozen = async (way: 'real' | 'premature') => {
    const { app, fleet_id, consume, ready, untilAllSeen, untilLastSeen, cursor, faults } = await prepare('SQLite');
    const random = startRandom(`A broker that stands still and dies, ${way}`);
    let handed_over = 0;
    const openLink = withPublish((publish) => (message, onTaken, onRefused) => {
      handed_over += 1;
      if (way === 'real') return publish(message, onTaken, onRefused);
      publish(
        message,
        () => {},
        () => {},
      );
      setImmediate(onTaken);
    });
    const relay = startRelay(app, openLink);
    await ready();
    const consumer = consume();
    await append(app, fleet_id, random, 50);
    await untilAllSeen();
    await consumer.stop();
    const before = handed_over;
    await broker.freeze();
    await append(app, fleet_id, random, 50);
    await vi.waitFor(() => expect(handed_over - before).toBeGreaterThan(20), patient);
    if (way === 'premature') await vi.waitFor(async () => expect(await cursor()).toBe(100), patient);
    await broker.kill();
    await broker.start();
    await relay.stop();
    startRelay(app);
    consume();
    await append(app, fleet_id, random, 50);
    await (way === 'real' ? untilAllSeen() : untilLastSeen());
    return faults();
  };

  it('that the broker had not taken when it died are sent again', { timeout: most_ms }, async () => {
    expect(await dieFrozen('real')).toEqual([]);
  });

  it('are lost when the cursor moves before the broker’s word, which this proof notices', { timeout: most_ms }, async () => {
    expect((await dieFrozen('premature')).join()).toMatch(/missed: \d+/);
  });
});
