/** The REST server of web as a process, without its pages: with the real live hub, or with one that leaves a gap between replay and live. */
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, createApp } from '#server/app.ts';
import { loadConfig } from '#server/config.ts';
import { createApiListener } from '#server/rest/api-listener.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { getEventBounds, listEventsAfter } from '#server/store/events.ts';
import { createEventReader } from '#server/streams/public-events.ts';
import { createStreamHub, type StreamHub } from '#server/streams/sse.ts';
import { tail } from '#server/streams/tail.ts';
import type { Settings } from './place.fixture.ts';
import { obeyOrder } from './processes.fixture.ts';

export interface WebOrder {
  settings: Settings;
  /** 0: any. */
  port: number;
  /** replay_then_subscribe: what is committed between the replay and the subscription is sent by neither. */
  variant: 'real' | 'replay_then_subscribe';
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

obeyOrder<WebOrder>(async ({ settings, port, variant }): Promise<WebReady> => {
  const plain = await createApp(loadConfig(settings), 'web');
  const app = { ...plain, memory: createVehicleMemory(plain.db) };
  const hub = variant === 'real' ? createStreamHub(app) : createGappyHub(app);
  const server = createServer(createApiListener(app, hub).answer);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port };
});
