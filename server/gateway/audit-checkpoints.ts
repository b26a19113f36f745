/**
 * Checkpoints: how far each fleet's audit log was sealed at a time, signed (Ed25519) and appended to a file outside the database, a file a month. A line
 * is a JSON object; the first of each month and of each start names all fleets, so the newest file alone tells where every fleet stands.
 */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Heads = z.array(z.object({ fleet_id: z.string(), audit_seq: z.number(), seal: z.string() }));
export type CheckpointHead = z.infer<typeof Heads>[number];
const Line = z.object({ written_at: z.string(), heads: Heads, signature: z.string() });

export interface Checkpoint {
  audit_seq: number;
  seal: string;
  written_at: string;
}

export interface CheckpointFile {
  /** The last checkpoint of each fleet, and how many lines could not be trusted. */
  read(): Promise<{ checkpoints: Map<string, Checkpoint>; bad_lines: number }>;
  /** Returns once it is on the disk. */
  append(written_at: string, heads: readonly CheckpointHead[]): Promise<void>;
  /** Whether no line of this month has been written by this process. */
  isNewMonth(written_at: string): boolean;
}

const signedText = (written_at: string, heads: readonly CheckpointHead[]) =>
  Buffer.from(
    JSON.stringify(['motorpool audit checkpoint 1', written_at, heads.map((head) => [head.fleet_id, head.audit_seq, head.seal])]),
  );
const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
const month = (written_at: string) => written_at.slice(0, 7);
const file_name = /^\d{4}-\d{2}\.jsonl$/;

/** Throws when this process could write no checkpoint into the folder. */
export const tryCheckpointFolder = async (folder: string): Promise<void> => {
  const trial = join(folder, `.trial-${process.pid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(trial, '');
  await rm(trial);
};

export const openCheckpointFile = (folder: string, signing: KeyObject): CheckpointFile => {
  const public_key = createPublicKey(signing);
  let last_month = '';
  const readLines = async (name: string) => {
    const texts = (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean);
    return texts.map((text) => {
      const { data } = Line.safeParse(parse(text));
      const is_ours = data && verify(null, signedText(data.written_at, data.heads), public_key, Buffer.from(data.signature, 'base64url'));
      return is_ours ? data : undefined;
    });
  };
  return {
    read: async () => {
      const names = (await readdir(folder).catch(() => [])).filter((name) => file_name.test(name)).sort();
      const checkpoints = new Map<string, Checkpoint>();
      let bad_lines = 0;
      // The newest file that holds a line of ours.
      for (const name of names.reverse()) {
        for (const line of await readLines(name)) {
          if (!line) bad_lines += 1;
          for (const { fleet_id, ...head } of line?.heads ?? []) checkpoints.set(fleet_id, { ...head, written_at: line?.written_at ?? '' });
        }
        if (checkpoints.size > 0) break;
      }
      return { checkpoints, bad_lines };
    },
    isNewMonth: (written_at) => month(written_at) !== last_month,
    append: async (written_at, heads) => {
      const signature = sign(null, signedText(written_at, heads), signing).toString('base64url');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(join(folder, `${month(written_at)}.jsonl`), 'a', 0o600);
      try {
        await file.write(`${JSON.stringify({ written_at, heads, signature })}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      last_month = month(written_at);
    },
  };
};
