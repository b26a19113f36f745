/**
 * Cuts the byte stream of a unit into frames (Teltonika wiki, "Teltonika Data Sending Protocols").
 * Keeps at most one incomplete frame, and of that only what a declared and permitted length asks for.
 */
import { crc16 } from './crc.ts';

export type Frame =
  | { kind: 'identification'; imei: string }
  /** `packet` runs from codec id to second quantity; checksum and quantities are verified. */
  | { kind: 'packet'; codec: number; packet: Buffer }
  /** The stream goes on behind it, unless `fatal`. `codec` is what the frame claims to be. */
  | { kind: 'malformed'; reason: string; fatal: boolean; codec: number | undefined; frame: Buffer };

export const max_data_length = 4096;
const imei_length = 15;
const keep_alive = 0xff;
/** Codec id and both quantities. */
const min_data_length = 3;
const head_length = 8;
const checksum_length = 4;

const nothing = Buffer.alloc(0);

class FatalFraming extends Error {}

/** Bytes the frame at `start` needs before more can be said or done; throws when no frame begins like this. */
const requiredLength = (bytes: Buffer, start: number, available: number): number => {
  if (available < 2) return 2;
  const first = bytes.readUInt16BE(start);
  if (first !== 0) {
    if (first !== imei_length) throw new FatalFraming('identification of a wrong length');
    return 2 + imei_length;
  }
  if (available < head_length) return head_length;
  if (bytes.readUInt16BE(start + 2) !== 0) throw new FatalFraming('preamble is not zero');
  const data_length = bytes.readUInt32BE(start + 4);
  if (data_length < min_data_length || data_length > max_data_length) throw new FatalFraming('data length out of range');
  return head_length + data_length + checksum_length;
};

const readFrame = (bytes: Buffer, start: number, length: number): Frame => {
  if (bytes[start + 1] !== 0) {
    const imei = bytes.toString('latin1', start + 2, start + length);
    if (/^\d{15}$/.test(imei)) return { kind: 'identification', imei };
    throw new FatalFraming('identification is not a number');
  }
  const end = start + length - checksum_length;
  const packet = bytes.subarray(start + head_length, end);
  const codec = packet[0] ?? 0;
  const malformed = (reason: string): Frame => ({
    kind: 'malformed',
    reason,
    fatal: false,
    codec,
    frame: bytes.subarray(start, start + length),
  });
  if (bytes.readUInt32BE(end) !== crc16(bytes, start + head_length, end)) return malformed('checksum');
  if (packet[1] !== packet[packet.length - 1]) return malformed('quantities differ');
  return { kind: 'packet', codec, packet };
};

export interface Framer {
  /** Frames that these bytes complete, in order. Bytes behind a fatal frame are ignored for good. */
  push(bytes: Uint8Array): Frame[];
  /** Bytes held of an incomplete frame. */
  heldBytes(): number;
}

/** A class, since every connected unit has one and most of them wait: methods are shared. */
class TeltonikaFramer implements Framer {
  private held: Buffer = nothing;
  private held_length = 0;
  private dead = false;

  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    if (this.dead) return frames;
    const chunk = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.cut(chunk, frames);
    } catch (error) {
      if (!(error instanceof FatalFraming)) throw error;
      this.dead = true;
      const seen = this.held_length > 0 ? this.held.subarray(0, this.held_length) : chunk.subarray(0, head_length);
      frames.push({ kind: 'malformed', reason: error.message, fatal: true, codec: undefined, frame: Buffer.from(seen) });
    }
    return frames;
  }

  heldBytes(): number {
    return this.held_length;
  }

  /** Takes what the held frame still lacks; returns how many bytes that was. */
  private fill(chunk: Buffer, offset: number, required: number): number {
    if (this.held.length < required) {
      const larger = Buffer.allocUnsafeSlow(required);
      this.held.copy(larger, 0, 0, this.held_length);
      this.held = larger;
    }
    const taken = chunk.copy(this.held, this.held_length, offset, offset + required - this.held_length);
    this.held_length += taken;
    return taken;
  }

  private cut(chunk: Buffer, frames: Frame[]): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.held_length === 0) {
        if (chunk[offset] === keep_alive) {
          offset += 1;
          continue;
        }
        const available = chunk.length - offset;
        const required = requiredLength(chunk, offset, available);
        if (required <= available) {
          frames.push(readFrame(chunk, offset, required));
          offset += required;
          continue;
        }
      }
      const required = requiredLength(this.held, 0, this.held_length);
      offset += this.fill(chunk, offset, required);
      if (this.held_length === required && requiredLength(this.held, 0, this.held_length) === required) {
        const frame = this.held;
        this.held = nothing;
        this.held_length = 0;
        frames.push(readFrame(frame, 0, required));
      }
    }
  }
}

export const createFramer = (): Framer => new TeltonikaFramer();

/** Codec id to second quantity → the bytes on the wire. */
export const framePacket = (packet: Buffer): Buffer => {
  const frame = Buffer.alloc(head_length + packet.length + checksum_length);
  frame.writeUInt32BE(packet.length, 4);
  packet.copy(frame, head_length);
  frame.writeUInt32BE(crc16(packet), head_length + packet.length);
  return frame;
};

export const frameIdentification = (imei: string): Buffer => {
  const frame = Buffer.alloc(2 + imei.length);
  frame.writeUInt16BE(imei.length);
  frame.write(imei, 2, 'latin1');
  return frame;
};
