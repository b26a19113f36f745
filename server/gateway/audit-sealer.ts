/**
 * Seals audit entries as they come, and signs checkpoints of how far it came. It goes on from the last checkpoint or from what it sealed itself, never
 * from what the database says alone: entries that lost their seals behind that are not sealed a second time, and show when the log is verified.
 */
import type { App } from '#server/app.ts';
import { nowAt } from '#server/app.ts';
import type { SealOf } from '#server/auth/audit-seal.ts';
import type { Query } from '#server/db/dialect.ts';
import { type ChainHead, findLastSeal, findSeal, insertSeals, listAuditSequences, listEntriesAfter } from '#server/store/audit-chain.ts';
import { write } from '#server/store/write.ts';
import type { Checkpoint, CheckpointFile } from './audit-checkpoints.ts';

export interface AuditSealerParts {
  app: App;
  sealOf: SealOf;
  file: CheckpointFile;
  isInOffice(tx: Query): Promise<boolean>;
}

export interface AuditSealer {
  /** Reads the checkpoints; then seals until stopped. */
  start(): Promise<void>;
  /** Seals what there is. */
  sealNow(): Promise<void>;
  /** Writes a checkpoint of what was sealed since the last one. */
  writeCheckpoint(): Promise<void>;
  head(fleet_id: string): ChainHead | undefined;
  checkpoint(fleet_id: string): Checkpoint | undefined;
  stop(): Promise<void>;
}

const every_ms = 500;
const checkpoint_every_ms = 30_000;
const checkpoint_entries = 1000;
const batch = 1000;

export const createAuditSealer = ({ app, sealOf, file, isInOffice }: AuditSealerParts): AuditSealer => {
  const heads = new Map<string, ChainHead>();
  let checkpoints = new Map<string, Checkpoint>();
  const changed = new Set<string>();
  let since_checkpoint = 0;
  let last_checkpoint_ms = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  /** Where a fleet's chain goes on. */
  const takeUp = async (fleet_id: string): Promise<ChainHead> => {
    const checkpoint = checkpoints.get(fleet_id);
    const last = await findLastSeal(app.db.read, fleet_id);
    const nothing = { audit_seq: 0, seal: '' };
    if (!checkpoint || checkpoint.audit_seq === 0) return last ?? nothing;
    const { audit_seq, seal } = checkpoint;
    if (last && last.audit_seq >= audit_seq && (await findSeal(app.db.read, fleet_id, audit_seq)) === seal) return last;
    app.log.error({ fleet_id, audit_seq }, 'The audit log is not as the last checkpoint says: verify it');
    return { audit_seq, seal };
  };

  const writeCheckpoint = async () => {
    const written_at = nowAt(app);
    const wanted = file.isNewMonth(written_at) ? [...heads.keys()] : [...changed];
    const lines = wanted.flatMap((fleet_id) => {
      const head = heads.get(fleet_id);
      return head && head.audit_seq > 0 ? [{ fleet_id, ...head }] : [];
    });
    if (lines.length === 0) return;
    await file.append(written_at, lines);
    for (const { fleet_id, ...head } of lines) {
      checkpoints.set(fleet_id, { ...head, written_at });
      if (heads.get(fleet_id)?.audit_seq === head.audit_seq) changed.delete(fleet_id);
    }
    since_checkpoint = 0;
    last_checkpoint_ms = performance.now();
  };

  const sealFleet = async (fleet_id: string): Promise<void> => {
    for (;;) {
      const head = heads.get(fleet_id) ?? (await takeUp(fleet_id));
      const entries = await listEntriesAfter(app.db.read, fleet_id, head.audit_seq, batch);
      let last = head;
      const seals = entries.map((entry) => {
        last = { audit_seq: entry.audit_seq, seal: sealOf(last.seal, entry) };
        return { fleet_id, ...last };
      });
      const done = await write(app, async (tx) => {
        if (!(await isInOffice(tx))) return false;
        await insertSeals(tx, seals);
        return true;
      });
      if (!done) return;
      heads.set(fleet_id, last);
      if (seals.length > 0) changed.add(fleet_id);
      since_checkpoint += seals.length;
      if (since_checkpoint >= checkpoint_entries) await writeCheckpoint();
      if (entries.length < batch) return;
    }
  };

  const sealAll = async () => {
    for (const { fleet_id, last_seq } of await listAuditSequences(app.db.read)) {
      const head = heads.get(fleet_id);
      if (!head || head.audit_seq < last_seq) await sealFleet(fleet_id);
    }
    if (performance.now() - last_checkpoint_ms >= checkpoint_every_ms && (changed.size > 0 || file.isNewMonth(nowAt(app))))
      await writeCheckpoint();
  };
  /** One after another, whoever asks. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = running.then(work);
    running = turn.catch(() => {});
    return turn;
  };
  let under_way = false;
  const quietly = () => {
    if (under_way) return;
    under_way = true;
    void inTurn(sealAll)
      .catch((error: unknown) => app.log.error({ err: error }, 'Audit entries could not be sealed'))
      .finally(() => {
        under_way = false;
      });
  };

  return {
    start: async () => {
      const read = await file.read();
      if (read.bad_lines > 0) app.log.error({ lines: read.bad_lines }, 'Lines of the audit checkpoints are not ours');
      checkpoints = read.checkpoints;
      // A fleet of which nothing but the checkpoint is left is one to be verified, too.
      for (const fleet_id of checkpoints.keys()) heads.set(fleet_id, await takeUp(fleet_id));
      quietly();
      timer = setInterval(quietly, every_ms);
    },
    sealNow: () => inTurn(sealAll),
    writeCheckpoint: () => inTurn(writeCheckpoint),
    head: (fleet_id) => heads.get(fleet_id),
    checkpoint: (fleet_id) => checkpoints.get(fleet_id),
    stop: async () => {
      clearInterval(timer);
      await inTurn(async () => {
        await sealAll();
        await writeCheckpoint();
      }).catch((error: unknown) => app.log.error({ err: error }, 'The last audit checkpoint could not be written'));
    },
  };
};
