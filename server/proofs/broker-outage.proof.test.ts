/**
 * Promise P11: a broker that is away holds up nobody, and is caught up with. It is stopped, killed, and cut off without a word; reports are acknowledged
 * all the while, and afterwards its reader has every event in order. The broken variant publishes within the transaction that stores the report.
 * MOTORPOOL_PROOF_OUTAGE_SECONDS=300 makes each outage as long, with 200 reports a second; then the backlog has to go at the pace at which that of an
 * hour is gone in five minutes, and the next event within a second. Against a bare publisher bench `I-outage` measures it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { consumerUser } from '#lib/domain/event-consumer.ts';
import { createIngest, type Delivery } from '#server/gateway/ingest.ts';
import { getEventBounds } from '#server/store/events.ts';
import { openBrokerLink } from '#server/streams/broker-link.ts';
import { missingRabbitMq, startRabbitMq, type TestRabbitMq } from '../../e2e/rabbitmq.ts';
import { startBrokenLine } from './broken-line.fixture.ts';
import { imeiOf, seedProofFleet } from './fleet.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { patient, prepareReader, startRelay } from './reader.fixture.ts';
import { tell } from './seed.fixture.ts';

const missing = missingRabbitMq();
const outage_seconds = Number(process.env.MOTORPOOL_PROOF_OUTAGE_SECONDS ?? 0);
const vehicles = 40;
const a_second = 200;
/** Of one report of each vehicle. */
const batches = outage_seconds > 0 ? (outage_seconds * a_second) / vehicles : 30;
/** What an hour without a broker leaves behind has to go within five minutes; a short outage says more about the machine's load. */
const least_drained_a_second = 720_000 / 300;
const judged_from_seconds = 60;
const most_ms = 240_000 + 8_000 * outage_seconds;
const topics = ['VehicleStateRecorded'];
const first_ms = Date.now() - 6 * 3_600_000;

describe.skipIf(missing)(`a broker that is away${missing ? ` (${missing})` : ''}`, () => {
  let broker: TestRabbitMq;
  beforeAll(async () => {
    broker = await startRabbitMq();
  }, 180_000);
  afterAll(() => broker.stop());

  /** An installation that reaches the broker by a line that can break, and vehicles that report. */
  const prepare = async (database: DatabaseName) => {
    const line = await startBrokenLine(new URL(broker.url));
    const url = new URL(broker.url);
    url.port = String(line.port);
    const { app } = await makePlace(database, { settings: { AMQP_URL: url.href, AMQP_MANAGEMENT_URL: broker.management_url } });
    const brand = teltonika_models[0]?.telematics_brand ?? '';
    const unit_ids = Array.from({ length: vehicles }, (_, number) => imeiOf(number));
    const { fleet_id } = await seedProofFleet(app, [{ brand, unit_ids }]);
    const reader = await prepareReader(app, fleet_id, topics);
    const relay = startRelay(app);
    await reader.ready();
    reader.consume();
    const ingest = createIngest(app);
    let round = 0;
    /** A report of each vehicle, each measured a second after its last. */
    const reports = (): Delivery[] => {
      round += 1;
      const timestamp = new Date(first_ms + round * 1_000).toISOString();
      const position = { timestamp, value: { lat: 50 + round / 100_000, lon: 10 } };
      return unit_ids.map((unit_id) => ({
        report: { brand, unit_id, received_at: timestamp, contact_at: timestamp, properties: { position } },
      }));
    };
    const newest = async () => (await getEventBounds(app.db.read, fleet_id)).newest;
    return { app, database, fleet_id, line, relay, reports, newest, ...reader, store: ingest.store };
  };

  /** How many batches are acknowledged, one after the other, before `end`. */
  const acknowledged = async (store: () => Promise<void>, end: Promise<unknown>): Promise<number> => {
    let count = 0;
    let over = false;
    const sending = (async () => {
      const began = performance.now();
      while (count < batches) {
        await store();
        if (over) return;
        count += 1;
        if (outage_seconds > 0) await wait(Math.max(0, began + (count * vehicles * 1_000) / a_second - performance.now()));
      }
    })();
    await Promise.race([sending, end]);
    over = true;
    return count;
  };
  const never = new Promise<never>(() => {});

  it('holds up no report on either database, and gets every event in order once it is back', { timeout: most_ms }, async () => {
    const places = await Promise.all(databases.map(prepare));
    const ofAll = <T>(work: (place: (typeof places)[number]) => Promise<T>) => Promise.all(places.map(work));
    const outages: Record<string, { begin: () => unknown; end: () => unknown }> = {
      stopped: { begin: broker.shutDown, end: broker.start },
      killed: { begin: broker.kill, end: broker.start },
      'cut off': { begin: () => places.map(({ line }) => line.part()), end: () => places.map(({ line }) => line.heal()) },
    };
    await ofAll(({ store, reports }) => store(reports()));
    await ofAll(({ untilAllSeen }) => untilAllSeen());
    for (const [kind, outage] of Object.entries(outages)) {
      await outage.begin();
      const before = await ofAll(({ newest }) => newest());
      const counts = await ofAll(({ store, reports }) => acknowledged(() => store(reports()), never));
      expect(counts).toEqual(places.map(() => batches));
      // The broker was away indeed: nothing of all this came through.
      places.forEach(({ sightings }, index) => {
        expect(sightings.newest()).toBeLessThanOrEqual(before[index] ?? 0);
      });
      const seen = places.map(({ sightings }) => sightings.distinct());
      await outage.end();
      const returns = await Promise.all(
        places.map(async ({ database, sightings, untilAllSeen, faults, newest, store, reports }, index) => {
          const was_seen = seen[index] ?? 0;
          await vi.waitFor(() => expect(sightings.distinct()).toBeGreaterThan(was_seen), patient);
          const began = performance.now();
          const backlog = (await untilAllSeen()) - was_seen;
          const drained_ms = performance.now() - began;
          const live = performance.now();
          await store(reports());
          const last = await newest();
          await vi.waitFor(() => expect(sightings.newest()).toBe(last), { ...patient, interval: 5 });
          const live_ms = performance.now() - live;
          tell(
            `${database}, ${kind}: ${backlog} events waited and went in ${Math.round(drained_ms)} ms, the next was there in ${Math.round(live_ms)} ms`,
          );
          expect(await faults()).toEqual([]);
          return { backlog, drained_ms, live_ms };
        }),
      );
      if (outage_seconds < judged_from_seconds) continue;
      // One broker takes both backlogs at once.
      const backlog = returns.reduce((sum, one) => sum + one.backlog, 0);
      const drained_ms = Math.max(...returns.map((one) => one.drained_ms));
      expect((backlog / drained_ms) * 1_000).toBeGreaterThan(least_drained_a_second);
      expect(Math.max(...returns.map(({ live_ms }) => live_ms))).toBeLessThan(1_000);
    }
    await ofAll(({ relay }) => relay.stop());
  });

  it.each(databases)(
    'on %s holds up reports that are published before they are stored, which this proof notices',
    { timeout: most_ms },
    async (database) => {
      const { app, fleet_id, account, line, reports, store, untilAllSeen } = await prepare(database);
      const place = app.config.broker;
      if (!place) throw new Error('There is no broker.');
      const virtual_host = consumerUser({ id: account.id, fleet_id });
      const link = await openBrokerLink(place.url, virtual_host);
      let handed_over = 0;
      let stored = Promise.resolve();
      const publishFirst = () => {
        const [report, ...others] = reports();
        if (!report) throw new Error('Nobody reports.');
        const also = () =>
          new Promise<void>((resolve, reject) => {
            const body = Buffer.from('{}');
            link.publish({ exchange: '', routingKey: 'nowhere', durable: true, body }, resolve, reject);
            handed_over += 1;
          });
        stored = store([{ ...report, also }, ...others]);
        return stored;
      };
      await publishFirst();
      line.part();
      const stuck = vi.waitFor(() => expect(handed_over).toBeGreaterThan(1), patient);
      expect(
        await acknowledged(
          publishFirst,
          stuck.then(() => wait(500)),
        ),
      ).toBe(0);
      line.heal();
      await stored;
      await untilAllSeen();
      link.close();
    },
  );
});
