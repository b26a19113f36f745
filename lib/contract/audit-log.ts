import { z } from 'zod';
import { operation, page, paging, text_in_parts } from './define.ts';
import { routes } from './routes.ts';

const area = 'Audit log';
const filter = {
  actor: z.string().max(100).optional().describe('Id of the person or API client, or a part of the name'),
  action: z.string().max(100).optional().describe('For example `user.set-permissions`, or only its beginning: `user.`'),
  object: z.string().max(100).optional().describe('Id or kind of the object: `JQ7RP`, `vehicle`'),
  after: z.iso.datetime().optional(),
  before: z.iso.datetime().optional(),
};

export const AuditLogEntry = z.object({
  id: z.string(),
  audit_seq: z.int().describe('Its number in the fleet’s log, from 1 without a gap'),
  recorded_at: z.iso.datetime(),
  actor: z.object({
    type: z.string(),
    id: z.string(),
    name: z.string(),
    support_grant_id: z.string().optional().describe('Done under this support access, by somebody who does not belong to the fleet'),
  }),
  action: z.string(),
  object: z.object({ type: z.string(), id: z.string() }),
  detail: z.record(z.string(), z.unknown()).describe('What was set or told; never a secret'),
  flow_id: z.string(),
});
export type AuditLogEntry = z.infer<typeof AuditLogEntry>;

export const AuditLogExport = z.strictObject(filter);
export type AuditLogFilter = z.infer<typeof AuditLogExport>;

export const AuditFault = z.object({
  kind: z
    .enum(['CHANGED', 'MISSING', 'INSERTED', 'UNSEALED', 'DETAILS_MISSING'])
    .describe(
      '`CHANGED`: the entry or its seal; `INSERTED`: an entry that Motorpool never numbered, or a second one of its number; `UNSEALED`: its seal was taken away; `DETAILS_MISSING`: emptied, and no removal of a vehicle says so',
    ),
  audit_seq: z.int().optional().describe('Absent: the entry has no number'),
  entry_id: z.string().optional().describe('Absent: the entry is gone'),
});
export type AuditFault = z.infer<typeof AuditFault>;

export const AuditVerification = z.object({
  status: z.enum(['INTACT', 'BROKEN']),
  verified_at: z.iso.datetime(),
  verified_up_to: z.int().describe('Number of the last entry that is sealed'),
  waiting: z.int().describe('Younger entries that are sealed within a second'),
  checkpoint: z
    .object({ audit_seq: z.int(), written_at: z.iso.datetime() })
    .optional()
    .describe('How far the log was signed outside the database; the chain leads through it'),
  fault_count: z.int(),
  faults: z.array(AuditFault).describe('The first 20, by number'),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const audit_log_operations = {
  getAuditVerification: operation({
    ...routes.getAuditVerification,
    summary: 'Verify the whole audit log now',
    area,
    permission: 'audit-log.ro',
    output: AuditVerification,
    ours: true,
  }),
  listAuditLogEntries: operation({
    ...routes.listAuditLogEntries,
    summary: 'Who did what, newest first',
    area,
    permission: 'audit-log.ro',
    query: z.strictObject({ ...filter, ...paging }),
    output: page(AuditLogEntry),
    ours: true,
  }),
  exportAuditLog: operation({
    ...routes.exportAuditLog,
    summary: 'Export the audit log as CSV, newest first',
    area,
    permission: 'audit-log.ro',
    body: AuditLogExport,
    output: text_in_parts,
    media: 'text/csv',
    ours: true,
  }),
};
