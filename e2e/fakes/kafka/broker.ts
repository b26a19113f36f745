/**
 * A Kafka broker on a real socket of this machine, over topics in memory: as much of the protocol as a consumer with SASL/OAUTHBEARER speaks.
 * It proves that our reader talks the wire; how a real broker behaves is proved with Apache Kafka itself.
 */
import { createServer, type Socket } from 'node:net';
import { errors, fetch_api } from './apis.ts';
import { type CallOptions, createCalls, type Session } from './broker-calls.ts';
import { int16, int32, record, text } from './wire.ts';

/** refuse: no connection; stall: takes connections and calls and says nothing; drop_mid_batch: ends the connection in the middle of a fetch's messages. */
export type BrokerFault = 'refuse' | 'stall' | 'drop_mid_batch';

export type KafkaBrokerOptions = Omit<CallOptions, 'address' | 'session_ms'> & Partial<Pick<CallOptions, 'session_ms'>>;

const most_frame_bytes = 1_048_576;
const length_bytes = 4;
const header = record({ key: int16, version: int16, correlation_id: int32, client_id: text });
/** A fetch without messages is shorter. */
const least_batch_bytes = 100;

/** The address of a broker on this machine as clients' settings have it. */
export const localBroker = (port: number): string => `SASL_PLAINTEXT://127.0.0.1:${port}`;

export const createKafkaBroker = (options: KafkaBrokerOptions) => {
  let fault: BrokerFault | undefined;
  let port = 0;
  let advertised: { host: string; port: number } | undefined;
  const sockets = new Set<Socket>();
  const calls = createCalls({
    session_ms: 3_600_000,
    ...options,
    address: () => advertised ?? { host: '127.0.0.1', port },
  });

  const answer = async (socket: Socket, session: Session, frame: Buffer): Promise<void> => {
    const cursor = { bytes: frame, at: 0 };
    const { key, version, correlation_id } = header.read(cursor);
    const known = calls.find((entry) => entry.key === key);
    if (!known?.open && performance.now() > session.ends_at_ms) return void socket.destroy();
    const fits = known?.version === version;
    const body = known && fits ? await known.carryOut(cursor, session) : int16.write(errors.unsupported_version);
    if (fault === 'stall') return;
    const message = Buffer.concat([int32.write(correlation_id), body]);
    const whole = Buffer.concat([int32.write(message.length), message]);
    if (fault === 'drop_mid_batch' && key === fetch_api.key && whole.length > least_batch_bytes) {
      socket.end(whole.subarray(0, whole.length / 2));
    } else if (socket.writable) socket.write(whole);
  };

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    const session: Session = { ends_at_ms: Number.NEGATIVE_INFINITY };
    let received = Buffer.alloc(0);
    // A broker answers the calls of a connection in their order.
    let last = Promise.resolve();
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= length_bytes) {
        const size = received.readInt32BE();
        if (size < 0 || size > most_frame_bytes) return void socket.destroy();
        if (received.length < length_bytes + size) return;
        const frame = received.subarray(length_bytes, length_bytes + size);
        received = received.subarray(length_bytes + size);
        last = last.then(() => answer(socket, session, frame)).catch(() => void socket.destroy());
      }
    });
  };
  const server = createServer(serve);

  const open = (wanted_port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted_port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        if (typeof address === 'object' && address) port = address.port;
        resolve();
      });
    });
  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const shut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      dropConnections();
    });

  return {
    /** Resolves to the port. Without one any free one. */
    listen: async (wanted_port = 0): Promise<number> => {
      await open(wanted_port);
      return port;
    },
    close: async (): Promise<void> => {
      if (server.listening) await shut();
    },
    control: {
      /** Goes wrong in this way, for running connections too, until `heal`. */
      ail: async (next: BrokerFault): Promise<void> => {
        fault = next;
        if (next === 'refuse' && server.listening) await shut();
      },
      heal: async (): Promise<void> => {
        fault = undefined;
        dropConnections();
        if (!server.listening) await open(port);
      },
      dropConnections,
      connections: () => sockets.size,
      /** Sends clients elsewhere after the first contact, as a broker may. */
      advertise: (elsewhere: { host: string; port: number }): void => {
        advertised = elsewhere;
      },
    },
  };
};
export type KafkaBroker = ReturnType<typeof createKafkaBroker>;
