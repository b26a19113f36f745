import type { ServerResponse } from 'node:http';
import type { TextPart } from '#server/services/call.ts';

/** Holds a page of a thousand vehicles. */
const block_bytes = 2_097_152;
/** The most that UTF-8 makes of one unit of a string. */
const most_bytes_per_unit = 3;

let block: Buffer | undefined;
let lent_to: ServerResponse | undefined;

const writeParts = (target: Buffer, parts: readonly TextPart[]): Buffer | undefined => {
  let end = 0;
  for (const part of parts) {
    const most_bytes = typeof part === 'string' ? part.length * most_bytes_per_unit : part.length;
    if (most_bytes > target.length - end) return undefined;
    if (typeof part === 'string') end += target.write(part, end);
    else {
      target.set(part, end);
      end += part.length;
    }
  }
  return target.subarray(0, end);
};

/** The text's UTF-8 in fresh memory. */
export const joinBytes = (parts: readonly TextPart[]): Buffer<ArrayBuffer> =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

/**
 * The text's UTF-8, good until the answer is out. Fresh memory of this size comes from the system and goes back to it each time, which takes several
 * times as long as the text; so one block is lent to one answer after another. While it is lent, or for what it cannot hold, there is fresh memory.
 */
export const lendBytes = (outgoing: ServerResponse, parts: readonly TextPart[]): Buffer => {
  if (lent_to || outgoing.destroyed) return joinBytes(parts);
  block ??= Buffer.allocUnsafeSlow(block_bytes);
  const bytes = writeParts(block, parts);
  if (!bytes) return joinBytes(parts);
  lent_to = outgoing;
  // After the last byte was handed over, and as well after the connection has ended before that.
  outgoing.once('close', () => {
    lent_to = undefined;
  });
  return bytes;
};
