import type { AuditKeys } from '#server/auth/keys.ts';
import type { Query } from '#server/db/dialect.ts';
import { openCheckpointFile } from '#server/gateway/audit-checkpoints.ts';
import { findLastSeal, findSeal } from '#server/store/audit-chain.ts';

export interface ShortenedLog {
  fleet_id: string;
  /** Last entry that a checkpoint had told of. */
  was_at: number;
  is_at: number;
}

/**
 * Signs where the audit log of a database ends that was put back, so that sealing goes on from there. The checkpoints before it stay in the file, and
 * go on telling how far the log had been. No gateway may run meanwhile: it would go on from where it was.
 */
export const acceptAuditLog = async (db: Query, folder: string, { signing }: Pick<AuditKeys, 'signing'>): Promise<ShortenedLog[]> => {
  const file = openCheckpointFile(folder, signing);
  const { checkpoints } = await file.read();
  const shortened: (ShortenedLog & { seal: string })[] = [];
  for (const [fleet_id, { audit_seq, seal }] of checkpoints) {
    if (audit_seq === 0 || (await findSeal(db, fleet_id, audit_seq)) === seal) continue;
    const last = await findLastSeal(db, fleet_id);
    shortened.push({ fleet_id, was_at: audit_seq, is_at: last?.audit_seq ?? 0, seal: last?.seal ?? '' });
  }
  const heads = shortened.map(({ fleet_id, is_at, seal }) => ({ fleet_id, audit_seq: is_at, seal }));
  if (heads.length > 0) await file.append(new Date().toISOString(), heads);
  return shortened.map(({ seal: _, ...log }) => log);
};
