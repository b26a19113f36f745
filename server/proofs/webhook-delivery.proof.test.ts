/**
 * Promise P8 for webhooks: the receiver is told every event at least once, under the same id however often, and of each vehicle in order, while the
 * gateway is killed again and again. The broken variant takes an event for delivered before it was sent. MOTORPOOL_PROOF_KILLS gives the number.
 */
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readPrivateKey } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import { newFlowId } from '#server/ids.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { createWebhook } from '#server/services/webhooks.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { write } from '#server/store/write.ts';
import { createWebhookSender, type WebhookSender } from '#server/streams/webhook-sender.ts';
import { createWebhookRelay } from '#server/streams/webhooks.ts';
import { wholeBetween } from '../../e2e/fakes/world/random.ts';
import type { GatewayOrder, GatewayReady } from './gateway-process.fixture.ts';
import { type DatabaseName, databases, makePlace } from './place.fixture.ts';
import { createStarter, waitAtRandom } from './processes.fixture.ts';
import { startRandom, tell } from './seed.fixture.ts';

const kills_wanted = Number(process.env.MOTORPOOL_PROOF_KILLS ?? 6);
const vehicles = 40;
const batch = 60;
const patient = { timeout: 180_000, interval: 50 };
const most_ms = 240_000 + 10_000 * kills_wanted;

interface Sighting {
  id: string;
  sequence: number;
  vehicle_id: string;
}

const startReceiver = async () => {
  const seen: Sighting[] = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const part of incoming) body += part;
    const { metadata, data } = JSON.parse(body);
    seen.push({ id: metadata.id, sequence: metadata.sequence, vehicle_id: data.vehicle_id });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const place = server.address();
  return { seen, url: `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}/` };
};

const prepare = async (database: DatabaseName) => {
  const { settings, app } = await makePlace(database, { settings: { WEBHOOK_INTERNAL_HOSTS: '127.0.0.1' } });
  const receiver = await startReceiver();
  const random = startRandom(`${database}, webhook`);
  const fleet_id = await write(app, (tx) => seedFleet(app, tx, 'Proof'));
  const wish = { name: 'Hook', url: receiver.url, topics: [], event_types: [], vehicle_ids: [], enabled: true };
  await createWebhook(app, seedActor(fleet_id), { params: {}, query: {}, body: wish });
  const append = () =>
    write(app, async (_tx, emit) => {
      const occurred_at = new Date().toISOString();
      for (let number = 0; number < batch; number += 1) {
        const vehicle_id = `V${wholeBetween(random, 1, vehicles)}`;
        emit({ fleet_id, type: 'IgnitionChanged', vehicle_id, occurred_at, flow_id: newFlowId(), data: { vehicle_id } });
      }
    });
  /** What is wrong with what the receiver was told; empty when nothing is. */
  const faults = async () => {
    const rows = await listEventsAfter(app.db.read, fleet_id, 0, 1_000_000);
    const firsts = [...new Map(receiver.seen.toReversed().map((one) => [one.sequence, one])).values()].reverse();
    const ids = new Map(firsts.map(({ sequence, id }) => [sequence, id]));
    const missed = rows.filter(({ sequence }) => !ids.has(sequence)).length;
    const foreign = rows.filter(({ sequence, id }) => ids.has(sequence) && ids.get(sequence) !== id).length;
    const out_of_order = [...Map.groupBy(firsts, ({ vehicle_id }) => vehicle_id).values()].filter((own) =>
      own.some(({ sequence }, index) => sequence < (own[index - 1]?.sequence ?? 0)),
    ).length;
    return Object.entries({ missed, foreign, out_of_order }).flatMap(([fault, count]) => (count > 0 ? [`${fault}: ${count}`] : []));
  };
  const distinct = () => new Set(receiver.seen.map(({ sequence }) => sequence)).size;
  const newest = async () => (await getEventBounds(app.db.read, fleet_id)).newest;
  return { settings, app, random, append, faults, distinct, newest, seen: receiver.seen };
};

describe.each(databases)('webhooks on %s', (database) => {
  it(`are told all, in the order of each vehicle, through ${kills_wanted} kills of the gateway`, { timeout: most_ms }, async () => {
    const { settings, random, append, faults, distinct, newest, seen } = await prepare(database);
    const gateways = createStarter<GatewayOrder, GatewayReady>('./gateway-process.fixture.ts');
    for (let killed = 0; killed < kills_wanted; killed += 1) {
      const gateway = await gateways.start({ settings, variant: 'real' });
      const before = seen.length;
      await append();
      await vi.waitFor(() => expect(seen.length).toBeGreaterThan(before), patient);
      await append();
      await waitAtRandom(random);
      await gateway.kill();
    }
    const last = await gateways.start({ settings, variant: 'real' });
    const owed = await newest();
    await vi.waitFor(() => expect(distinct()).toBe(owed), patient);
    tell(`${database}: ${kills_wanted} kills, ${owed} events owed, ${seen.length} posts received`);
    expect(await faults()).toEqual([]);
    await last.kill();
  });
});

it('that are taken for delivered before they were sent get lost, which this proof notices', { timeout: most_ms }, async () => {
  const { app, append, faults, distinct, newest } = await prepare('SQLite');
  const start = (sender: WebhookSender) => {
    const private_key = readPrivateKey(dataPaths(app.config.data_dir).keys);
    const relay = createWebhookRelay({ app, private_key, sender, isInOffice: async () => true });
    relay.start();
    let over: Promise<void> | undefined;
    const stop = () => {
      over ??= relay.stop();
      return over;
    };
    onTestFinished(stop);
    return { stop };
  };
  const real = createWebhookSender(['127.0.0.1'], 10_000);
  let claimed = 0;
  // The process dies with what it was about to send.
  const premature: WebhookSender = {
    send: async () => {
      claimed += 1;
      return { response_status: 200, error: null, duration_ms: 0 };
    },
    close: async () => {},
  };
  const broken = start(premature);
  await append();
  await vi.waitFor(() => expect(claimed).toBe(batch), patient);
  const cursor = async () => (await app.db.read.selectFrom('webhooks').select('sequence').executeTakeFirstOrThrow()).sequence;
  await vi.waitFor(async () => expect(await cursor()).toBe(await newest()), patient);
  await broken.stop();
  start(real);
  await append();
  await vi.waitFor(() => expect(distinct()).toBe(batch), patient);
  expect(await faults()).toEqual([`missed: ${batch}`]);
});
