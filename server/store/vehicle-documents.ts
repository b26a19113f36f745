/**
 * The JSON text of each vehicle, so that a list is put together and not computed. It lacks what changes without the vehicle's row: the last contact.
 * A trigger removes the text with any change of the row, so a text that is there is true; one that is missing is made from the row by the reader.
 */
import { sql } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { statement } from './statement.ts';

/** `form`: of which shape the text is; a text of another shape is not read. */
export const upsertDocument = async (tx: Query, row: Schema['vehicle_documents']): Promise<void> => {
  const { revision, form, document } = row;
  await tx
    .insertInto('vehicle_documents')
    .values(row)
    .onConflict((conflict) => conflict.column('vehicle_id').doUpdateSet({ revision, form, document }))
    .execute();
};

export interface DocumentRow {
  id: string;
  revision: number;
  form: string;
  document: string;
  last_contact_at: string | null;
}

/** The texts there are, in no order. CROSS JOIN keeps SQLite to this order of the tables. */
const findDocuments = statement<DocumentRow, 'fleet_id' | 'ids'>(
  (dialect, slot) => sql<DocumentRow>`SELECT kept.vehicle_id AS id, kept.revision, kept.form, kept.document, latest_states.last_contact_at
    FROM ${dialect.given(slot('ids'))} CROSS JOIN vehicle_documents AS kept
    LEFT JOIN latest_states ON latest_states.vehicle_id = kept.vehicle_id
    WHERE kept.vehicle_id = given.value AND kept.fleet_id = ${slot('fleet_id')}`,
);

export const listDocuments = (db: Query, dialect: Dialect, fleet_id: string, ids: readonly string[]): Promise<DocumentRow[]> =>
  findDocuments(db, dialect, { fleet_id, ids: dialect.asParameter(ids) });

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
