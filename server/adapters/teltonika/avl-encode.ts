import { type AvlCodec, type AvlElement, type AvlInput, avl_codec_ids, avl_layouts } from './avl-codec.ts';
import { framePacket } from './frame.ts';

const bigEndian = (value: number, size: 1 | 2): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
};

const encodePosition = (record: AvlInput): Buffer => {
  const bytes = Buffer.alloc(24);
  bytes.writeBigUInt64BE(BigInt(record.timestamp_ms));
  bytes.writeUInt8(record.priority, 8);
  bytes.writeInt32BE(Math.round(record.longitude * 1e7), 9);
  bytes.writeInt32BE(Math.round(record.latitude * 1e7), 13);
  bytes.writeInt16BE(record.altitude, 17);
  bytes.writeUInt16BE(record.angle, 19);
  bytes.writeUInt8(record.satellites, 21);
  bytes.writeUInt16BE(record.speed, 22);
  return bytes;
};

const encodeRecord = (codec: AvlCodec, record: AvlInput): Buffer => {
  const layout = avl_layouts[avl_codec_ids[codec]];
  if (!layout) throw new Error(`no layout of codec ${codec}`);
  const id = (value: number) => bigEndian(value, layout.id_size);
  const count = (value: number) => bigEndian(value, layout.count_size);
  const ofLength = (length: number) => record.elements.filter((element) => element.bytes.length === length);
  const variable = record.elements.filter((element) => ![1, 2, 4, 8].includes(element.bytes.length));
  if (variable.length > 0 && !layout.has_variable_length) throw new Error(`codec ${codec} has no variable-length elements`);
  const group = (elements: AvlElement[]) => [count(elements.length), ...elements.flatMap((element) => [id(element.id), element.bytes])];
  return Buffer.concat([
    encodePosition(record),
    id(record.event_id),
    ...(layout.has_generation_type ? [bigEndian(record.generation_type ?? 0, 1)] : []),
    count(record.elements.length),
    ...[1, 2, 4, 8].flatMap((length) => group(ofLength(length))),
    ...(layout.has_variable_length
      ? [count(variable.length), ...variable.flatMap(({ id: key, bytes }) => [id(key), bigEndian(bytes.length, 2), bytes])]
      : []),
  ]);
};

/** The whole frame as it stands on the wire; at most 255 records. */
export const encodeAvl = (codec: AvlCodec, records: AvlInput[]): Buffer => {
  const quantity = bigEndian(records.length, 1);
  const head = Buffer.from([avl_codec_ids[codec]]);
  return framePacket(Buffer.concat([head, quantity, ...records.map((record) => encodeRecord(codec, record)), quantity]));
};
