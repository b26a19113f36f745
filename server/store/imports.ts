import type { Selectable, Updateable } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { selectVehicles, type VehicleRow } from './vehicles.ts';

export type ImportRecord = Selectable<Schema['imports']>;
export type ImportRowRecord = Selectable<Schema['import_rows']>;

const row_columns = [
  'import_id',
  'item_number',
  'line',
  'verdict',
  'vehicle_id',
  'label',
  'input',
  'cells',
  'addition',
  'refusal',
  'unit_check',
] as const;
export type JudgedRecord = Pick<ImportRowRecord, (typeof row_columns)[number]>;

export const insertImport = async (tx: Query, record: ImportRecord): Promise<void> => {
  await tx.insertInto('imports').values(record).execute();
};

/** In place of those that the import had. */
export const replaceImportRows = async (tx: Query, dialect: Dialect, import_id: string, rows: readonly JudgedRecord[]): Promise<void> => {
  await tx.deleteFrom('import_rows').where('import_id', '=', import_id).execute();
  const values = rows.map((row) => row_columns.map((column) => row[column]));
  await dialect.insertRows(tx, 'import_rows', row_columns, values);
};

export const findImport = async (db: Query, fleet_id: string, id: string): Promise<ImportRecord | undefined> =>
  db.selectFrom('imports').selectAll().where('id', '=', id).where('fleet_id', '=', fleet_id).executeTakeFirst();

/** Newest first. */
export const listImports = async (db: Query, fleet_id: string): Promise<ImportRecord[]> =>
  db.selectFrom('imports').selectAll().where('fleet_id', '=', fleet_id).orderBy('id', 'desc').limit(100).execute();

/** Only at this revision; false when somebody was faster. */
export const updateImport = async (
  tx: Query,
  { id, revision }: Pick<ImportRecord, 'id' | 'revision'>,
  changes: Updateable<Schema['imports']>,
): Promise<boolean> => {
  const row = await tx
    .updateTable('imports')
    .set({ ...changes, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const listImportRows = async (
  db: Query,
  import_id: string,
  { verdicts, after = 0, limit }: { verdicts?: readonly string[] | undefined; after?: number; limit?: number } = {},
): Promise<ImportRowRecord[]> => {
  let query = db.selectFrom('import_rows').selectAll().where('import_id', '=', import_id).where('item_number', '>', after);
  if (verdicts) query = query.where('verdict', 'in', verdicts);
  if (limit !== undefined) query = query.limit(limit);
  return query.orderBy('item_number').execute();
};

export interface RowOutcome {
  item_number: number;
  outcome: string;
  kept: string | null;
}

/** Sealed passwords have gone where they belong. */
export const setOutcomes = async (tx: Query, import_id: string, verdicts: readonly string[], outcome: string): Promise<void> => {
  await tx
    .updateTable('import_rows')
    .set({ outcome, addition: null })
    .where('import_id', '=', import_id)
    .where('verdict', 'in', verdicts)
    .execute();
};

export const updateOutcome = async (tx: Query, import_id: string, { item_number, ...columns }: RowOutcome): Promise<void> => {
  await tx.updateTable('import_rows').set(columns).where('import_id', '=', import_id).where('item_number', '=', item_number).execute();
};

/** Of a vehicle that is removed for good. */
export const deleteImportRowsOf = async (tx: Query, vehicle_id: string): Promise<void> => {
  await tx.deleteFrom('import_rows').where('vehicle_id', '=', vehicle_id).execute();
};

/** Those that were never applied in time, and those that are long over. */
export const deleteOldImports = async (tx: Query, { now, created_before }: { now: string; created_before: string }): Promise<void> => {
  await tx.deleteFrom('imports').where('status', '=', 'READY').where('expires_at', '<', now).execute();
  await tx.deleteFrom('imports').where('created_at', '<', created_before).execute();
};

/** Checks that were not applied, beyond the newest `kept` of a fleet. */
export const deleteSurplusChecks = async (tx: Query, fleet_id: string, kept: number): Promise<void> => {
  const surplus = await tx
    .selectFrom('imports')
    .select('id')
    .where('fleet_id', '=', fleet_id)
    .where('status', '=', 'READY')
    .orderBy('id', 'desc')
    .offset(kept)
    .limit(1000)
    .execute();
  for (const { id } of surplus) await tx.deleteFrom('imports').where('id', '=', id).execute();
};

/** Vehicles in service, of whichever fleet, whose unit is one of these. */
export const listVehiclesByUnits = async (
  db: Query,
  dialect: Dialect,
  brands: readonly string[],
  unit_ids: readonly string[],
): Promise<VehicleRow[]> =>
  selectVehicles(db)
    .where('vehicles.telematics_brand', 'in', brands)
    .where(dialect.anyOf('vehicles.telematics_unit_id', unit_ids))
    .where('vehicles.archived_at', 'is', null)
    .execute();

/** Which vehicles of the fleet are found by which term. */
export const listByTerms = async (
  db: Query,
  dialect: Dialect,
  fleet_id: string,
  terms: readonly string[],
): Promise<{ term: string; vehicle_id: string }[]> =>
  db
    .selectFrom('vehicle_terms')
    .select(['term', 'vehicle_id'])
    .where('fleet_id', '=', fleet_id)
    .where(dialect.anyOf('term', terms))
    .execute();

/** Which of these ids are taken, in any fleet. */
export const listTakenIds = async (db: Query, dialect: Dialect, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await db.selectFrom('vehicles').select('id').where(dialect.anyOf('id', ids)).execute();
  return new Set(rows.map(({ id }) => id));
};
