import type { Socket } from 'node:net';
import type { SessionIo, UnitSession } from '#server/adapters/port.ts';
import type { Contender } from './session-registry.ts';

export interface TcpConnection extends Contender {
  readonly remote_address: string;
  readonly session: UnitSession;
  /** Silence after which the connection is closed. */
  expectDataWithin(timeout_ms: number): void;
  /** Closes at once, without sending what is still to be written. */
  destroy(): void;
}

/** Time for the last bytes of a closed connection to leave. */
const linger_ms = 1_000;

/**
 * Owns one socket: hands its bytes to the session one chunk after the other, and reads no further while the session is busy.
 * Whatever goes wrong in here ends this connection and no other.
 */
export const openTcpConnection = (
  socket: Socket,
  options: {
    max_unsent_bytes: number;
    monotonic: () => number;
    createSession(write: SessionIo['write'], close: SessionIo['close']): UnitSession;
    onEnd(reason: string): void;
    onError(error: unknown): void;
  },
): TcpConnection => {
  let ended = false;
  let busy = false;
  let next: Buffer | undefined;

  const finish = (reason: string): void => {
    if (ended) return;
    ended = true;
    session.close();
    options.onEnd(reason);
  };
  const end = (reason: string): void => {
    finish(reason);
    socket.destroySoon();
    setTimeout(() => socket.destroy(), linger_ms).unref();
  };
  const write = (bytes: Uint8Array): void => {
    if (ended || !socket.writable) return;
    socket.write(bytes);
    if (socket.writableLength > options.max_unsent_bytes) end('the unit does not read');
  };

  const work = async (first: Buffer): Promise<void> => {
    busy = true;
    try {
      for (let chunk: Buffer | undefined = first; chunk && !ended; ) {
        await session.receive(chunk);
        chunk = next;
        next = undefined;
      }
    } catch (error) {
      options.onError(error);
      end('failure');
    }
    busy = false;
    if (!ended && socket.isPaused()) socket.resume();
  };

  const session = options.createSession(write, end);
  const connection: TcpConnection = {
    session,
    remote_address: socket.remoteAddress ?? 'unknown',
    last_data_ms: options.monotonic(),
    end,
    expectDataWithin: (timeout_ms) => socket.setTimeout(timeout_ms),
    destroy: () => {
      finish('listener closed');
      socket.destroy();
    },
  };

  socket.on('data', (chunk: Buffer) => {
    connection.last_data_ms = options.monotonic();
    if (ended) return;
    if (!busy) {
      void work(chunk);
      return;
    }
    // Paused on the first chunk that has to wait, so that no second one can come.
    next = chunk;
    socket.pause();
  });
  socket.on('timeout', () => end('silent'));
  socket.on('error', () => finish('socket error'));
  socket.on('close', () => finish('closed by the unit'));
  return connection;
};
