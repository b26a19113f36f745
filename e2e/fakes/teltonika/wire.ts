/** The protocol from the unit's side (Teltonika wiki, "Teltonika Data Sending Protocols"), written apart from the adapter so that neither hides the other's faults. */

export type RecordCodec = '8' | '8E' | '16';
const codec_ids: Record<RecordCodec, number> = { '8': 0x08, '8E': 0x8e, '16': 0x10 };

export interface WireElement {
  id: number;
  bytes: Buffer;
}

export interface WireRecord {
  timestamp_ms: number;
  priority: 0 | 1 | 2;
  lon: number;
  lat: number;
  altitude_m: number;
  angle: number;
  satellites: number;
  speed: number;
  event_id: number;
  elements: WireElement[];
}

const checksum = (bytes: Buffer): number => {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc % 2 === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
};

const u8 = (value: number) => Buffer.from([value]);
const u16 = (value: number) => Buffer.from([value >>> 8, value & 0xff]);
const u32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);

const wrap = (data: Buffer): Buffer => Buffer.concat([u32(0), u32(data.length), data, u32(checksum(data))]);

export const encodeHello = (imei: string): Buffer => Buffer.concat([u16(imei.length), Buffer.from(imei, 'ascii')]);

const encodeRecord = (codec: RecordCodec, record: WireRecord): Buffer => {
  const id = codec === '8' ? u8 : u16;
  const count = codec === '8E' ? u16 : u8;
  // Codec 8 has one byte for an id: what lies above cannot be told.
  const elements = codec === '8' ? record.elements.filter((element) => element.id < 256) : record.elements;
  const groups = [1, 2, 4, 8].map((size) => elements.filter(({ bytes }) => bytes.length === size));
  return Buffer.concat([
    u32(Math.floor(record.timestamp_ms / 0x1_0000_0000)),
    u32(record.timestamp_ms % 0x1_0000_0000),
    u8(record.priority),
    u32(Math.round(record.lon * 1e7)),
    u32(Math.round(record.lat * 1e7)),
    u16(record.altitude_m),
    u16(record.angle),
    u8(record.satellites),
    u16(record.speed),
    id(record.event_id),
    ...(codec === '16' ? [u8(record.event_id === 0 ? 5 : 1)] : []),
    count(groups.flat().length),
    ...groups.flatMap((group) => [count(group.length), ...group.flatMap((element) => [id(element.id), element.bytes])]),
    ...(codec === '8E' ? [count(0)] : []),
  ]);
};

export const encodeRecords = (codec: RecordCodec, records: WireRecord[]): Buffer => {
  const quantity = u8(records.length);
  return wrap(Buffer.concat([u8(codec_ids[codec]), quantity, ...records.map((record) => encodeRecord(codec, record)), quantity]));
};

const bcd = (imei: string) => Buffer.from(imei.padStart(16, '0'), 'hex');

/** An answer in the codec of the command. `nack`: the command was for another IMEI. */
export const encodeAnswer = (codec: 12 | 14, imei: string, text: string, kind: 'response' | 'nack' = 'response'): Buffer => {
  const content = Buffer.concat([...(codec === 14 ? [bcd(imei)] : []), Buffer.from(text, 'latin1')]);
  return wrap(Buffer.concat([u8(codec), u8(1), u8(kind === 'nack' ? 0x11 : 0x06), u32(content.length), content, u8(1)]));
};

export type ServerMessage =
  | { kind: 'verdict'; accepted: boolean }
  | { kind: 'acknowledgement'; count: number }
  | { kind: 'command'; codec: 12 | 14; imei: string | undefined; text: string };

/** Length of the command packet at the start of the bytes, as far as they tell; 0: it is none. */
const commandLength = (bytes: Buffer): number => {
  if (bytes.length < 9 || bytes.readUInt32BE(0) !== 0) return 0;
  return bytes[8] === 12 || bytes[8] === 14 ? 12 + bytes.readUInt32BE(4) : 0;
};

const readCommand = (packet: Buffer): ServerMessage => {
  const data = packet.subarray(8, -4);
  if (checksum(data) !== packet.readUInt32BE(packet.length - 4)) throw new Error('command with a wrong checksum');
  const codec = data[0] === 14 ? 14 : 12;
  const text_at = codec === 14 ? 15 : 7;
  const imei = codec === 14 ? data.toString('hex', 7, 15).slice(1) : undefined;
  return { kind: 'command', codec, imei, text: data.toString('latin1', text_at, data.length - 1) };
};

/** Cuts what the server sends: one byte of verdict, then counts of four bytes and command packets. */
export const createServerReader = () => {
  let held = Buffer.alloc(0);
  let greeted = false;

  const next = (): ServerMessage | undefined => {
    if (!greeted && held.length > 0) {
      const accepted = held[0] === 1;
      greeted = true;
      held = held.subarray(1);
      return { kind: 'verdict', accepted };
    }
    const length = commandLength(held);
    if (length > held.length || held.length < 4) return undefined;
    const message: ServerMessage =
      length > 0 ? readCommand(held.subarray(0, length)) : { kind: 'acknowledgement', count: held.readUInt32BE(0) };
    held = held.subarray(length || 4);
    return message;
  };

  return (bytes: Buffer): ServerMessage[] => {
    held = Buffer.concat([held, bytes]);
    const messages: ServerMessage[] = [];
    for (let message = next(); message; message = next()) messages.push(message);
    return messages;
  };
};
