import type { Import, ImportRow } from '#lib/contract/imports.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { Initiator } from '#lib/domain/command-schema.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { findImport, type ImportRecord, type ImportRowRecord, type JudgedRecord } from '#server/store/imports.ts';
import { authorOf } from './author.ts';
import type { JudgedRow } from './judge-rows.ts';

const day_ms = 86_400_000;
/** A check is good for a day, and so is the way back. */
export const apply_within_ms = day_ms;
export const revert_within_ms = day_ms;

export const initiatorOf = ({ type, id, name }: Actor): Initiator => ({ type, id, name });

export const revertUntil = (applied_at: string): string => new Date(Date.parse(applied_at) + revert_within_ms).toISOString();

export const toImport = (record: ImportRecord): Import => ({
  id: record.id,
  status: record.status as Import['status'],
  ...(record.file_name !== null && { file_name: record.file_name }),
  created_at: record.created_at,
  created_by: authorOf(record),
  checked_at: record.checked_at,
  apply_until: record.expires_at,
  ...(record.applied_at !== null && { applied_at: record.applied_at, revert_until: revertUntil(record.applied_at) }),
  ...(record.applied_by !== null && { applied_by: JSON.parse(record.applied_by) }),
  ...(record.reverted_at !== null && { reverted_at: record.reverted_at }),
  counts: JSON.parse(record.counts),
  columns: JSON.parse(record.headers),
});

const optional = <K extends string>(key: K, json: string | null) => (json === null ? {} : { [key]: JSON.parse(json) });

export const toImportRow = (record: ImportRowRecord): ImportRow => ({
  row: record.item_number,
  ...(record.line !== null && { line: record.line }),
  verdict: record.verdict as ImportRow['verdict'],
  ...(record.vehicle_id !== null && { vehicle_id: record.vehicle_id }),
  label: record.label,
  cells: JSON.parse(record.cells),
  ...optional('refusal', record.refusal),
  ...(record.unit_check !== null && { unit_check: record.unit_check as NonNullable<ImportRow['unit_check']> }),
  ...(record.outcome !== null && { outcome: record.outcome as NonNullable<ImportRow['outcome']> }),
  ...(record.kept !== null && JSON.parse(record.kept)),
});

export const toRowRecord = (import_id: string, row: JudgedRow): JudgedRecord => ({
  import_id,
  item_number: row.row,
  line: row.line ?? null,
  verdict: row.verdict,
  vehicle_id: row.vehicle_id ?? null,
  label: row.label,
  input: JSON.stringify(row.input),
  cells: JSON.stringify(row.cells),
  addition: row.addition ? JSON.stringify(row.addition) : null,
  refusal: row.refusal ? JSON.stringify(row.refusal) : null,
  unit_check: row.unit_check ?? null,
});

export const countVerdicts = (rows: readonly Pick<JudgedRow, 'verdict'>[]): Import['counts'] => {
  const of = (verdict: ImportRow['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  return { add: of('ADD'), change: of('CHANGE'), refuse: of('REFUSE'), unchanged: of('UNCHANGED'), kept: 0 };
};

/** Throws 404. */
export const getImportRecord = async (db: Query, actor: Actor, import_id: string): Promise<ImportRecord> => {
  const record = await findImport(db, actor.fleet_id, import_id.toUpperCase());
  if (!record) throw new Problem('resource-not-found', `There is no import ${import_id} in this fleet.`);
  return record;
};

export const importEntry = (actor: Actor, act: string, import_id: string, detail: object) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `import.${act}`,
  object_type: 'import',
  object_id: import_id,
  detail,
  flow_id: actor.flow_id,
});
