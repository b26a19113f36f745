import { findBrand, findModel } from '#lib/catalogue/catalogue.ts';
import type { ImportCell } from '#lib/contract/imports.ts';
import type { Actor } from '#lib/domain/access.ts';
import { master_data_columns } from '#lib/domain/import-columns.ts';
import { Problem, type ProblemError } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { insertDocuments, replaceTermsOf, updateVehicles } from '#server/store/change-vehicles.ts';
import { listCredentials } from '#server/store/credentials.ts';
import {
  type ImportRecord,
  type ImportRowRecord,
  listImportRows,
  listTakenIds,
  listVehiclesByUnits,
  setOutcomes,
  updateImport,
} from '#server/store/imports.ts';
import { insertVehicles, type WholeVehicle } from '#server/store/insert-vehicles.ts';
import { deleteObservedUnits } from '#server/store/observed-units.ts';
import { listByFingerprints } from '#server/store/unit-passwords.ts';
import { listOwnVehicleRows, type StoredVehicle } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { unitColumns } from './attach-unit.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { tellChange, type Writing } from './change-vehicle.ts';
import { newVehicleRow, tellAdded } from './create-vehicle.ts';
import { importChanges } from './import-changes.ts';
import { cellOf, isSame, partsOf } from './import-values.ts';
import { getImportRecord, importEntry, initiatorOf, toImport } from './import-view.ts';
import type { KeptAddition } from './judge-rows.ts';
import { etagOf, requireUnchanged } from './revision.ts';
import { documentRow } from './vehicle-documents.ts';
import { toVehicle } from './vehicle-view.ts';

interface Plan {
  record: ImportRecord;
  additions: (WholeVehicle & { item_number: number })[];
  changes: { item_number: number; vehicle_id: string; cells: ImportCell[] }[];
}

const refuseLost = (faults: readonly ProblemError[]): void => {
  if (faults.length === 0) return;
  const more = faults.length > 1 ? ` ${faults.length - 1} more rows do not fit either.` : '';
  throw new Problem('conflicting-resource', `${faults[0]?.message}${more} Nothing was applied. Check the import again.`, {
    errors: faults.slice(0, 50),
  });
};

const fault = (item_number: number, code: string, message: string): ProblemError => ({
  pointer: `/rows/${item_number}`,
  code,
  message: `Row ${item_number}: ${message}`,
});

const toAddition = (actor: Actor, record: ImportRowRecord, now: string): Plan['additions'][number] => {
  const { passwords, telematics_brand, vehicle_model_id, ...kept }: KeptAddition = JSON.parse(record.addition ?? '{}');
  const [brand, model] = [findBrand(telematics_brand), findModel(vehicle_model_id)];
  if (!brand || !model)
    throw new Problem('conflicting-resource', `Row ${record.item_number}: its model is not offered any more. Check the import again.`);
  const cells: ImportCell[] = JSON.parse(record.cells);
  const { tags, operation_status, ...parts } = partsOf(cells.map(({ column, new: value }) => ({ column: column as 'tags', value })));
  const body = { ...parts, custom_fields: parts.custom_fields as Record<string, string>, ...(tags && { tags }) };
  const unit = unitColumns({ brand, model, ...kept }, passwords, now);
  const row = newVehicleRow(actor, record.vehicle_id ?? '', { ...body, ...(operation_status && { operation_status }) }, unit, now);
  const { id: vehicle_id, fleet_id } = row;
  const state = { vehicle_id, fleet_id, state: '{}', last_contact_at: null, lat: null, lon: null, cell: null, events_since_full: 0 };
  return { item_number: record.item_number, row, state, document: documentRow(row) };
};

/** Made before the transaction, so that it holds the lock for its writes alone. */
export const planImport = async (app: App, actor: Actor, record: ImportRecord): Promise<Plan> => {
  const now = nowAt(app);
  const rows = await listImportRows(app.db.read, record.id, { verdicts: ['ADD', 'CHANGE'] });
  return {
    record,
    additions: rows.filter(({ verdict }) => verdict === 'ADD').map((row) => toAddition(actor, row, now)),
    changes: rows
      .filter(({ verdict }) => verdict === 'CHANGE')
      .map(({ item_number, vehicle_id, cells }) => ({ item_number, vehicle_id: vehicle_id ?? '', cells: JSON.parse(cells) })),
  };
};

type Additions = Plan['additions'];

const refuseTaken = async (app: App, { tx }: Writing, actor: Actor, additions: Additions): Promise<void> => {
  const { dialect } = app.db;
  const rows = additions.map(({ row }) => row);
  const keyOf = ({ telematics_brand, telematics_unit_id }: Pick<StoredVehicle, 'telematics_brand' | 'telematics_unit_id'>) =>
    `${telematics_brand} ${telematics_unit_id}`;
  const brands = [...new Set(rows.map((row) => row.telematics_brand))];
  const unit_ids = rows.map((row) => row.telematics_unit_id);
  const served = new Set((brands.length > 0 ? await listVehiclesByUnits(tx, dialect, brands, unit_ids) : []).map(keyOf));
  const taken = await listTakenIds(
    tx,
    dialect,
    rows.map(({ id }) => id),
  );
  const stored = new Set((await listCredentials(tx, actor.fleet_id)).map(({ id }) => id));
  const shared = await listByFingerprints(
    tx,
    dialect,
    actor.fleet_id,
    rows.flatMap((row) => row.unit_password_fingerprint ?? []),
  );
  refuseLost(
    additions.flatMap(({ item_number, row }) => {
      const unit = row.telematics_unit_id;
      if (served.has(keyOf(row))) return fault(item_number, 'unit_taken', `unit ${unit} serves a vehicle by now.`);
      if (taken.has(row.id)) return fault(item_number, 'id_taken', `the id ${row.id} was given away meanwhile.`);
      if (row.credentials_id !== null && !stored.has(row.credentials_id))
        return fault(item_number, 'unknown_credentials', 'its credentials have been deleted.');
      const fingerprint = row.unit_password_fingerprint;
      if (fingerprint !== null && (shared.get(fingerprint) ?? []).some((other) => keyOf(other) !== keyOf(row)))
        return fault(item_number, 'shared', 'another unit has its password by now.');
      return [];
    }),
  );
};

const addAll = async (app: App, writing: Writing, actor: Actor, additions: Additions): Promise<void> => {
  const { tx, emit, audit } = writing;
  await refuseTaken(app, writing, actor, additions);
  await insertVehicles(tx, app.db.dialect, additions);
  await deleteObservedUnits(
    tx,
    app.db.dialect,
    additions.map(({ row }) => row),
  );
  for (const { row } of additions) tellAdded(emit, audit, actor, toVehicle({ ...row, last_contact_at: null }));
};

export const changed_columns = [
  ...master_data_columns,
  'master_data_modified_at',
  'custom_fields',
  'custom_fields_modified_at',
  'tags',
  'operation_status',
  'operation_status_modified_at',
  'search_text',
  'modified_at',
  'revision',
] as const;

/** Rows, texts and what they are found by, of vehicles that are as given from now on. */
export const storeChanged = async (app: App, { tx }: Writing, vehicles: readonly StoredVehicle[]): Promise<void> => {
  const { dialect } = app.db;
  await updateVehicles(tx, dialect, changed_columns, vehicles);
  await replaceTermsOf(tx, dialect, vehicles);
  await insertDocuments(tx, dialect, vehicles.map(documentRow));
};

const changeAll = async (app: App, writing: Writing, actor: Actor, changes: Plan['changes']): Promise<void> => {
  if (changes.length === 0) return;
  const { tx } = writing;
  const ids = changes.map(({ vehicle_id }) => vehicle_id);
  await app.db.dialect.lockVehicles(tx, ids);
  const rows = new Map((await listOwnVehicleRows(tx, app.db.dialect, actor.fleet_id, ids)).map((row) => [row.id, row]));
  const now = nowAt(app);
  const faults: ProblemError[] = [];
  const changed: StoredVehicle[] = [];
  for (const { item_number, vehicle_id, cells } of changes) {
    const row = rows.get(vehicle_id);
    const other = row && cells.find(({ column, old }) => !isSame(cellOf(row, column), old ?? null));
    if (!row || row.archived_at) faults.push(fault(item_number, 'archived', `vehicle ${vehicle_id} is not in service any more.`));
    else if (other) faults.push(fault(item_number, 'changed_since', `${other.column} of ${vehicle_id} was changed meanwhile.`));
    else {
      const steps = importChanges(row, cells, 'new', now);
      for (const { action, change, next } of steps) tellChange(writing, actor, action, change, next);
      const last = steps.at(-1);
      if (last) changed.push(last.next);
    }
  }
  refuseLost(faults);
  if (changed.length > 0) await storeChanged(app, writing, changed);
};

/** All of the plan in the caller's transaction. Throws when a row does not fit any more. */
export const applyPlan = async (app: App, writing: Writing, actor: Actor, { additions, changes }: Omit<Plan, 'record'>): Promise<void> => {
  await changeAll(app, writing, actor, changes);
  await addAll(app, writing, actor, additions);
};

const explain = (app: App, error: unknown): unknown => {
  const { dialect } = app.db;
  if (!dialect.isUniqueViolation(error) && !dialect.isForeignKeyViolation(error)) return error;
  const message =
    'A unit or credentials of the file were used or deleted at this very moment. Nothing was applied. Check the import again.';
  return new Problem('conflicting-resource', message);
};

/** Every accepted row in one transaction, or none. Whoever applies an import again is told how it stands. */
export const applyImport: Service<'applyImport'> = async (app, actor, { params, if_match, onRevision }) => {
  authorise(actor, 'applyImport');
  requirePermission(actor, 'vehicles.ro');
  const record = await getImportRecord(app.db.read, actor, params.import_id);
  if (record.status !== 'READY') {
    onRevision?.(etagOf(record));
    return toImport(record);
  }
  requireUnchanged('The import', record, if_match);
  const now = nowAt(app);
  if (record.expires_at <= now) throw new Problem('conflicting-resource', 'The check is more than a day old. Check the import again.');
  const plan = await planImport(app, actor, record);
  if (plan.changes.length > 0) requirePermission(actor, 'vehicles');
  if (plan.changes.length + plan.additions.length === 0) throw new Problem('conflicting-resource', 'There is nothing to apply.');
  const changes = { status: 'APPLIED', applied_at: now, applied_by: JSON.stringify(initiatorOf(actor)) };
  const applied = await write(app, async (tx, emit, audit) => {
    if (!(await updateImport(tx, record, changes))) return getImportRecord(tx, actor, record.id);
    await applyPlan(app, { tx, emit, audit }, actor, plan);
    await setOutcomes(tx, record.id, ['ADD', 'CHANGE'], 'APPLIED');
    audit(importEntry(actor, 'apply', record.id, JSON.parse(record.counts)));
    return { ...record, ...changes, revision: record.revision + 1 };
  }).catch((error: unknown) => {
    throw explain(app, error);
  });
  if (applied.status === 'READY') throw new Problem('resource-modified', 'The import was checked anew meanwhile. Look at it again.');
  onRevision?.(etagOf(applied));
  return toImport(applied);
};
