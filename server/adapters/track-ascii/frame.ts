/**
 * Cuts the byte stream of a unit that speaks @Track in ASCII into frames (Queclink "@Track Air Interface Protocol" manuals of GV200, GMT100, GL300).
 * Keeps at most one incomplete frame, and of that no more than a frame may be long.
 */
export type Frame =
  /** Without its terminator; begins with a known head and is printable. */
  | { kind: 'text'; text: string }
  /** The stream goes on behind it, unless `fatal`. */
  | { kind: 'malformed'; reason: string; fatal: boolean; text: string };

export const max_frame_length = 4096;
export const terminator = '$';

const known_head = /^\+(?:RESP|BUFF|ACK):GT/;
const printable = /^[ -~]*$/;
const is_padding = (code: number) => code === 0 || code === 10 || code === 13;
/** The binary protocol has the same words without a colon, and no terminator. */
const binary_head = /^\+(?:RSP|BSP|EVT|INF|HBD|ACK[^:])/;
const binary_head_length = 5;

export interface Framer {
  /** Frames that these bytes complete, in order. Bytes behind a fatal frame are ignored for good. */
  push(bytes: Uint8Array): Frame[];
  /** Bytes held of an incomplete frame. */
  heldBytes(): number;
}

const readFrame = (text: string): Frame => {
  if (!known_head.test(text)) return { kind: 'malformed', reason: 'no known head', fatal: false, text };
  if (!printable.test(text)) return { kind: 'malformed', reason: 'not printable', fatal: false, text };
  return { kind: 'text', text };
};

export const createFramer = (): Framer => {
  let held = '';
  let dead = false;

  const refuse = (reason: string): Frame => {
    dead = true;
    const text = held;
    held = '';
    return { kind: 'malformed', reason, fatal: true, text };
  };

  const cut = (chunk: string, frames: Frame[]): void => {
    let offset = 0;
    while (offset < chunk.length && !dead) {
      if (held === '' && is_padding(chunk.charCodeAt(offset))) {
        offset += 1;
        continue;
      }
      const found = chunk.indexOf(terminator, offset);
      const end = found < 0 ? chunk.length : found;
      const room = max_frame_length - held.length;
      held += chunk.slice(offset, Math.min(end, offset + room + 1));
      if (held.length >= binary_head_length && binary_head.test(held)) {
        frames.push(refuse('the unit speaks binary @Track; set its protocol format to ASCII'));
      } else if (held.length > max_frame_length) {
        frames.push(refuse('no terminator within the frame limit'));
      } else if (found >= 0) {
        frames.push(readFrame(held));
        held = '';
      }
      offset = end + 1;
    }
  };

  return {
    push: (bytes) => {
      const frames: Frame[] = [];
      if (!dead) cut(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), frames);
      return frames;
    },
    heldBytes: () => held.length,
  };
};
