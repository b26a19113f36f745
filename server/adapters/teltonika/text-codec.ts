/** Codecs 12 to 15: commands to the unit, its answers, and texts it sends unasked (Teltonika wiki, "Codec"). */
import { framePacket } from './frame.ts';

export type TextCodec = '12' | '13' | '14' | '15';
type TextKind = 'command' | 'response' | 'nack' | 'message';

export interface TextMessage {
  codec: TextCodec;
  kind: TextKind;
  message_type: number;
  /** As the frame states it; published frames count differently, so the payload's length comes from the data length instead. */
  declared_size: number;
  /** Codecs 13 and 15. */
  timestamp_ms?: number;
  timestamp_bytes?: 4 | 8;
  /** Codecs 14 and 15: 16 digits. */
  imei_bcd?: string;
  payload: Buffer;
  /** null: not printable, to be kept as bytes and never logged as text. */
  text: string | null;
}

export const text_codecs: Record<number, TextCodec> = { 12: '12', 13: '13', 14: '14', 15: '15' };
const kinds: Record<number, TextKind> = { 5: 'command', 6: 'response', 11: 'message', 17: 'nack' };
const types: Record<TextKind, number> = { command: 5, response: 6, message: 11, nack: 17 };

/** A first number below this cannot be seconds of this century: it is the upper half of the older layout's milliseconds. */
const plausible_seconds = 1e9;
const head_length = 7;

export class MalformedText extends Error {}

const readTime = (packet: Buffer, offset: number, codec: TextCodec): { timestamp_ms: number; timestamp_bytes: 4 | 8 } => {
  const first = packet.readUInt32BE(offset);
  if (codec === '13' && first < plausible_seconds) {
    return { timestamp_ms: Number(packet.readBigUInt64BE(offset)), timestamp_bytes: 8 };
  }
  return { timestamp_ms: first * 1000, timestamp_bytes: 4 };
};

/** Reads a verified packet (codec id to second quantity); throws `MalformedText`. */
export const decodeText = (packet: Buffer): TextMessage => {
  const codec = text_codecs[packet[0] ?? 0];
  const kind = kinds[packet[2] ?? 0];
  if (!codec || !kind) throw new MalformedText('unknown codec or message type');
  const end = packet.length - 1;
  let offset = head_length;
  const extras: Pick<TextMessage, 'timestamp_ms' | 'timestamp_bytes' | 'imei_bcd'> = {};
  try {
    if (codec === '13' || codec === '15') {
      Object.assign(extras, readTime(packet, offset, codec));
      offset += extras.timestamp_bytes ?? 0;
    }
    if (codec === '14' || codec === '15') {
      extras.imei_bcd = packet.toString('hex', offset, offset + 8);
      offset += 8;
    }
    if (offset > end) throw new MalformedText('packet ends within its head');
    const payload = packet.subarray(offset, end);
    const text = payload.toString('latin1');
    return {
      codec,
      kind,
      message_type: packet.readUInt8(2),
      declared_size: packet.readUInt32BE(3),
      ...extras,
      payload,
      text: /^[\t\r\n\x20-\x7e]*$/.test(text) ? text : null,
    };
  } catch (error) {
    if (error instanceof RangeError) throw new MalformedText('packet ends within its head');
    throw error;
  }
};

/** The IMEI of 15 digits that codec 14 carries as 16. */
export const imeiFromBcd = (imei_bcd: string): string => imei_bcd.slice(1);

export interface TextInput {
  codec: TextCodec;
  kind: TextKind;
  payload: string | Buffer;
  timestamp_ms?: number;
  timestamp_bytes?: 4 | 8;
  /** 15 or 16 digits. */
  imei?: string;
}

const encodeTime = ({ timestamp_ms = 0, timestamp_bytes = 4 }: TextInput): Buffer => {
  const bytes = Buffer.alloc(timestamp_bytes);
  if (timestamp_bytes === 8) bytes.writeBigUInt64BE(BigInt(timestamp_ms));
  else bytes.writeUInt32BE(Math.floor(timestamp_ms / 1000));
  return bytes;
};

/** The whole frame as it stands on the wire. */
export const encodeText = (input: TextInput): Buffer => {
  const timed = input.codec === '13' || input.codec === '15';
  const addressed = input.codec === '14' || input.codec === '15';
  const content = Buffer.concat([
    ...(timed ? [encodeTime(input)] : []),
    ...(addressed ? [Buffer.from((input.imei ?? '').padStart(16, '0'), 'hex')] : []),
    typeof input.payload === 'string' ? Buffer.from(input.payload, 'latin1') : input.payload,
  ]);
  const head = Buffer.from([Number(input.codec), 1, types[input.kind], 0, 0, 0, 0]);
  head.writeUInt32BE(content.length, 3);
  return framePacket(Buffer.concat([head, content, Buffer.from([1])]));
};
