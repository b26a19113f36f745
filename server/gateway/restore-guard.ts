/**
 * Notices that the database was put back to an earlier state, whoever did it and by whatever means (promise P7).
 * The database and a file in the data folder hold the same epoch, which changes every minute. The file is written first and names the epoch before
 * and the one that comes, so a crash between the two leaves them in agreement. A database with another epoch is an older one, or that of another
 * installation: its open commands and messages are ended and its fleets held, before this process can send anything.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type App, nowAt } from '#server/app.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import {
  deleteRestoreEpochs,
  findRestoreEpoch,
  listOtherRestoreEpochs,
  lockRestoreEpoch,
  putRestoreEpoch,
} from '#server/store/restore-epochs.ts';
import { write } from '#server/store/write.ts';
import { endWaitingMessages } from './end-waiting-messages.ts';
import { type HeldFleets, holdAfterRestore } from './hold-after-restore.ts';

/** Of a database whose other gateways renew theirs, a folder without an epoch is that of one more gateway. */
const alive_ms = 150_000;
const renew_epoch_ms = 60_000;
/** Less than the database lets a transaction idle (`db/connect.ts`). */
const lock_limit_ms = 3_000;

const EpochFile = z.object({ place_id: z.string(), epochs: z.array(z.string()) });
type EpochFile = z.infer<typeof EpochFile>;

/** Undefined for a file that is not there or cannot be read: then nothing vouches for the database. */
const readEpochFile = (file: string): EpochFile | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return EpochFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

const writeDurably = (file: string, content: EpochFile): void => {
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, JSON.stringify(content));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
};

export interface RestoreGuard {
  /** Whether the database is still the one that this process knows; asked in the transaction that takes a command. */
  isCurrent(tx: Query): Promise<boolean>;
  /** Changes the epoch, or holds the fleets when the database was put back meanwhile. */
  renew(): Promise<void>;
}

/** Registers the data folder in the database, or finds that the database was put back. To be called before anything is sent. */
export const openRestoreGuard = async (app: App): Promise<RestoreGuard> => {
  const file = dataPaths(app.config.data_dir).restore_epoch;
  let known = readEpochFile(file);

  const agrees = async (tx: Query, mine: EpochFile | undefined): Promise<boolean> => {
    const row = mine && (await lockRestoreEpoch(tx, mine.place_id));
    if (row) return mine.epochs.includes(row.epoch);
    const others = await listOtherRestoreEpochs(tx, mine?.place_id ?? '');
    if (others.length === 0) return mine === undefined;
    return others.some(({ renewed_at }) => Math.abs(app.clock() - Date.parse(renewed_at)) < alive_ms);
  };

  const renew = async (): Promise<void> => {
    const held = await write(app, async (tx, emit, audit): Promise<(HeldFleets & { ended_messages: number }) | undefined> => {
      // Another gateway on the same folder may have renewed it since, or do so now: the file is read once that one has committed.
      await app.db.dialect.lockEpochs(tx);
      const mine = readEpochFile(file) ?? known;
      const in_order = await agrees(tx, mine);
      if (!in_order) await deleteRestoreEpochs(tx);
      const result = in_order
        ? undefined
        : { ...(await holdAfterRestore(app, tx, emit, audit)), ended_messages: await endWaitingMessages(app, tx) };
      const place_id = mine?.place_id ?? newId();
      const asked_ms = performance.now();
      const before = in_order && mine ? await findRestoreEpoch(tx, place_id) : undefined;
      const epoch = newId();
      const next = { place_id, epochs: [...(before ? [before.epoch] : []), epoch] };
      // The database takes the lock from a process that is paused, and gives it to another one.
      if (performance.now() - asked_ms > lock_limit_ms) throw new Error('The restore epoch could not be renewed in time.');
      writeDurably(file, next);
      known = next;
      await putRestoreEpoch(tx, { place_id, epoch, renewed_at: nowAt(app) });
      return result;
    });
    if (held) app.log.error(held, 'The database was restored: commands are on hold until a person of the fleet confirms');
  };

  await renew();
  return {
    renew,
    isCurrent: async (tx) => {
      if (!known) return false;
      const row = await findRestoreEpoch(tx, known.place_id);
      if (!row) return false;
      return known.epochs.includes(row.epoch) || (readEpochFile(file)?.epochs.includes(row.epoch) ?? false);
    },
  };
};

/** The app whose commands ask for the guard, and how the guard begins and ends. Until it has begun nothing is sent. */
export const guardRestores = (given: App): { app: App; begin(): Promise<void>; end(): void } => {
  let guard: RestoreGuard | undefined;
  let timer: NodeJS.Timeout | undefined;
  const app: App = { ...given, isCurrentDatabase: async (tx) => (await guard?.isCurrent(tx)) ?? false };
  return {
    app,
    begin: async () => {
      const opened = await openRestoreGuard(app);
      guard = opened;
      const renew = () => void opened.renew().catch((error: unknown) => app.log.error({ err: error }, 'Restore epoch failed'));
      timer = setInterval(renew, renew_epoch_ms);
    },
    end: () => clearInterval(timer),
  };
};
