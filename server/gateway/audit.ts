import type { AuditVerification } from '#lib/contract/audit-log.ts';
import type { App } from '#server/app.ts';
import { createSealOf } from '#server/auth/audit-seal.ts';
import { readAuditKeys } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { openCheckpointFile } from './audit-checkpoints.ts';
import { createAuditSealer } from './audit-sealer.ts';
import { createAuditVerifier } from './audit-verifier.ts';

export interface Audit {
  start(): Promise<void>;
  verify(fleet_id: string): Promise<AuditVerification>;
  stop(): Promise<void>;
}

/** The gateway's part in the audit log: seals, checkpoints, verification. */
export const createAudit = (app: App, isInOffice: (tx: Query) => Promise<boolean>): Audit => {
  const keys = readAuditKeys(dataPaths(app.config.data_dir).keys);
  const sealOf = createSealOf(keys.seal);
  const file = openCheckpointFile(app.config.audit_checkpoint_folder, keys.signing);
  const sealer = createAuditSealer({ app, sealOf, file, isInOffice });
  return { start: sealer.start, verify: createAuditVerifier(app, sealOf, sealer), stop: sealer.stop };
};
