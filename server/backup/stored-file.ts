/** Files of a backup: hashed as they lie on the disk, and flushed before anybody relies on them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { decrypt, encrypt } from './encryption.ts';
import type { StoredFile } from './manifest.ts';

const read_bytes = 1 << 20;

export const readFileParts = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: read_bytes });

/** Puts a plain file on the disk for good. */
export const writeFileParts = async (path: string, source: AsyncIterable<Buffer>): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const part of source) await file.write(part);
    await file.sync();
  } finally {
    await file.close();
  }
};

export const syncPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
};

const hashed = (source: AsyncIterable<Buffer>) => {
  const hash = createHash('sha256');
  let size_in_bytes = 0;
  async function* parts() {
    for await (const part of source) {
      hash.update(part);
      size_in_bytes += part.length;
      yield part;
    }
  }
  return { parts: parts(), result: () => ({ size_in_bytes, sha256: hash.digest('hex') }) };
};

export const storeFile = async (
  folder: string,
  name: string,
  source: AsyncIterable<Buffer>,
  key: Buffer | undefined,
): Promise<Pick<StoredFile, 'name' | 'size_in_bytes' | 'sha256'>> => {
  const { parts, result } = hashed(key ? encrypt(source, key, name) : source);
  await writeFileParts(join(folder, name), parts);
  return { name, ...result() };
};

/** Hash and size of a file that is there already. */
export const describeFile = async (folder: string, name: string): Promise<Pick<StoredFile, 'name' | 'size_in_bytes' | 'sha256'>> => {
  const { parts, result } = hashed(readFileParts(join(folder, name)));
  for await (const _ of parts);
  return { name, ...result() };
};

/** The content as it was taken. Throws at the end when the file is not the one that was stored. */
export async function* readStoredFile(folder: string, stored: StoredFile, key: Buffer | undefined): AsyncGenerator<Buffer> {
  const { parts, result } = hashed(readFileParts(join(folder, stored.name)));
  yield* key ? decrypt(parts, key, stored.name) : parts;
  const { size_in_bytes, sha256 } = result();
  if (size_in_bytes !== stored.size_in_bytes || sha256 !== stored.sha256)
    throw new Error(`${stored.name} is not as it was stored: ${size_in_bytes} bytes, hash ${sha256}. This backup cannot be used.`);
}
