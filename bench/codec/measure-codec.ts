import { type AvlElement, decodeAvl, visitElements } from '#server/adapters/teltonika/avl-codec.ts';
import { encodeAvl } from '#server/adapters/teltonika/avl-encode.ts';
import { crc16 } from '#server/adapters/teltonika/crc.ts';
import type { Figure } from '../benchmark.ts';

const duration_ms = 2_000;
const warm_up_ms = 300;
const packet_count = 200;
const records_per_packet = 10;
/** Zeros, length and checksum around the packet, which the framer takes off. */
const head_length = 8;
const tail_length = 4;

const element = (id: number, size: 1 | 2 | 4, value: number): AvlElement => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return { id, bytes };
};

/** Codec 8 with the elements of a car on the road, different in each packet. */
const packets: Uint8Array[] = Array.from({ length: packet_count }, (_, packet) => {
  const records = Array.from({ length: records_per_packet }, (_unused, index) => ({
    timestamp_ms: 1_718_000_000_000 + (packet * records_per_packet + index) * 1000,
    priority: 0,
    longitude: -56.16 + packet * 1e-5,
    latitude: -34.9 + index * 1e-5,
    altitude: 20,
    angle: (packet * 7) % 360,
    satellites: 9,
    speed: index * 5,
    event_id: 0,
    elements: [
      ...[element(239, 1, 1), element(240, 1, 1), element(21, 1, 4), element(66, 2, 12_600), element(67, 2, 4_000)],
      ...[element(181, 2, 9), element(182, 2, 8), element(16, 4, 1000 * packet), element(199, 4, index)],
    ],
  }));
  const frame = encodeAvl('8', records);
  return frame.subarray(head_length, frame.length - tail_length);
});

/** A whole number, since a sum of fractions would cost more than what is measured. */
let sum = 0;
const decode = (packet: Uint8Array): void => {
  for (const record of decodeAvl(packet)) {
    sum = (sum + record.longitude) | 0;
    visitElements(record, (id, offset, length) => {
      sum = (sum + id + offset + length) | 0;
    });
  }
};

const measure = (work: (packet: Uint8Array) => void): Figure => {
  const runFor = (limit_ms: number): number => {
    const until = performance.now() + limit_ms;
    let rounds = 0;
    for (; performance.now() < until; rounds += 1) for (const packet of packets) work(packet);
    return rounds * packet_count * records_per_packet;
  };
  runFor(warm_up_ms);
  const began = performance.now();
  const used = process.cpuUsage();
  const records = runFor(duration_ms);
  const { user, system } = process.cpuUsage(used);
  if (Number.isNaN(sum)) throw new Error('Nothing was decoded.');
  return { value: (records / (performance.now() - began)) * 1000, unit: 'records/s', cpu_us_per_operation: (user + system) / records };
};

/** The checksum is part of it, as in the gateway. No parser of npm is installed to compare with. */
export const measureDecode = async (): Promise<Figure> =>
  measure((packet) => {
    sum = (sum + crc16(packet)) | 0;
    decode(packet);
  });
export const measureChecksum = async (): Promise<Figure> =>
  measure((packet) => {
    sum = (sum + crc16(packet)) | 0;
  });
