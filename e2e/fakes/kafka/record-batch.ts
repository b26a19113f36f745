import { int8, int16, int32, int64, uint32 } from './wire.ts';

/** Reflected polynomial of CRC-32C (Castagnoli). */
const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

export const crc32c = (data: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of data) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** Zigzag, then seven bits a byte, the lowest first. */
const varint = (value: number): Buffer => {
  let rest = value < 0 ? -2n * BigInt(value) - 1n : 2n * BigInt(value);
  const octets: number[] = [];
  do {
    octets.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(octets);
};

export interface BatchedMessage {
  value: string;
  stored_at_ms: number;
  offset: bigint;
}

const no_key = varint(-1);
const no_headers = varint(0);

const encodeRecord = ({ value, stored_at_ms, offset }: BatchedMessage, first: BatchedMessage): Buffer => {
  const content = Buffer.from(value);
  const body = Buffer.concat([
    int8.write(0),
    varint(stored_at_ms - first.stored_at_ms),
    varint(Number(offset - first.offset)),
    no_key,
    varint(content.length),
    content,
    no_headers,
  ]);
  return Buffer.concat([varint(body.length), body]);
};

/** Messages that lie one behind the other, as one uncompressed record batch of format 2; nothing for none. */
export const encodeRecordBatch = (messages: readonly BatchedMessage[]): Buffer => {
  const [first] = messages;
  if (!first) return Buffer.alloc(0);
  const newest_ms = messages.reduce((newest, { stored_at_ms }) => Math.max(newest, stored_at_ms), first.stored_at_ms);
  const no_producer = [int64.write(-1n), int16.write(-1), int32.write(-1)];
  const checked = Buffer.concat([
    int16.write(0),
    int32.write(messages.length - 1),
    int64.write(BigInt(first.stored_at_ms)),
    int64.write(BigInt(newest_ms)),
    ...no_producer,
    int32.write(messages.length),
    ...messages.map((message) => encodeRecord(message, first)),
  ]);
  const leader_epoch = int32.write(-1);
  const format = int8.write(2);
  const rest = Buffer.concat([leader_epoch, format, uint32.write(crc32c(checked)), checked]);
  return Buffer.concat([int64.write(first.offset), int32.write(rest.length), rest]);
};
