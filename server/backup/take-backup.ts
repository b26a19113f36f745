import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { listKeyFingerprints } from '#server/auth/key-fingerprints.ts';
import { type Config, dataPaths } from '#server/config.ts';
import { type Db, openDb } from '#server/db/connect.ts';
import { type Copied, copyPostgresTables, copySqliteFile } from '#server/db/read-backup.ts';
import { version } from '#server/version.ts';
import { deriveBackupKey } from './encryption.ts';
import { type Manifest, type StoredFile, writeManifest } from './manifest.ts';
import { describeFile, readFileParts, storeFile, syncPath } from './stored-file.ts';

export interface BackupOptions {
  passphrase?: string | undefined;
  /** How many finished backups of the folder stay, this one included. */
  keep?: number | undefined;
}

const beginning = 'motorpool-';
const unfinished = '.partial';
const database_file = 'motorpool.db';

const copySqlite = async (db: Db, config: Config, folder: string, key: Buffer | undefined): Promise<Copied & { files: StoredFile[] }> => {
  const plain = key ? 'plain.db' : database_file;
  const copied = await copySqliteFile(db, dataPaths(config.data_dir).database, join(folder, plain));
  if (!key) {
    await syncPath(join(folder, plain));
    return { ...copied, files: [await describeFile(folder, plain)] };
  }
  const stored = await storeFile(folder, database_file, readFileParts(join(folder, plain)), key);
  rmSync(join(folder, plain));
  return { ...copied, files: [stored] };
};

const copyPostgres = async (db: Db, url: string, folder: string, key: Buffer | undefined): Promise<Copied & { files: StoredFile[] }> => {
  const files: StoredFile[] = [];
  const copied = await copyPostgresTables(db, url, async (table, parts) => {
    files.push({ ...(await storeFile(folder, `${table}.copy`, parts, key)), table });
  });
  return { ...copied, files };
};

/** Finished ones by age, the newest first. Names are instants. */
export const listBackups = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(beginning) && !name.endsWith(unfinished) && existsSync(join(folder, name, 'manifest.json')))
    .sort()
    .reverse();

/** Takes a backup into a new folder below `target` while web and gateway go on. What is unfinished is not called a backup. */
export const takeBackup = async (
  config: Config,
  target: string,
  options: BackupOptions = {},
): Promise<{ path: string; manifest: Manifest }> => {
  const paths = dataPaths(config.data_dir);
  if (!config.database_url && !existsSync(paths.database)) throw new Error(`There is no database at ${paths.database}.`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const taken_at = new Date().toISOString();
  const path = join(target, `${beginning}${taken_at.replaceAll(/[:.]/g, '-')}`);
  const draft = `${path}${unfinished}`;
  mkdirSync(draft, { mode: 0o700 });
  const db = await openDb({ file: paths.database, url: config.database_url });
  try {
    const salt = options.passphrase === undefined ? undefined : randomBytes(16).toString('base64url');
    const key = salt === undefined ? undefined : deriveBackupKey(options.passphrase ?? '', salt);
    const copied = config.database_url ? await copyPostgres(db, config.database_url, draft, key) : await copySqlite(db, config, draft, key);
    const manifest: Manifest = {
      format: 1,
      engine: config.database_url ? 'postgres' : 'sqlite',
      taken_at,
      version,
      ...copied,
      keys: listKeyFingerprints(paths.keys),
      ...(salt !== undefined && { encryption: { salt } }),
    };
    writeManifest(draft, manifest, key);
    await syncPath(draft);
    await rename(draft, path);
    await syncPath(target);
    for (const old of options.keep === undefined ? [] : listBackups(target).slice(options.keep)) {
      rmSync(join(target, old), { recursive: true });
    }
    return { path, manifest };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await db.close();
  }
};
