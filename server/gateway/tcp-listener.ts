/**
 * TCP listener of one socket brand: the only place that touches the sockets of units. It decides who may speak; the adapter's session decides what is said.
 * A unit is acknowledged after `store` resolved; a unit that is not on the list is refused and noted; one bad connection harms no other.
 */
import { createServer, type Socket } from 'node:net';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import type { AdapterLog, SessionIo, SocketAdapter, UnitSession } from '#server/adapters/port.ts';
import { createConnectionLimits } from './connection-limits.ts';
import { createSessionRegistry } from './session-registry.ts';
import { type ConnectionOwner, TcpConnection } from './tcp-connection.ts';
import { default_tcp_limits, type TcpLimits } from './tcp-limits.ts';

export interface TcpListenerOptions {
  adapter: SocketAdapter;
  port: number;
  host: string;
  identify(unit_id: string): Promise<UnitRef | undefined>;
  store(reports: StateReport[]): Promise<void>;
  settle: SessionIo['settle'];
  /** A unit that is not on the list, at most so often per address. */
  noteSeen(brand: string, unit_id: string, remote_address: string): void;
  /** These two alternate per unit; the second comes after the grace time. */
  onConnected(unit_id: string): void;
  onDisconnected(unit_id: string): void;
  /** Arbitrates between gateways; without it there is one. */
  seats?: ListenerSeats;
  /** A second connection of a unit whose first one is alive. */
  onDuplicate?(unit_id: string, remote_address: string): void;
  clock: () => number;
  random: () => number;
  log: AdapterLog;
  limits?: Partial<TcpLimits>;
}

/** By unit of the listener's brand; see `unit-seats.ts`. */
export interface ListenerSeats {
  take(unit_id: string): void;
  leave(unit_id: string): void;
  awaitTurn(unit_id: string): Promise<void> | undefined;
  holds(unit_id: string): boolean;
}

export interface TcpListener {
  port: number;
  sessions: {
    find(unit_id: string): UnitSession | undefined;
    /** Whether there is a live connection, though it may still wait for one at another gateway. */
    isConnected(unit_id: string): boolean;
    /** A newer connection waits at another gateway: ends a silent one here. True when there is none left. */
    giveWay(unit_id: string): boolean;
    /** The address of the live connection. */
    addressOf(unit_id: string): string | undefined;
    /** Ends the connection of a unit that is no longer on the list, or whose settings changed. */
    disconnect(unit_id: string): void;
  };
  counters: { connections: number; refused: number; malformed: number; duplicates: number };
  /** Connections that have not said who they are. */
  unidentified(): number;
  bounds(): BoundFigures[];
  close(): Promise<void>;
}

const keep_alive_ms = 60_000;
const logged_bytes = 64;
/** How much later than its time a silent connection may be closed. */
const most_late_ms = 1_000;

/** Rule 8.6 of the telematics design: twice the interval in which the unit reports, and a minute. */
const idleTimeout = (unit: UnitRef, fallback_ms: number): number => {
  const interval = unit.settings.report_interval_in_seconds ?? unit.model.settings.report_interval_in_seconds;
  return typeof interval === 'number' && interval > 0 ? 2 * interval * 1000 + 60_000 : fallback_ms;
};

/** A vehicle may be bound to the address its unit comes from, since an IMEI proves nothing. */
const comesFromItsAddress = (unit: UnitRef, remote_address: string): boolean =>
  typeof unit.settings.source_address !== 'string' || unit.settings.source_address === remote_address.replace(/^::ffff:/, '');

export const createTcpListener = async (options: TcpListenerOptions): Promise<TcpListener> => {
  const { adapter, log } = options;
  const limits: TcpLimits = { ...default_tcp_limits, ...adapter.limits, ...options.limits };
  // Durations are measured apart from the wall clock, so that setting that one ends no session.
  const monotonic = () => Math.floor(performance.now());
  const gate = createConnectionLimits({ ...limits, monotonic });
  const open = new Map<Socket, TcpConnection>();
  const counters = { connections: 0, refused: 0, malformed: 0, duplicates: 0 };
  const registry = createSessionRegistry<TcpConnection>({
    ...limits,
    monotonic,
    onLive: (unit_id) => options.seats?.take(unit_id),
    onGone: (unit_id) => options.seats?.leave(unit_id),
    onConnected: options.onConnected,
    onDisconnected: options.onDisconnected,
    onDuplicate: (unit_id, { address: remote_address }) => {
      counters.duplicates += 1;
      log.warn({ brand: adapter.brand, unit_id, remote_address }, 'second connection of a unit that is connected');
      options.onDuplicate?.(unit_id, remote_address);
    },
  });

  const identify = async (unit_id: string, remote_address: string): Promise<UnitRef | undefined> => {
    const unit = await options.identify(unit_id);
    if (unit && comesFromItsAddress(unit, remote_address)) return unit;
    counters.refused += 1;
    if (unit) log.warn({ brand: adapter.brand, unit_id, remote_address }, 'unit refused: not from its address');
    else if (gate.mayNote(remote_address)) options.noteSeen(adapter.brand, unit_id, remote_address);
    return undefined;
  };

  let accepted = 0;
  /** The connection has a name now, or ended without one. */
  const stopAnonymity = (connection: TcpConnection) => {
    if (connection.silence_ms !== undefined) return;
    connection.silence_ms = Number.POSITIVE_INFINITY;
    gate.release(connection.address);
  };

  const owner: ConnectionOwner = {
    max_unsent_bytes: adapter.limits.max_buffer_bytes,
    monotonic,
    context: { clock: options.clock, random: options.random, log },
    flow_prefix: `tcp-${options.clock().toString(36)}`,
    createSession: (io) => adapter.createSession(io),
    identify: async (connection, unit_id) => {
      const found = await identify(unit_id, connection.address);
      if (!found || !connection.isOpen()) return undefined;
      stopAnonymity(connection);
      connection.unit = found;
      connection.silence_ms = idleTimeout(found, limits.idle_timeout_ms);
      registry.join(found.unit_id, connection);
      return found;
    },
    store: async (connection, reports) => {
      const { unit } = connection;
      if (!unit) throw new Error('reports before identification');
      const turn = registry.awaitTurn(unit.unit_id, connection);
      if (turn) await turn;
      const seat = options.seats?.awaitTurn(unit.unit_id);
      if (seat) await seat;
      await options.store(reports);
      connection.malformed = 0;
    },
    settle: options.settle,
    strike: (connection, reason, frame) => {
      connection.malformed += 1;
      counters.malformed += 1;
      const head = Buffer.from(frame.subarray(0, logged_bytes)).toString('hex');
      const { unit, address: remote_address } = connection;
      log.warn({ brand: adapter.brand, unit_id: unit?.unit_id, remote_address, reason, head }, 'malformed frame');
      if (connection.malformed >= limits.max_malformed_in_a_row) connection.close('malformed frames');
    },
    onEnd: (connection, reason) => {
      stopAnonymity(connection);
      open.delete(connection.socket);
      counters.connections = open.size;
      if (!connection.unit) return;
      registry.leave(connection.unit.unit_id, connection);
      log.info({ brand: adapter.brand, unit_id: connection.unit.unit_id, reason }, 'unit disconnected');
    },
    onError: ({ unit }, error) => log.warn({ brand: adapter.brand, unit_id: unit?.unit_id, error }, 'connection failed'),
  };

  // One function each for all sockets.
  function onData(this: Socket, chunk: Buffer): void {
    open.get(this)?.receive(chunk);
  }
  function onError(this: Socket): void {
    open.get(this)?.finish('socket error');
  }
  function onClose(this: Socket): void {
    open.get(this)?.finish('closed by the unit');
  }

  const accept = (socket: Socket): void => {
    const address = socket.remoteAddress ?? 'unknown';
    if (!gate.admit(address)) {
      counters.refused += 1;
      socket.destroy();
      return;
    }
    accepted += 1;
    open.set(socket, new TcpConnection(socket, owner, address, accepted));
    counters.connections = open.size;
    socket.on('data', onData).on('error', onError).on('close', onClose);
  };

  /** One look at all connections in place of a timer for each. */
  const endSilent = () => {
    const now_ms = monotonic();
    for (const connection of open.values()) {
      const { silence_ms, accepted_ms, last_data_ms } = connection;
      if (silence_ms === undefined) {
        if (now_ms - accepted_ms >= limits.identify_timeout_ms) connection.end('not identified in time');
      } else if (now_ms - last_data_ms >= silence_ms) connection.end('silent');
    }
  };
  const shortest_ms = Math.min(limits.identify_timeout_ms, limits.idle_timeout_ms);
  const watch = setInterval(endSilent, Math.min(most_late_ms, Math.ceil(shortest_ms / 4)));

  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: keep_alive_ms }, accept);
  server.maxConnections = limits.max_connections;
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : options.port);
    });
  });
  server.on('error', (error) => log.warn({ brand: adapter.brand, error }, 'listener error'));

  return {
    port,
    sessions: {
      find: (unit_id) => (options.seats?.holds(unit_id) === false ? undefined : registry.find(unit_id)?.session),
      isConnected: (unit_id) => registry.find(unit_id) !== undefined,
      giveWay: (unit_id) => {
        const connection = registry.find(unit_id);
        if (connection && monotonic() - connection.last_data_ms >= limits.quiet_ms) connection.end('replaced by a newer connection');
        return registry.find(unit_id) === undefined;
      },
      addressOf: (unit_id) => registry.find(unit_id)?.address,
      disconnect: (unit_id) => registry.find(unit_id)?.end('disconnected by the gateway'),
    },
    counters,
    unidentified: gate.unidentified,
    bounds: () => [...gate.bounds(), { name: 'connections of', used: open.size, bound: limits.max_connections }],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        clearInterval(watch);
        // First, so that no waiting connection takes over; last, for the farewells of those that were live.
        registry.close();
        for (const connection of [...open.values()]) connection.destroy();
        registry.close();
      }),
  };
};
