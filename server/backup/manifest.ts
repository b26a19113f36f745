/** What a backup is: `manifest.json` beside its files, written last, so that a folder without it is none. */
import { timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sealText } from './encryption.ts';

export const engines = ['sqlite', 'postgres'] as const;

const Manifest = z.object({
  format: z.literal(1),
  engine: z.enum(engines),
  taken_at: z.iso.datetime(),
  /** Of the program that took it, and the steps of the schema. */
  version: z.string(),
  steps: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  files: z.array(
    z.object({ name: z.string().regex(/^[a-z_]+[.][a-z]+$/), table: z.string().optional(), size_in_bytes: z.int(), sha256: z.string() }),
  ),
  /** Fingerprints of the keys that open what is sealed in the database; the keys themselves are never part of a backup. */
  keys: z.record(z.string(), z.string()),
  encryption: z.object({ salt: z.string() }).optional(),
});
export type Manifest = z.infer<typeof Manifest>;
export type StoredFile = Manifest['files'][number];

const file_name = 'manifest.json';
const Sealed = z.object({ manifest: Manifest, seal: z.string().optional() });

export const writeManifest = (folder: string, given: Manifest, key: Buffer | undefined): void => {
  // In the order of the schema, as it will be read: the seal is made of its text.
  const manifest = Manifest.parse(given);
  const seal = key && sealText(key, JSON.stringify(manifest));
  writeFileSync(join(folder, file_name), `${JSON.stringify({ manifest, ...(seal && { seal }) }, null, 2)}\n`, { mode: 0o600, flush: true });
};

/** Not yet proved to be ours: `requireSeal` does that, for an encrypted backup. */
export const readManifest = (folder: string): { manifest: Manifest; seal: string | undefined } => {
  const file = join(folder, file_name);
  if (!existsSync(file)) throw new Error(`${folder} holds no finished backup: ${file_name} is missing.`);
  const parsed = Sealed.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new Error(`${file} is not that of a backup which this version knows. ${parsed.error.issues[0]?.message ?? ''}`);
  return { manifest: parsed.data.manifest, seal: parsed.data.seal };
};

export const requireSeal = (manifest: Manifest, seal: string | undefined, key: Buffer): void => {
  const wanted = Buffer.from(sealText(key, JSON.stringify(manifest)));
  const given = Buffer.from(seal ?? '');
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given))
    throw new Error('The passphrase is another one than the backup was encrypted with, or its manifest was changed.');
};
