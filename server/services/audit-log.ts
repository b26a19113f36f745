import { z } from 'zod';
import { type AuditLogEntry, type AuditLogFilter, AuditVerification } from '#lib/contract/audit-log.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type AuditLogRow, listAuditLog } from '#server/store/audit-log.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { toCsvLine } from './csv.ts';
import { askGateway } from './gateway-call.ts';
import { normaliseInstant } from './instant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const toEntry = (row: AuditLogRow): AuditLogEntry => ({
  id: row.id,
  audit_seq: row.audit_seq,
  recorded_at: row.recorded_at,
  actor: {
    type: row.actor_type,
    id: row.actor_id,
    name: row.actor_name,
    ...(row.support_grant_id && { support_grant_id: row.support_grant_id }),
  },
  action: row.action,
  object: { type: row.object_type, id: row.object_id },
  detail: JSON.parse(row.detail),
  flow_id: row.flow_id,
});

const searchOf = (filter: AuditLogFilter) => ({
  ...filter,
  after: normaliseInstant(filter.after),
  before: normaliseInstant(filter.before),
});

export const listAuditLogEntries: Service<'listAuditLogEntries'> = async (app, actor, { query: { limit, page_token, ...filter } }) => {
  authorise(actor, 'listAuditLogEntries');
  const before_id = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), filter).id;
  const rows = await listAuditLog(app.db.read, actor.fleet_id, { ...searchOf(filter), before_id, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toEntry), ...(last && { next_page_token: encodePageToken({ id: last.id }, filter) }) };
};

const columns =
  'recorded_at,actor_type,actor_id,actor_name,action,object_type,object_id,detail,flow_id,id,audit_seq,support_grant_id'.split(',');
const toLine = (row: AuditLogRow) =>
  toCsvLine([
    row.recorded_at,
    row.actor_type,
    row.actor_id,
    row.actor_name,
    row.action,
    row.object_type,
    row.object_id,
    row.detail,
    row.flow_id,
    row.id,
    row.audit_seq,
    row.support_grant_id ?? '',
  ]);

const export_page = 500;

export const exportAuditLog: Service<'exportAuditLog'> = async (app, actor, { body }) => {
  authorise(actor, 'exportAuditLog');
  const { fleet_id } = actor;
  const lines = async function* () {
    yield toCsvLine(columns);
    for (let before_id: string | undefined; ; ) {
      const rows = await listAuditLog(app.db.read, fleet_id, { ...searchOf(body), before_id, limit: export_page });
      if (rows.length > 0) yield rows.map(toLine).join('');
      if (rows.length < export_page) return;
      before_id = rows.at(-1)?.id;
    }
  };
  return lines();
};

const verification = {
  kind: 'verify_audit' as const,
  // Whatever else comes is the gateway's failure to do it.
  result: z.union([AuditVerification, z.object({ status: z.literal('UNTESTED') })]),
};

/** The gateway alone holds the key of the seals, so it does the reading, too. */
export const getAuditVerification: Service<'getAuditVerification'> = async (app, actor) => {
  authorise(actor, 'getAuditVerification');
  const verified = await askGateway(app, actor, verification, () => ({}));
  if (verified.status === 'UNTESTED')
    throw new Problem('service-unavailable', 'The gateway could not verify the audit log.', { retry_after_seconds: 5 });
  return verified;
};
