/**
 * Encrypted files of a backup: AES-256-GCM over parts of 64 KiB, each with its number and whether it is the last one in the nonce (the STREAM
 * construction, as age uses it), so that parts cannot be left out, repeated, exchanged or cut off. Each file has a key of its own.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, scryptSync } from 'node:crypto';

const part_bytes = 64 * 1024;
const tag_bytes = 16;
const cipher = 'aes-256-gcm';

/** Made once from a passphrase of whatever length; takes half a second and 128 MiB, which a guess takes too. */
export const deriveBackupKey = (passphrase: string, salt: string): Buffer =>
  scryptSync(passphrase.normalize('NFKC').trim(), Buffer.from(salt, 'base64url'), 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 29 });

const keyOf = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `motorpool backup ${purpose}`, 32));

const nonceOf = (number: number, is_last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = is_last ? 1 : 0;
  return nonce;
};

/** The same bytes in parts of this size; the last one may be shorter or empty, and is marked. */
async function* inParts(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ part: Buffer; is_last: boolean }> {
  let waiting = Buffer.alloc(0);
  for await (const chunk of source) {
    waiting = Buffer.concat([waiting, chunk]);
    let start = 0;
    for (; waiting.length - start > size; start += size) yield { part: waiting.subarray(start, start + size), is_last: false };
    waiting = waiting.subarray(start);
  }
  yield { part: waiting, is_last: true };
}

export async function* encrypt(source: AsyncIterable<Buffer>, key: Buffer, name: string): AsyncGenerator<Buffer> {
  const own = keyOf(key, name);
  let number = 0;
  for await (const { part, is_last } of inParts(source, part_bytes)) {
    const sealing = createCipheriv(cipher, own, nonceOf(number, is_last));
    yield Buffer.concat([sealing.update(part), sealing.final(), sealing.getAuthTag()]);
    number += 1;
  }
}

export async function* decrypt(source: AsyncIterable<Buffer>, key: Buffer, name: string): AsyncGenerator<Buffer> {
  const own = keyOf(key, name);
  let number = 0;
  for await (const { part, is_last } of inParts(source, part_bytes + tag_bytes)) {
    if (part.length < tag_bytes) throw new Error(`${name} is cut off.`);
    const opening = createDecipheriv(cipher, own, nonceOf(number, is_last));
    opening.setAuthTag(part.subarray(-tag_bytes));
    const opened = opening.update(part.subarray(0, -tag_bytes));
    try {
      opening.final();
    } catch {
      throw new Error(`${name} does not open: it was changed, or the passphrase is another one.`);
    }
    yield opened;
    number += 1;
  }
}

/** Shows that a text was written by whoever has the key. */
export const sealText = (key: Buffer, text: string): string =>
  createHmac('sha256', keyOf(key, 'manifest')).update(text).digest('base64url');
