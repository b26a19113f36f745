/** All units at once: they dial in, say who they are, and some of them send as fast as they are answered. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodeAvl } from '#server/adapters/teltonika/avl-encode.ts';
import { frameIdentification } from '#server/adapters/teltonika/frame.ts';
import { benchImei } from '../ingest/messages.ts';
import type { LoadOptions, SendResult, StormResult } from './messages.ts';

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
/** Dialling at one time; more would overrun the listener's queue and measure retries of the kernel. */
const dialling_at_once = 256;

const element = (id: number, size: 1 | 2 | 4, value: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return { id, bytes };
};
const packet = encodeAvl('8', [
  {
    ...{ timestamp_ms: Date.now() - 1000, priority: 0, longitude: -56.16, latitude: -34.9, altitude: 20 },
    ...{ angle: 90, satellites: 9, speed: 30, event_id: 0 },
    elements: [element(239, 1, 1), element(240, 1, 1), element(21, 1, 4), element(66, 2, 12_600), element(16, 4, 1000)],
  },
]);

const dial = async (unit: number): Promise<Socket> => {
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(frameIdentification(benchImei(unit)));
  await once(socket, 'data');
  return socket;
};

const began = performance.now();
const sockets: Socket[] = [];
let next = 0;
await Promise.all(
  Array.from({ length: dialling_at_once }, async () => {
    while (next < options.connections) {
      next += 1;
      sockets.push(await dial(next));
    }
  }),
);
process.send?.({ elapsed_ms: performance.now() - began } satisfies StormResult);

const send = async (): Promise<SendResult> => {
  const until = performance.now() + options.duration_ms;
  const answer_bytes = options.answer_bytes || packet.length;
  let answered = 0;
  const started = performance.now();
  await Promise.all(
    sockets.slice(0, options.senders).map(
      (socket) =>
        new Promise<void>((resolve) => {
          let waiting_bytes = answer_bytes;
          socket.on('data', (bytes) => {
            waiting_bytes -= bytes.length;
            if (waiting_bytes > 0) return;
            answered += 1;
            waiting_bytes += answer_bytes;
            if (performance.now() < until) socket.write(packet);
            else resolve();
          });
          socket.write(packet);
        }),
    ),
  );
  return { answered, elapsed_ms: performance.now() - started };
};

process.on('message', async () => process.send?.(await send()));
