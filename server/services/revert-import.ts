import type { ImportCell, ImportRow } from '#lib/contract/imports.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { insertDocuments, updateVehicles } from '#server/store/change-vehicles.ts';
import { listBusyVehicles } from '#server/store/command-plans.ts';
import {
  type ImportRecord,
  type ImportRowRecord,
  listImportRows,
  type RowOutcome,
  setOutcomes,
  updateImport,
  updateOutcome,
} from '#server/store/imports.ts';
import { revokePositionLinksOf } from '#server/store/position-links.ts';
import { endOfSharing } from '#server/store/shared-vehicles.ts';
import { listOwnVehicleRows, type StoredVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { storeChanged } from './apply-import.ts';
import { tellArchived } from './archive.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { tellChange, type Writing } from './change-vehicle.ts';
import { leaveAllToGateway } from './gateway-call.ts';
import { importChanges, type Step } from './import-changes.ts';
import { cellOf, isSame } from './import-values.ts';
import { getImportRecord, importEntry, revertUntil, toImport } from './import-view.ts';
import { etagOf, requireUnchanged } from './revision.ts';
import { documentRow } from './vehicle-documents.ts';

type Kept = Pick<ImportRow, 'kept' | 'kept_reason'>;
type Outcome = { outcome: NonNullable<ImportRow['outcome']> } & Kept;
interface Undone {
  archived: VehicleRow[];
  changed: StoredVehicle[];
  /** What is not simply reverted. */
  exceptions: RowOutcome[];
}

const kept = (kept_reason: NonNullable<Kept['kept_reason']>, cells?: NonNullable<Kept['kept']>): Outcome => ({
  outcome: 'KEPT',
  kept_reason,
  ...(cells && { kept: cells }),
});

/** Whether people or programs have made more of a vehicle than the import did. A setup that has ended is no such thing. */
const isEdited = (row: VehicleRow, cells: readonly ImportCell[], applied_at: string): boolean => {
  if (row.partner_fleet_id !== null) return true;
  if (row.revision === 1) return false;
  const { master_data_modified_at, custom_fields_modified_at, operation_status_modified_at, rental_status_modified_at, attached_at } = row;
  const instants = [
    master_data_modified_at,
    custom_fields_modified_at,
    operation_status_modified_at,
    rental_status_modified_at,
    attached_at,
  ];
  const tags = cells.find(({ column }) => column === 'tags')?.new ?? [];
  return instants.some((instant) => instant > applied_at) || !isSame(cellOf(row, 'tags'), tags);
};

/** The steps back, with what they leave as it is: cells that have another value than the import gave them. */
const stepsBack = (row: VehicleRow, cells: readonly ImportCell[], now: string): { steps: Step[]; outcome: Outcome } => {
  const untouched = cells.filter((cell) => isSame(cellOf(row, cell.column), cell.new));
  const others = cells
    .filter((cell) => !untouched.includes(cell) && !isSame(cellOf(row, cell.column), cell.old ?? null))
    .map(({ column }) => ({ column, value: cellOf(row, column) }));
  try {
    const steps = importChanges(row, untouched, 'old', now);
    if (others.length === 0) return { steps, outcome: { outcome: 'REVERTED' } };
    if (untouched.length === 0) return { steps, outcome: kept('CHANGED_SINCE', others) };
    return { steps, outcome: { ...kept('CHANGED_SINCE', others), outcome: 'PARTLY_REVERTED' } };
  } catch (error) {
    // Too many tags or fields by now: what would have to go is not for an import to say.
    if (!Problem.is(error)) throw error;
    const all = cells.map(({ column }) => ({ column, value: cellOf(row, column) }));
    return { steps: [], outcome: kept('CHANGED_SINCE', all) };
  }
};

const undo = (
  writing: Pick<Writing, 'emit' | 'audit'>,
  actor: Actor,
  {
    rows,
    vehicles,
    busy,
    now,
    applied_at,
  }: { rows: ImportRowRecord[]; vehicles: Map<string, VehicleRow>; busy: Set<string>; now: string; applied_at: string },
): Undone => {
  const undone: Undone = { archived: [], changed: [], exceptions: [] };
  for (const { item_number, vehicle_id, verdict, cells: text } of rows) {
    const row = vehicles.get(vehicle_id ?? '');
    const cells: ImportCell[] = JSON.parse(text);
    let told: Outcome = { outcome: 'REVERTED' };
    if (!row || row.archived_at) told = kept('ARCHIVED_SINCE');
    else if (verdict === 'CHANGE') {
      const { steps, outcome } = stepsBack(row, cells, now);
      for (const { action, change, next } of steps) tellChange(writing, actor, action, change, next);
      const last = steps.at(-1);
      if (last) undone.changed.push(last.next);
      told = outcome;
    } else if (busy.has(row.id)) told = kept('COMMAND_RUNNING');
    else if (isEdited(row, cells, applied_at)) told = kept('CHANGED_SINCE');
    else {
      tellArchived(writing, actor, { ...row, archived_at: now });
      undone.archived.push({ ...row, ...endOfSharing, archived_at: now, modified_at: now, revision: row.revision + 1 });
    }
    const { outcome, ...more } = told;
    if (outcome !== 'REVERTED') undone.exceptions.push({ item_number, outcome, kept: JSON.stringify(more) });
  }
  return undone;
};

const archiveAll = async (app: App, { tx }: Writing, actor: Actor, vehicles: readonly VehicleRow[], now: string): Promise<void> => {
  if (vehicles.length === 0) return;
  const { dialect } = app.db;
  await updateVehicles(tx, dialect, ['archived_at', 'modified_at', 'revision', 'partner_fleet_id', 'sharing', 'sharing_ends_at'], vehicles);
  await revokePositionLinksOf(
    tx,
    dialect,
    vehicles.map(({ id }) => id),
    now,
  );
  await insertDocuments(tx, dialect, vehicles.map(documentRow));
  const inputs = vehicles.map(({ telematics_brand: brand, telematics_unit_id: unit_id }) => ({ brand, unit_id }));
  await leaveAllToGateway(app, tx, actor, 'drop_session', inputs);
};

const requireRevertible = (record: ImportRecord, now: string): string => {
  const { applied_at } = record;
  if (applied_at === null) throw new Problem('conflicting-resource', 'The import has not been applied.');
  if (revertUntil(applied_at) > now) return applied_at;
  throw new Problem('conflicting-resource', 'An import can be reverted for 24 hours after it was applied.');
};

/**
 * Takes back in one transaction what the import did: what it added goes to the archive, what it changed becomes what it was. What was changed again since
 * is left and told. Whoever reverts again is told how it stands.
 */
export const revertImport: Service<'revertImport'> = async (app, actor, { params, if_match, onRevision }) => {
  authorise(actor, 'revertImport');
  requirePermission(actor, 'vehicles.ro');
  const record = await getImportRecord(app.db.read, actor, params.import_id);
  if (record.status === 'REVERTED') {
    onRevision?.(etagOf(record));
    return toImport(record);
  }
  requireUnchanged('The import', record, if_match);
  const now = nowAt(app);
  const applied_at = requireRevertible(record, now);
  const rows = await listImportRows(app.db.read, record.id, { verdicts: ['ADD', 'CHANGE'] });
  if (rows.some(({ verdict }) => verdict === 'CHANGE')) requirePermission(actor, 'vehicles');
  const ids = rows.flatMap(({ vehicle_id }) => vehicle_id ?? []);
  const { dialect } = app.db;
  const reverted = await write(app, async (tx, emit, audit) => {
    const writing = { tx, emit, audit };
    const changes = { status: 'REVERTED', reverted_at: now };
    if (!(await updateImport(tx, record, changes))) return getImportRecord(tx, actor, record.id);
    await dialect.lockVehicles(tx, ids);
    const vehicles = new Map((await listOwnVehicleRows(tx, dialect, actor.fleet_id, ids)).map((row) => [row.id, row]));
    const busy = await listBusyVehicles(tx, dialect, ids);
    const { archived, changed, exceptions } = undo({ emit, audit }, actor, { rows, vehicles, busy, now, applied_at });
    if (changed.length > 0) await storeChanged(app, writing, changed);
    await archiveAll(app, writing, actor, archived, now);
    await setOutcomes(tx, record.id, ['ADD', 'CHANGE'], 'REVERTED');
    for (const exception of exceptions) await updateOutcome(tx, record.id, exception);
    const counts = JSON.stringify({ ...JSON.parse(record.counts), kept: exceptions.length });
    const revision = record.revision + 1;
    await updateImport(tx, { ...record, revision }, { counts });
    audit(importEntry(actor, 'revert', record.id, { kept: exceptions.length, reverted: rows.length - exceptions.length }));
    return { ...record, ...changes, counts, revision: revision + 1 };
  });
  onRevision?.(etagOf(reverted));
  return toImport(reverted);
};
