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
  recorded_at: z.iso.datetime(),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  object: z.object({ type: z.string(), id: z.string() }),
  detail: z.record(z.string(), z.unknown()).describe('What was set or told; never a secret'),
  flow_id: z.string(),
});
export type AuditLogEntry = z.infer<typeof AuditLogEntry>;

export const AuditLogExport = z.strictObject(filter);
export type AuditLogFilter = z.infer<typeof AuditLogExport>;

export const audit_log_operations = {
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
