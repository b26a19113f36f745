/**
 * The JSON text of each vehicle, so that a list is put together and not computed. It lacks what changes without the vehicle's row: the last contact.
 * A trigger removes the text with any change of the row, so a text that is there is true; one that is missing is made from the row by the reader.
 */
import { sql } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

/** `form`: of which shape the text is; a text of another shape is not read. */
export const upsertDocument = async (tx: Query, row: Schema['vehicle_documents']): Promise<void> => {
  const { form, document } = row;
  await tx
    .insertInto('vehicle_documents')
    .values(row)
    .onConflict((conflict) => conflict.column('vehicle_id').doUpdateSet({ form, document }))
    .execute();
};

export interface DocumentRow {
  id: string;
  revision: number;
  document: string | null;
  last_contact_at: string | null;
}

/** In no order. */
export const listDocuments = async (
  db: Query,
  dialect: Dialect,
  forms: readonly string[],
  fleet_id: string,
  ids: readonly string[],
): Promise<DocumentRow[]> => {
  const { rows } =
    await sql<DocumentRow>`SELECT vehicles.id, vehicles.revision, vehicle_documents.document, latest_states.last_contact_at FROM vehicles
    LEFT JOIN vehicle_documents ON vehicle_documents.vehicle_id = vehicles.id AND vehicle_documents.form IN (${sql.join(forms)})
    LEFT JOIN latest_states ON latest_states.vehicle_id = vehicles.id
    WHERE ${dialect.anyOf('vehicles.id', ids)} AND vehicles.fleet_id = ${fleet_id}`.execute(db);
  return rows;
};

/** Vehicles of all fleets without a text of these forms. */
export const listUndocumented = async (db: Query, forms: readonly string[], limit: number): Promise<{ id: string; fleet_id: string }[]> =>
  db
    .selectFrom('vehicles')
    .leftJoin('vehicle_documents', (join) =>
      join.onRef('vehicle_documents.vehicle_id', '=', 'vehicles.id').on('vehicle_documents.form', 'in', forms),
    )
    .select(['vehicles.id', 'vehicles.fleet_id'])
    .where('vehicle_documents.vehicle_id', 'is', null)
    .limit(limit)
    .execute();
