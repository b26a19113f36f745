/** The REST server of web as a process, without its pages: with the real live hub, or with one that leaves a gap between replay and live. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { alive_interval_ms } from '#lib/contract/live.ts';
import { type App, createApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { createApiListener } from '#server/rest/api-listener.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { liveView } from '#server/streams/live-view.ts';
import { createEventReader } from '#server/streams/public-events.ts';
import { createStreamHub, type StreamHub } from '#server/streams/sse.ts';
import { tail } from '#server/streams/tail.ts';
import { readResidentBytes } from '../../bench/usage.ts';
import { obeyOrder } from './obey-order.fixture.ts';
import type { Settings } from './place.fixture.ts';

export interface WebOrder {
  settings: Settings;
  /** 0: any. */
  port: number;
  /**
   * replay_then_subscribe: what is committed between the replay and the subscription is sent by neither. clean_up_in_cancel: streams are let go of when their
   * `ReadableStream` is cancelled, which nobody does when the reader has gone.
   */
  variant: 'real' | 'replay_then_subscribe' | 'clean_up_in_cancel';
}

/** What the process holds; it answers to `usage`. */
export interface WebUsage {
  /** Timers, sockets and whatever else keeps it alive. */
  handles: number;
  resident_bytes: number;
}

export interface WebReady {
  port: number;
}

/** The log's end after something was appended, or as it is when nothing is for a second: the gap is sure to be met, however quick or slow the machine. */
const passSomething = async (app: App, fleet_id: string): Promise<number> => {
  const read = async () => (await getEventBounds(app.db.read, fleet_id)).newest;
  const before = await read();
  for (let tries = 0; tries < 200; tries += 1) {
    const newest = await read();
    if (newest > before) return newest;
    await wait(5);
  }
  return before;
};

const createGappyHub = (app: App): StreamHub => ({
  open: async (fleet_id, after, view, sink) => {
    const reader = createEventReader(app.db.read);
    const send = async (rows: Awaited<ReturnType<typeof listEventsAfter>>) => {
      const [first, last] = [rows[0]?.sequence ?? 1, rows.at(-1)?.sequence ?? 0];
      const events = view.of === 'events' ? await reader.read(first - 1, rows, last) : [];
      if (rows.length > 0) sink.write(Buffer.from(view.frame({ rows, events }, last)));
    };
    await send(await listEventsAfter(app.db.read, fleet_id, after, 100_000));
    await sink.drained();
    const newest = await passSomething(app, fleet_id);
    const live = tail({ db: app.db, fleet_id, after: newest, deliver: send });
    return { position: live.position, leave: () => void live.stop() };
  },
  close: async () => {},
});

/** Each stream has timers and a place at the hub, as ours have. */
const createForgetfulListener = (hub: StreamHub, fleet_id: string) => (_request: IncomingMessage, response: ServerResponse) => {
  let cleanUp = () => {};
  const stream = new ReadableStream<Buffer>({
    start: async (controller) => {
      const sink = {
        write: (bytes: Buffer) => controller.enqueue(bytes) === undefined,
        drained: async () => {},
        close: () => controller.close(),
      };
      const open = await hub.open(fleet_id, 0, liveView('all'), sink);
      const alive = setInterval(() => sink.write(Buffer.from(': alive\n\n')), alive_interval_ms);
      cleanUp = () => {
        clearInterval(alive);
        open.leave();
      };
    },
    cancel: () => cleanUp(),
  });
  response.on('error', () => {});
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write(': open\n\n');
  const pump = async () => {
    for await (const bytes of stream) response.write(bytes);
  };
  void pump();
};

const listenerOf = async (app: App, variant: WebOrder['variant']) => {
  if (variant === 'replay_then_subscribe') return createApiListener(app, createGappyHub(app)).answer;
  const hub = createStreamHub(app);
  if (variant === 'real') return createApiListener(app, hub).answer;
  const { id } = await app.db.read.selectFrom('fleets').select('id').executeTakeFirstOrThrow();
  return createForgetfulListener(hub, id);
};

const answerUsage = () =>
  process.on('message', async (question) => {
    if (question !== 'usage') return;
    const resident_bytes = await readResidentBytes();
    const usage: WebUsage = { handles: process.getActiveResourcesInfo().length, resident_bytes };
    process.send?.(usage);
  });

obeyOrder<WebOrder>(async ({ settings, port, variant }): Promise<WebReady> => {
  const plain = await createApp(loadConfig(settings), 'web');
  const app = { ...plain, memory: createVehicleMemory(plain.db) };
  const server = createServer(await listenerOf(app, variant));
  answerUsage();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port };
});
