/** Units that speak at a steady pace, and the one browser that sees them: both here, so that one clock times the way. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeAvl } from '#server/adapters/teltonika/avl-encode.ts';
import { frameIdentification } from '#server/adapters/teltonika/frame.ts';
import { benchImei } from '../ingest/messages.ts';
import type { WayOptions, WayResult } from './messages.ts';

const options: WayOptions = JSON.parse(process.argv[2] ?? '{}');
const day_ms = 86_400_000;
const limit_ms = 30_000;
const odometer = 16;

const begins_at_ms = Date.now() - day_ms;
const sent_at = new Map<number, number>();
const ways_ms: number[] = [];
let measured_from = Number.POSITIVE_INFINITY;
let seen = 0;

/** The odometer tells which message a frame is of: it is another one in each. */
const packetOf = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number * 1000);
  const place = { longitude: -56.16 + (number % 1000) * 1e-5, latitude: -34.9, altitude: 20 };
  return encodeAvl('8', [
    {
      ...place,
      ...{ timestamp_ms: begins_at_ms + number, priority: 0, angle: number % 360, satellites: 9, speed: 30, event_id: 0 },
      elements: [{ id: odometer, bytes }],
    },
  ]);
};

const note = (number: number, now: number) => {
  const sent = sent_at.get(number);
  if (sent === undefined) return;
  sent_at.delete(number);
  seen += 1;
  if (sent >= measured_from) ways_ms.push(now - sent);
};

const readStream = async () => {
  const socket = connect(options.web_port, '127.0.0.1');
  socket.write(options.request);
  socket.setEncoding('latin1');
  await once(socket, 'data');
  let rest = '';
  socket.on('data', (text) => {
    const now = performance.now();
    const joined = rest + text;
    let end = 0;
    for (const found of joined.matchAll(/"mileage_in_kilometers":(\d+)[^\d.]/g)) {
      note(Number(found[1]), now);
      end = found.index + found[0].length;
    }
    rest = joined.slice(Math.max(end, joined.length - 40));
  });
};

const dial = async (unit: number): Promise<Socket> => {
  const socket = connect({ port: options.unit_port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(frameIdentification(benchImei(unit)));
  await once(socket, 'data');
  socket.resume();
  return socket;
};

const share = (part: number): number => ways_ms[Math.min(ways_ms.length - 1, Math.floor(ways_ms.length * part))] ?? Number.NaN;

await readStream();
const units = await Promise.all(Array.from({ length: options.units }, (_, unit) => dial(unit)));
const began = performance.now();
measured_from = began + options.warm_up_ms;
const total = Math.floor(((options.warm_up_ms + options.duration_ms) * options.per_second) / 1000);
for (let number = 1; number <= total; ) {
  const due = Math.min(total, Math.floor(((performance.now() - began) * options.per_second) / 1000));
  for (; number <= due; number += 1) {
    sent_at.set(number, performance.now());
    units[number % units.length]?.write(packetOf(number));
  }
  await wait(1);
}
for (const until = performance.now() + limit_ms; seen < total; await wait(5)) {
  if (performance.now() > until) throw new Error(`${seen} of ${total} messages were seen`);
}
ways_ms.sort((a, b) => a - b);
const result: WayResult = { p50_ms: share(0.5), p99_ms: share(0.99), messages: ways_ms.length };
process.send?.(result);
process.disconnect?.();
