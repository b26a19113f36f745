/**
 * Promise P8 at the door to RabbitMQ: a consumer with a library that is not ours is given every event, in order, while gateways, broker and database are
 * killed at random. The broken variants publish without `mandatory`, and move the cursor before the broker's word; the third, readers of a log that is
 * appended to without its lock, is in cursor-reader.proof. MOTORPOOL_PROOF_EVENTS=500000 MOTORPOOL_PROOF_KILLS=50 give the full numbers, on each database.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EventType } from '#lib/domain/event.ts';
import { consumerUser } from '#lib/domain/event-consumer.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { write } from '#server/store/write.ts';
import { createBrokerApi } from '#server/streams/broker-api.ts';
import { type OpenLink, openBrokerLink } from '#server/streams/broker-link.ts';
import { pick, type Random, shuffled, wholeBetween } from '../../e2e/fakes/world/random.ts';
import { startPostgres } from '../../e2e/postgres.ts';
import { missingRabbitMq, startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { type DatabaseName, makePlace, type PlaceWishes } from './place.fixture.ts';
import { createStarter, waitAtRandom } from './processes.fixture.ts';
import { patient, prepareReader, startRelay } from './reader.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const missing = missingRabbitMq();
/** On each database. */
const events_wanted = Number(process.env.MOTORPOOL_PROOF_EVENTS ?? 10_000);
/** That each database's events go through; the broker's are common to both. */
const kills_wanted = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 4);
const vehicles = Math.min(1_000, Math.ceil(events_wanted / 100));
const most_ms = 300_000 + 40_000 * kills_wanted + 2 * events_wanted;
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
    const fleet_id = await write(place.app, (tx) => seedFleet(place.app, tx, 'Proof'));
    return { ...place, fleet_id, ...(await prepareReader(place.app, fleet_id, topics)) };
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

  /** An installation whose gateway can be killed, and a writer whose work is spread over the kills. */
  const startWork = async (database: DatabaseName, wishes: PlaceWishes = {}) => {
    const random = startRandom(`${database}, events through kills`);
    const prepared = await prepare(database, wishes);
    const { app, settings, fleet_id, sightings, consume, ready } = prepared;
    const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
    let gateway = await gateways.start({ settings, variant: 'real' });
    await ready();
    consume();
    let appended = 0;
    let due = 0;
    let over = false;
    const writing = (async () => {
      while (appended < events_wanted && !over) {
        if (appended >= due) await wait(5);
        // What the database turned away is tried again; whether it was stored after all, the log tells.
        else
          await append(app, fleet_id, random, batch).then(
            () => {
              appended += batch;
            },
            () => wait(100),
          );
      }
    })();
    onTestFinished(() => {
      over = true;
      return writing;
    });
    return {
      ...prepared,
      database,
      kill: async () => {
        await gateway.kill();
        gateway = await gateways.start({ settings, variant: 'real' });
      },
      /** Lets the writer go on to this share of its work, and resolves when events of it have come through. */
      advance: async (share: number) => {
        const before = sightings.received();
        due = share * events_wanted;
        await vi.waitFor(() => expect(sightings.received()).toBeGreaterThan(before), patient);
      },
      finish: async () => {
        due = events_wanted;
        await writing;
        const owed = await prepared.untilAllSeen(events_wanted);
        tell(`${database}: ${appended} events appended; ${owed} messages owed, ${sightings.received()} received`);
        await gateway.kill();
        return prepared.faults();
      },
    };
  };

  it(`reach the consumers of both databases, all and in order, through ${kills_wanted} kills of each`, { timeout: most_ms }, async () => {
    const random = startRandom('Kills');
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const works = await Promise.all([startWork('SQLite'), startWork('PostgreSQL', { postgres_url: postgres.url })]);
    const killGateways = async () => void (await Promise.all(works.map(({ kill }) => kill())));
    const killBroker = async () => {
      await broker.kill();
      await broker.start();
    };
    const killDatabase = async () => {
      await postgres.crash();
      await postgres.start();
    };
    // What SQLite is to its gateway, the gateway is to SQLite: they die together. In each turn the order is another one.
    const turn = [killGateways, killBroker, async () => void (await Promise.all([killDatabase(), works[0].kill()]))];
    let order = shuffled(random, turn);
    for (let killed = 0; killed < kills_wanted; killed += 1) {
      await Promise.all(works.map(({ advance }) => advance((killed + 1) / (kills_wanted + 1))));
      await waitAtRandom(random);
      if (order.length === 0) order = shuffled(random, turn);
      await order.pop()?.();
    }
    for (const { finish } of works) expect(await finish()).toEqual([]);
  });

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

  /** A relay and events that are handed to a broker that stands still; `afterwards` goes on when that broker has died and is back. */
  const handOverFrozen = async (way: 'real' | 'premature') => {
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
    return {
      handOver: async () => {
        const before = handed_over;
        await append(app, fleet_id, random, 50);
        await vi.waitFor(() => expect(handed_over - before).toBeGreaterThan(20), patient);
        if (way === 'premature') await vi.waitFor(async () => expect(await cursor()).toBe(100), patient);
      },
      afterwards: async () => {
        await relay.stop();
        startRelay(app);
        consume();
        await append(app, fleet_id, random, 50);
        await (way === 'real' ? untilAllSeen() : untilLastSeen());
        return faults();
      },
    };
  };

  it('that a dying broker had not taken are sent again; a cursor moved before its word loses them', { timeout: most_ms }, async () => {
    const [real, premature] = await Promise.all([handOverFrozen('real'), handOverFrozen('premature')]);
    await broker.freeze();
    await Promise.all([real.handOver(), premature.handOver()]);
    await broker.kill();
    await broker.start();
    expect(await real.afterwards()).toEqual([]);
    expect((await premature.afterwards()).join()).toMatch(/missed: \d+/);
  });
});
