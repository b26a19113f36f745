import { sql } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import { deleteImportRowsOf } from './imports.ts';
import { deleteNotificationsOf } from './notifications.ts';
import { type ErasedEntries, eraseAuditDetails } from './write.ts';

export interface Erasure {
  vehicle_id: string;
  fleet_id: string;
  removed_at: string;
}

/** Rows that know the vehicle by its unit, whose id may be the vehicle's own number. */
const isOfUnit = (table: 'observed_units' | 'unit_notes', vehicle_id: string) =>
  sql<boolean>`EXISTS (SELECT 1 FROM vehicles WHERE vehicles.id = ${vehicle_id}
    AND vehicles.telematics_brand = ${sql.ref(`${table}.brand`)} AND vehicles.telematics_unit_id = ${sql.ref(`${table}.unit_id`)})`;

/**
 * Deletes the rows of a vehicle; the audit log keeps who did what to which id. Its events may be many, so they are emptied in steps after that:
 * the erasure is the note that this, and the cleaning of the files, is still to be done. Returns the audit entries that lost their details.
 */
export const deleteVehicle = async (tx: Query, erasure: Erasure): Promise<ErasedEntries[]> => {
  const { vehicle_id } = erasure;
  const erased = await eraseAuditDetails(tx, vehicle_id);
  await tx.deleteFrom('observed_units').where(isOfUnit('observed_units', vehicle_id)).execute();
  await tx.deleteFrom('unit_notes').where(isOfUnit('unit_notes', vehicle_id)).execute();
  await deleteImportRowsOf(tx, vehicle_id);
  await deleteNotificationsOf(tx, vehicle_id);
  await tx.deleteFrom('vehicles').where('id', '=', vehicle_id).execute();
  await tx
    .insertInto('erasures')
    .values(erasure)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return erased;
};

/** Longest waiting first. */
export const listErasures = async (db: Query): Promise<Erasure[]> =>
  db.selectFrom('erasures').selectAll().orderBy('removed_at').limit(1000).execute();

export const deleteErasures = async (tx: Query, erasures: readonly Erasure[]): Promise<void> => {
  for (const { vehicle_id } of erasures) await tx.deleteFrom('erasures').where('vehicle_id', '=', vehicle_id).execute();
};
