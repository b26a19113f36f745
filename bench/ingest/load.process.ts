/** Units that send as fast as they are acknowledged, a process of its own so that its work is not counted as ours. */
import { connect } from 'node:net';
import { encodeAvl } from '#server/adapters/teltonika/avl-encode.ts';
import { frameIdentification } from '#server/adapters/teltonika/frame.ts';
import { benchImei, type LoadOptions, type LoadResult } from './messages.ts';

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
/** Packets before a connection goes on as another unit, so that the whole fleet speaks. */
const packets_per_visit = 50;

const element = (id: number, size: 1 | 2 | 4, value: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return { id, bytes };
};
const times = new Map<number, number>();

const nextPacket = (unit: number): Buffer => {
  const records = Array.from({ length: options.records_per_packet }, () => {
    const count = (times.get(unit) ?? 0) + 1;
    times.set(unit, count);
    return {
      timestamp_ms: options.begins_at_ms + count * 1000,
      priority: 0,
      longitude: -56.16 + (count % 1000) * 1e-5,
      latitude: -34.9 + (unit % 1000) * 1e-5,
      altitude: 20,
      angle: count % 360,
      satellites: 9,
      speed: count % 50,
      event_id: 0,
      elements: [element(239, 1, 1), element(240, 1, 1), element(21, 1, 4), element(66, 2, 12_600), element(16, 4, 1000 * count)],
    };
  });
  return encodeAvl('8', records);
};

let acknowledged = 0;
const ends_at = performance.now() + options.duration_ms;

const visit = (unit: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    let identified = false;
    let sent = 0;
    const sendNext = () => {
      if (sent >= packets_per_visit || performance.now() >= ends_at) return socket.end();
      sent += 1;
      socket.write(nextPacket(unit));
    };
    socket.on('connect', () => socket.write(frameIdentification(benchImei(unit))));
    socket.on('data', (bytes) => {
      if (identified) acknowledged += bytes.readUInt32BE(0);
      identified = true;
      sendNext();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });

const runConnection = async (connection: number): Promise<void> => {
  let unit = connection;
  while (performance.now() < ends_at) {
    await visit(unit);
    unit = connection + ((unit - connection + options.connections) % (options.vehicles - (options.vehicles % options.connections)));
  }
};

const began = performance.now();
await Promise.all(Array.from({ length: options.connections }, (_, connection) => runConnection(connection)));
const result: LoadResult = { acknowledged, elapsed_ms: performance.now() - began };
process.send?.(result);
process.disconnect?.();
