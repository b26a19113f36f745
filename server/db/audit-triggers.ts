/**
 * Statements by which the database refuses to change or delete entries of the audit log and their seals. One change is allowed: the details of an entry
 * are taken out together with their salt, as the erasure of a vehicle does.
 */

/** What must stay when details are erased. */
const kept = [
  'fleet_id',
  'audit_seq',
  'id',
  'recorded_at',
  'actor_type',
  'actor_id',
  'actor_name',
  'action',
  'object_type',
  'object_id',
  'detail_digest',
  'flow_id',
  'support_grant_id',
];

const isErasure = (same: string) =>
  ["new.detail = '{}'", "new.detail_salt = ''", ...kept.map((column) => `new.${column} ${same} old.${column}`)].join(' AND ');

const message = 'The audit log is append-only.';

const refuse = (name: string, event: string, table: string, when = '') =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} ${when} BEGIN SELECT RAISE(ABORT, '${message}'); END`;

export const sqlite_audit_triggers = [
  refuse('audit_log_kept', 'DELETE', 'audit_log'),
  refuse('audit_log_unchanged', 'UPDATE', 'audit_log', `WHEN NOT (${isErasure('IS')})`),
  refuse('audit_seals_kept', 'DELETE', 'audit_seals'),
  refuse('audit_seals_unchanged', 'UPDATE', 'audit_seals'),
];

const trigger = (name: string, event: string, table: string, scope: 'ROW' | 'STATEMENT', when = '') =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} FOR EACH ${scope} ${when} EXECUTE FUNCTION refuse_audit_change()`;

export const postgres_audit_triggers = [
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${message}'; END $$`,
  trigger('audit_log_kept', 'DELETE', 'audit_log', 'ROW'),
  trigger('audit_log_unchanged', 'UPDATE', 'audit_log', 'ROW', `WHEN (NOT (${isErasure('IS NOT DISTINCT FROM')}))`),
  trigger('audit_log_not_emptied', 'TRUNCATE', 'audit_log', 'STATEMENT'),
  trigger('audit_seals_kept', 'DELETE OR UPDATE', 'audit_seals', 'ROW'),
  trigger('audit_seals_not_emptied', 'TRUNCATE', 'audit_seals', 'STATEMENT'),
];
