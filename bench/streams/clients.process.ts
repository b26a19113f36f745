/** All clients of a stream at once. They read as quickly as they can and look for the last event of a round. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ClientsOptions, Watch } from './messages.ts';

const options: ClientsOptions = JSON.parse(process.argv[2] ?? '{}');
const hello = Buffer.from(options.hello, 'base64');
const dialling_at_once = 128;
/** Clients that count what they get: one that misses an event ends the benchmark. */
const counting = 5;
/** Longer than what comes behind the start of the last event. */
const recent_bytes = 8192;

let watch: (Watch & { last: Buffer; each: Buffer }) | undefined;
let waiting = 0;

const countIn = (bytes: Buffer, part: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + part.length)) count += 1;
  return count;
};

const follow = (socket: Socket, index: number) => {
  let tail = Buffer.alloc(0);
  let seen = 0;
  let done: string | undefined;
  socket.on('data', (bytes) => {
    if (!watch) return;
    // A mark may lie across two pieces; what is carried over is shorter than one, so none is counted twice.
    const joined = Buffer.concat([tail, index < counting ? bytes : bytes.subarray(-recent_bytes)]);
    tail = joined.subarray(-(watch.each.length - 1));
    if (index < counting) seen += countIn(joined, watch.each);
    if (done === watch.mark || joined.indexOf(watch.last) < 0) return;
    done = watch.mark;
    if (index < counting && seen !== watch.events) throw new Error(`${seen} of ${watch.events} events came`);
    seen = 0;
    waiting -= 1;
    if (waiting === 0) process.send?.({});
  });
  socket.on('close', () => {
    throw new Error('A client was cut.');
  });
};

const dial = async (index: number): Promise<void> => {
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(hello);
  let got = 0;
  while (got < options.ready_bytes) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    got += bytes.length;
    if (bytes.subarray(0, 5).toString() === 'HTTP/' && !bytes.subarray(0, 16).includes(' 200 ')) throw new Error(bytes.toString());
  }
  follow(socket, index);
};

let next = 0;
await Promise.all(
  Array.from({ length: dialling_at_once }, async () => {
    while (next < options.clients) {
      next += 1;
      await dial(next - 1);
    }
  }),
);
process.on('message', (message: Watch) => {
  watch = { ...message, last: Buffer.from(`${message.mark}last"`), each: Buffer.from(`"${message.mark}`) };
  waiting = options.clients;
});
process.send?.({});
