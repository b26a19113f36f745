/**
 * Verifies the audit log of every fleet against its seals and the signed checkpoints; ends with 1 when an entry is not as it was written. Needs the
 * gateway's keys. `--accept-restore`, with all gateways stopped, signs first where the log of a database ends that was put back by other means than ours.
 */
import { parseArgs } from 'node:util';
import type { AuditVerification } from '#lib/contract/audit-log.ts';
import { createSealOf } from './auth/audit-seal.ts';
import { readAuditKeys } from './auth/keys.ts';
import { acceptAuditLog } from './backup/accept-audit-log.ts';
import { dataPaths, loadConfig } from './config.ts';
import { openDb } from './db/connect.ts';
import { openCheckpointFile } from './gateway/audit-checkpoints.ts';
import { verifyFleet } from './gateway/audit-verifier.ts';
import { findLastSeal, listAuditSequences } from './store/audit-chain.ts';

const report = (fleet_id: string, { status, verified_up_to, waiting, checkpoint, faults, fault_count }: AuditVerification): string[] => [
  `${fleet_id}: ${status}, entries 1 to ${verified_up_to}${waiting > 0 ? `, ${waiting} not sealed yet` : ''}, ${
    checkpoint ? `checkpoint at entry ${checkpoint.audit_seq} of ${checkpoint.written_at}` : 'no checkpoint'
  }`,
  ...faults.map(
    ({ kind, audit_seq, entry_id }) => `  entry ${audit_seq ?? 'without a number'}: ${kind}${entry_id ? ` (${entry_id})` : ''}`,
  ),
  ...(fault_count > faults.length ? [`  and ${fault_count - faults.length} more`] : []),
];

const main = async () => {
  const { values } = parseArgs({ options: { 'accept-restore': { type: 'boolean' } } });
  const config = loadConfig();
  const paths = dataPaths(config.data_dir);
  const keys = readAuditKeys(paths.keys);
  const db = await openDb({ file: paths.database, url: config.database_url });
  try {
    const shortened = values['accept-restore'] ? await acceptAuditLog(db.read, config.audit_checkpoint_folder, keys) : [];
    for (const { fleet_id, was_at, is_at } of shortened) console.log(`${fleet_id}: had ${was_at} entries, is accepted to end at ${is_at}`);
    const { checkpoints, bad_lines } = await openCheckpointFile(config.audit_checkpoint_folder, keys.signing).read();
    if (bad_lines > 0) console.log(`${bad_lines} lines of the checkpoints do not carry our signature.`);
    const fleets = new Set([...(await listAuditSequences(db.read)).map(({ fleet_id }) => fleet_id), ...checkpoints.keys()]);
    let broken = bad_lines > 0;
    for (const fleet_id of fleets) {
      const checkpoint = checkpoints.get(fleet_id);
      const last = await findLastSeal(db.read, fleet_id);
      const head = checkpoint && (!last || last.audit_seq < checkpoint.audit_seq) ? checkpoint : last;
      const known = { head: () => head, checkpoint: () => checkpoint };
      const verified = await verifyFleet({ db, clock: Date.now }, createSealOf(keys.seal), known, fleet_id);
      for (const line of report(fleet_id, verified)) console.log(line);
      broken ||= verified.status === 'BROKEN';
    }
    if (fleets.size === 0) console.log('The audit log is empty.');
    process.exitCode = broken ? 1 : 0;
  } finally {
    await db.close();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
