/** Puts a backup into place: checked before anything is touched, and with every fleet's commands on hold. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { differingKeys, listKeyFingerprints } from '#server/auth/key-fingerprints.ts';
import { readAuditKeys } from '#server/auth/keys.ts';
import { type Config, dataPaths } from '#server/config.ts';
import { checkSqliteFile, isSqliteFileInUse } from '#server/db/check-sqlite.ts';
import { type Db, openDb } from '#server/db/connect.ts';
import { fillTables, findOccupiedTables } from '#server/db/fill-tables.ts';
import { forgetKeys } from '#server/db/forget-keys.ts';
import { known_steps, migrate, stepsNamed } from '#server/db/migrate.ts';
import { endWaitingMessages } from '#server/gateway/end-waiting-messages.ts';
import { type HeldFleets, holdAfterRestore } from '#server/gateway/hold-after-restore.ts';
import { deleteRestoreEpochs } from '#server/store/restore-epochs.ts';
import { write } from '#server/store/write.ts';
import { acceptAuditLog, type ShortenedLog } from './accept-audit-log.ts';
import { deriveBackupKey } from './encryption.ts';
import { type Manifest, readManifest, requireSeal } from './manifest.ts';
import { readStoredFile, syncPath, writeFileParts } from './stored-file.ts';

export interface RestoreOptions {
  passphrase?: string | undefined;
  /** SQLite: sets the database that is there aside. */
  replace?: boolean;
  /** Goes on although keys are missing or others. */
  without_keys?: boolean;
}

export interface Restored {
  manifest: Manifest;
  held: HeldFleets;
  /** Mails and notifications that waited, and are not sent any more. */
  ended_messages: number;
  /** Fleets whose audit log ends earlier now than its checkpoints had told; not looked at without the keys. */
  shortened_logs: ShortenedLog[];
  /** Steps of the schema that this version added. */
  migrated: string[];
  /** What cannot be opened here. */
  missing_keys: string[];
  /** Where the former database is now. */
  set_aside?: string;
}

const refuseUnknownSteps = ({ steps, version }: Manifest): void => {
  const unknown = steps.filter((step) => !known_steps.includes(step));
  if (unknown.length > 0)
    throw new Error(
      `The backup is of a newer version (${version}, with ${unknown.join(', ')}): restore it with that version or a later one.`,
    );
};

const keyOf = ({ manifest, seal }: ReturnType<typeof readManifest>, passphrase: string | undefined): Buffer | undefined => {
  if (!manifest.encryption) return undefined;
  if (passphrase === undefined) throw new Error('The backup is encrypted: give the passphrase by --passphrase-file.');
  const key = deriveBackupKey(passphrase, manifest.encryption.salt);
  requireSeal(manifest, seal, key);
  return key;
};

/** The newest schema, no epoch of another day, all commands on hold, and an audit log whose new end is signed. */
const makeReady = async (
  config: Config,
  db: Db,
  other_keys: boolean,
): Promise<Pick<Restored, 'held' | 'ended_messages' | 'migrated' | 'shortened_logs'>> => {
  const migrated = await migrate(db);
  const app = { db, clock: Date.now };
  const { held, ended_messages } = await write(app, async (tx, emit, audit) => {
    await deleteRestoreEpochs(tx);
    if (other_keys) await forgetKeys(tx);
    const held = await holdAfterRestore(app, tx, emit, audit);
    return { held, ended_messages: await endWaitingMessages(app, tx) };
  });
  const keys = other_keys ? undefined : readAuditKeys(dataPaths(config.data_dir).keys);
  const shortened_logs = keys ? await acceptAuditLog(db.read, config.audit_checkpoint_folder, keys) : [];
  return { held, ended_messages, migrated, shortened_logs };
};

/** The former file with what belongs to it: a write-ahead log beside another database would be taken for its own. */
const setAside = (file: string): string => {
  const aside = `${file}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  for (const ending of ['-wal', '-shm', '']) if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`);
  return aside;
};

interface Checked {
  folder: string;
  manifest: Manifest;
  key: Buffer | undefined;
  /** The keys here are not those of the backup. */
  other_keys: boolean;
}

const restoreSqlite = async (config: Config, { folder, manifest, key, other_keys }: Checked, replace: boolean) => {
  const { database } = dataPaths(config.data_dir);
  const occupied = existsSync(database);
  if (occupied && !replace) throw new Error(`There is a database at ${database}. Give --replace to set it aside.`);
  if (occupied && isSqliteFileInUse(database)) throw new Error(`${database} is in use: stop Motorpool first.`);
  const [stored] = manifest.files;
  if (!stored) throw new Error('The backup holds no file.');
  const draft = `${database}.restoring`;
  mkdirSync(config.data_dir, { recursive: true, mode: 0o700 });
  const clear = () => {
    for (const ending of ['-wal', '-shm', '']) rmSync(`${draft}${ending}`, { force: true });
  };
  clear();
  try {
    await writeFileParts(draft, readStoredFile(folder, stored, key));
    const faults = checkSqliteFile(draft);
    if (faults.length > 0) throw new Error(`The backup is damaged: ${faults.join('; ')}.`);
    const db = await openDb({ file: draft });
    const ready = await makeReady(config, db, other_keys).finally(() => db.close());
    if (existsSync(`${draft}-wal`)) throw new Error('The restored database could not be brought into one file.');
    const set_aside = occupied ? setAside(database) : undefined;
    renameSync(draft, database);
    await syncPath(config.data_dir);
    return { ...ready, ...(set_aside !== undefined && { set_aside }) };
  } finally {
    clear();
  }
};

const restorePostgres = async (config: Config, url: string, { folder, manifest, key, other_keys }: Checked) => {
  const db = await openDb({ file: dataPaths(config.data_dir).database, url });
  try {
    const occupied = await findOccupiedTables(db);
    if (occupied.length > 0)
      throw new Error(`The database holds rows already (${occupied.slice(0, 3).join(', ')} …): make a new, empty one.`);
    await migrate(db, stepsNamed(manifest.steps));
    const fillings = manifest.tables.map(({ name, columns, rows }) => {
      const stored = manifest.files.find(({ table }) => table === name);
      if (!stored) throw new Error(`The backup lacks the rows of ${name}.`);
      return { name, columns, rows, parts: readStoredFile(folder, stored, key) };
    });
    await fillTables(db, url, fillings);
    return await makeReady(config, db, other_keys);
  } finally {
    await db.close();
  }
};

/** Restores into the configured place. Whatever is wrong with the backup is told before anything there is changed. */
export const restoreBackup = async (config: Config, folder: string, options: RestoreOptions = {}): Promise<Restored> => {
  const read = readManifest(folder);
  const { manifest } = read;
  const paths = dataPaths(config.data_dir);
  refuseUnknownSteps(manifest);
  const wanted = config.database_url ? 'postgres' : 'sqlite';
  if (manifest.engine !== wanted)
    throw new Error(
      `The backup is one of ${manifest.engine}, the installation runs on ${wanted}: restore it there, then use move-database.`,
    );
  const missing_keys = differingKeys(manifest.keys, listKeyFingerprints(paths.keys));
  if (missing_keys.length > 0 && !options.without_keys) {
    throw new Error(
      `The keys in ${paths.keys} are not those of this backup. ${missing_keys.join('; ')}. ` +
        'Put the copy of the keys folder there first, or give --without-keys and enter these secrets anew.',
    );
  }
  const checked: Checked = { folder, manifest, key: keyOf(read, options.passphrase), other_keys: missing_keys.length > 0 };
  const restored = config.database_url
    ? await restorePostgres(config, config.database_url, checked)
    : await restoreSqlite(config, checked, options.replace ?? false);
  return { manifest, missing_keys, ...restored };
};
