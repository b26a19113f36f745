/** Peers of a listener of units, good and bad, over real sockets. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeAvl } from '#server/adapters/teltonika/avl-encode.ts';
import { frameIdentification } from '#server/adapters/teltonika/frame.ts';

/** Without an ear for errors: after one, the socket closes. */
const happens = (socket: Socket, event: 'close' | 'drain'): Promise<void> => new Promise((resolve) => socket.once(event, () => resolve()));

const dial = async (port: number): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

const imeiOf = (number: number): string => `3525039${String(number).padStart(8, '0')}`;
const good_number = 90_000_000;

/** Dials in, says who it is and waits. */
export const idlePeer = async (port: number, number: number): Promise<Socket> => {
  const socket = await dial(port);
  const greeted = once(socket, 'data');
  socket.write(frameIdentification(imeiOf(number)));
  await greeted;
  return socket;
};

/** One byte a second of a packet that would never be whole. */
export const slowPeer = async (port: number, number: number): Promise<Socket> => {
  const socket = await idlePeer(port, number);
  socket.write(Buffer.from('000000000000', 'hex'));
  const drip = setInterval(() => socket.write(Buffer.from([4])), 1_000);
  socket.on('close', () => clearInterval(drip));
  return socket;
};

/** Sends half a packet and its end of the connection, and reads on. */
export const halfClosedPeer = async (port: number, number: number): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(frameIdentification(imeiOf(number)));
  socket.end(Buffer.from('00000000000000ff08', 'hex'));
  return socket;
};

const record = {
  priority: 0,
  longitude: -56.16,
  latitude: -34.9,
  altitude: 20,
  angle: 90,
  satellites: 9,
  speed: 30,
  event_id: 0,
  elements: [],
};

/** A unit that sends a record, waits for the acknowledgement and goes on: how long each took, in milliseconds. */
export const createGoodUnit = async (port: number) => {
  const socket = await idlePeer(port, good_number);
  let made = 0;
  const sendOne = async (): Promise<number> => {
    made += 1;
    const acknowledged = once(socket, 'data');
    const began = performance.now();
    socket.write(encodeAvl('8', [{ ...record, timestamp_ms: Date.now() - 3_600_000 + made }]));
    const [answer] = await acknowledged;
    if ((answer as Buffer).readUInt32BE(0) !== 1) throw new Error('A good record was not acknowledged.');
    return performance.now() - began;
  };
  return { sendOne, close: () => socket.destroy() };
};

/** Sends frames, a few with each write, and dials in anew whenever it is closed; resolves when all are sent. */
export const attack = async (port: number, hello: Buffer, next: () => Buffer, frames: number): Promise<void> => {
  const at_once = 3;
  for (let sent = 0; sent < frames; ) {
    const socket = await dial(port);
    const closed = happens(socket, 'close');
    socket.resume();
    socket.write(hello);
    while (sent < frames && !socket.destroyed && socket.writable) {
      socket.write(Buffer.concat(Array.from({ length: at_once }, next)));
      sent += at_once;
      // Until it is taken, or the connection is closed: the next turn tells.
      await new Promise((resolve) => setImmediate(resolve));
      if (socket.writableNeedDrain) await Promise.race([happens(socket, 'drain'), closed]);
    }
    socket.destroy();
  }
};

/** Bytes without an end, as fast as they are taken; resolves with how many were, when they are all sent or the peer hangs up. */
export const floodOne = async (port: number, hello: Buffer, head: Buffer, bytes: number): Promise<void> => {
  const socket = await dial(port);
  const closed = happens(socket, 'close');
  socket.resume();
  socket.write(hello);
  socket.write(head);
  const part = Buffer.alloc(65_536, 0x39);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += part.length) {
    if (!socket.write(part)) await Promise.race([happens(socket, 'drain'), closed]);
  }
};
