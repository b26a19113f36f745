/**
 * Judges a fleet's audit log entry by entry: numbers without a gap, each seal over its entry and the seal before, details as their digest says, the chain
 * as long as the gateway knows it to be, and through the last checkpoint that was written outside the database. Each entry is judged against the seals
 * beside it as they stand, so that a change shows where it was made and not in all that follows.
 */
import type { AuditFault, AuditVerification } from '#lib/contract/audit-log.ts';
import { detailDigest } from '#server/audit-digest.ts';
import type { SealOf } from '#server/auth/audit-seal.ts';
import { erasedBy } from '#server/erased-entries.ts';
import type { ChainHead, ChainRow } from '#server/store/audit-chain.ts';
import type { Checkpoint } from './audit-checkpoints.ts';

export interface ChainQuestion {
  /** In the order of their numbers. */
  rows: AsyncIterable<ChainRow> | Iterable<ChainRow>;
  sealOf: SealOf;
  /** As far as the gateway has sealed. */
  head: ChainHead | undefined;
  checkpoint: Checkpoint | undefined;
  /** Ids of entries that have no number. */
  unnumbered: readonly string[];
  verified_at: string;
}

/** Faults that are told one by one; the rest are counted. */
const told_faults = 20;

const createBlame = () => {
  const faults: AuditFault[] = [];
  let fault_count = 0;
  const blame = (kind: AuditFault['kind'], audit_seq?: number, entry_id?: string) => {
    fault_count += 1;
    if (faults.length < told_faults) faults.push({ kind, ...(audit_seq !== undefined && { audit_seq }), ...(entry_id && { entry_id }) });
  };
  return {
    blame,
    blameMissing: (from: number, to: number) => {
      const told = Math.max(0, Math.min(to - from + 1, told_faults));
      for (let index = 0; index < told; index += 1) blame('MISSING', from + index);
      fault_count += Math.max(0, to - from + 1 - told);
    },
    result: () => ({ fault_count, faults: faults.sort((a, b) => (a.audit_seq ?? 0) - (b.audit_seq ?? 0)) }),
  };
};

const isErased = ({ detail, detail_salt }: ChainRow) => detail_salt === '' && detail === '{}';

/** Entries without details, against what the removals of vehicles name. */
const createErasures = () => {
  const erased: ChainRow[] = [];
  const removals: { vehicle_id: string; from: number; to: number }[] = [];
  const isNamed = ({ audit_seq, object_type, object_id }: ChainRow) =>
    removals.some(
      ({ from, to, vehicle_id }) =>
        // An erased command does not say any more whose it was.
        audit_seq >= from && audit_seq <= to && (object_type === 'command' || object_id === vehicle_id),
    );
  return {
    note: (row: ChainRow) => {
      if (isErased(row)) return void erased.push(row);
      for (const [from, to] of erasedBy(row.action, row.detail))
        removals.push({ vehicle_id: row.object_id, from, to: Math.min(to, row.audit_seq - 1) });
    },
    unnamed: () => erased.filter((row) => !isNamed(row)),
  };
};

/** `wanted`: seals that fit the entry and what stands before it; none: what stood before is not known. */
const faultOf = (row: ChainRow, wanted: readonly string[], anchors: readonly ChainHead[]): AuditFault['kind'] | undefined => {
  const { audit_seq, seal } = row;
  if (seal === null) return 'UNSEALED';
  if (wanted.length > 0 && !wanted.includes(seal)) return 'CHANGED';
  if (anchors.some((anchor) => anchor.audit_seq === audit_seq && anchor.seal !== seal)) return 'CHANGED';
  if (!isErased(row) && detailDigest(row.detail_salt, row.detail) !== row.detail_digest) return 'CHANGED';
  return undefined;
};

export const verifyChain = async ({
  rows,
  sealOf,
  head,
  checkpoint,
  unnumbered,
  verified_at,
}: ChainQuestion): Promise<AuditVerification> => {
  /** Seals that are known from elsewhere than the database. */
  const anchors = [head, checkpoint].filter((anchor) => anchor !== undefined);
  const verified_up_to = head?.audit_seq ?? 0;
  const { blame, blameMissing, result } = createBlame();
  const erasures = createErasures();
  let next_seq = 1;
  let waiting = 0;
  /** What the next entry may be sealed upon: the seal that stands before it, or the one that should. */
  let before: string[] = [''];

  for (const id of unnumbered) blame('INSERTED', undefined, id);
  for await (const row of rows) {
    const { audit_seq, id, seal } = row;
    if (audit_seq > verified_up_to) {
      waiting += 1;
      continue;
    }
    if (audit_seq < next_seq) {
      blame('INSERTED', audit_seq, id);
      continue;
    }
    if (audit_seq > next_seq) {
      blameMissing(next_seq, audit_seq - 1);
      before = [];
    }
    const wanted = before.map((previous) => sealOf(previous, row));
    const fault = faultOf(row, wanted, anchors);
    if (fault) blame(fault, audit_seq, id);
    else erasures.note(row);
    before =
      seal === null
        ? anchors.filter((anchor) => anchor.audit_seq === audit_seq).map((anchor) => anchor.seal)
        : [...new Set([seal, ...wanted])];
    next_seq = audit_seq + 1;
  }
  blameMissing(next_seq, verified_up_to);
  for (const { audit_seq, id } of erasures.unnamed()) blame('DETAILS_MISSING', audit_seq, id);
  const found = result();
  return {
    status: found.fault_count === 0 ? 'INTACT' : 'BROKEN',
    verified_at,
    verified_up_to,
    waiting,
    ...(checkpoint && { checkpoint: { audit_seq: checkpoint.audit_seq, written_at: checkpoint.written_at } }),
    ...found,
  };
};
