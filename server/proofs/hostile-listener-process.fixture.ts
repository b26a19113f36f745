/** The listeners of all socket brands as a process, whose memory is nobody else's. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { altered } from '#server/adapters/altered.fixture.ts';
import { isSocketAdapter, type SocketAdapter } from '#server/adapters/port.ts';
import { adapters } from '#server/adapters/registry.ts';
import { createTcpListener, type TcpListener } from '#server/gateway/tcp-listener.ts';
import { obeyOrder } from './obey-order.fixture.ts';

export interface ListenersOrder {
  /** uncapped: what a peer sends is kept until a frame is whole, however long it may be. */
  variant: 'real' | 'uncapped';
}
export interface ListenersReady {
  /** By brand. */
  ports: Record<string, number>;
}
export interface ListenersState {
  resident_bytes: number;
  /** Of what is still referenced, in and outside the heap; of meaning after a collection. */
  live_bytes: number;
  malformed: number;
  connections: number;
}

const collect = (() => {
  setFlagsFromString('--expose-gc');
  // Compacts, as V8 does itself once a process rests; without that, holes in half-empty pages count as memory.
  const gc = runInNewContext('gc') as (options: object) => void;
  return () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
})();

/** Whoever sends keeps its bytes here. */
const uncapped = (adapter: SocketAdapter): SocketAdapter => ({
  ...adapter,
  createSession: (io) => {
    const session = adapter.createSession(io);
    let held: Uint8Array[] = [];
    return altered(session, {
      receive: async (bytes) => {
        held.push(Buffer.from(bytes));
      },
      close: () => {
        held = [];
        session.close();
      },
    });
  },
});

const listen = (adapter: SocketAdapter): Promise<TcpListener> => {
  const [model] = listModels(adapter.brand);
  if (!model) throw new Error(`The catalogue has no model for ${adapter.brand}.`);
  return createTcpListener({
    adapter,
    host: '127.0.0.1',
    port: 0,
    identify: async (unit_id) => ({ unit_id, model, settings: {} }),
    store: async () => {},
    settle: () => {},
    noteSeen: () => {},
    onConnected: () => {},
    onDisconnected: () => {},
    clock: Date.now,
    random: Math.random,
    log: { info: () => {}, warn: () => {} },
    // All peers of this proof come from one address.
    limits: { max_connects_per_minute_and_address: 10_000_000, max_unidentified_per_address: 20_000, quiet_ms: 0, offline_grace_ms: 50 },
  });
};

obeyOrder<ListenersOrder>(async ({ variant }): Promise<ListenersReady> => {
  const listeners = new Map<string, TcpListener>();
  for (const adapter of adapters.filter(isSocketAdapter)) {
    listeners.set(adapter.brand, await listen(variant === 'uncapped' ? uncapped(adapter) : adapter));
  }
  process.on('message', async (question) => {
    for (let round = 0; question === 'collected' && round < 3; round += 1) {
      collect();
      await setImmediate();
    }
    const all = [...listeners.values()];
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({
      resident_bytes: rss,
      live_bytes: heapUsed + external,
      malformed: all.reduce((sum, { counters }) => sum + counters.malformed, 0),
      connections: all.reduce((sum, { counters }) => sum + counters.connections, 0),
    } satisfies ListenersState);
  });
  return { ports: Object.fromEntries([...listeners].map(([brand, { port }]) => [brand, port])) };
});
