import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt } from './encryption.ts';

const key = randomBytes(32);
const part = 64 * 1024;
const sealed_part = part + 16;

async function* chunksOf(bytes: Buffer, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
const join = async (source: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(source));
const open = (sealed: Buffer, name = 'a', by = key) => join(decrypt(chunksOf(sealed, 10_000), by, name));

describe('the encryption of a backup', () => {
  it.each([0, 1, part - 1, part, part + 1, 3 * part, 3 * part + 5])('gives back %d bytes', async (size) => {
    const plain = randomBytes(size);
    const sealed = await join(encrypt(chunksOf(plain, 99_999), key, 'a'));
    expect(sealed).toHaveLength(size + 16 * Math.max(1, Math.ceil(size / part)));
    expect((await open(sealed)).equals(plain)).toBe(true);
  });

  it('refuses what was changed, cut off, exchanged, repeated, or is of another file or key', async () => {
    const sealed = await join(encrypt(chunksOf(randomBytes(3 * part), part), key, 'a'));
    const parts = [0, 1, 2].map((number) => sealed.subarray(number * sealed_part, (number + 1) * sealed_part));
    const [first = sealed, second = sealed, third = sealed] = parts;
    const changed = Buffer.from(sealed);
    changed[70_000] = (changed[70_000] ?? 0) ^ 1;
    const broken = [changed, sealed.subarray(0, -1), Buffer.concat([first, second]), first, Buffer.alloc(0)];
    for (const bytes of [...broken, Buffer.concat([second, first, third]), Buffer.concat([first, first, second, third])]) {
      await expect(open(bytes)).rejects.toThrow(/cut off|does not open/);
    }
    await expect(open(sealed, 'b')).rejects.toThrow(/does not open/);
    await expect(open(sealed, 'a', randomBytes(32))).rejects.toThrow(/does not open/);
  });
});
