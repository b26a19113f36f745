import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { term_columns, termsOf } from './vehicle-terms.ts';
import type { StoredVehicle } from './vehicles.ts';

type Columns = readonly Exclude<keyof Schema['vehicles'] & string, 'id'>[];

/** Writes these columns of many vehicles at once. What they are found by is not looked at. */
export const updateVehicles = async (tx: Query, dialect: Dialect, columns: Columns, vehicles: readonly StoredVehicle[]): Promise<void> => {
  const rows = vehicles.map((vehicle) => [vehicle.id, ...columns.map((column) => vehicle[column])]);
  await dialect.updateRows(tx, 'vehicles', 'id', columns as never[], rows);
};

export const replaceTermsOf = async (tx: Query, dialect: Dialect, vehicles: readonly StoredVehicle[]): Promise<void> => {
  const ids = vehicles.map(({ id }) => id);
  await tx.deleteFrom('vehicle_terms').where(dialect.anyOf('vehicle_id', ids)).execute();
  const terms = vehicles.flatMap((row) => [...new Set(termsOf(row))].map((term) => [row.fleet_id, term, row.created_at, row.id]));
  await dialect.insertRows(tx, 'vehicle_terms', term_columns, terms);
};

const document_columns = ['vehicle_id', 'fleet_id', 'revision', 'form', 'document'] as const;

/** After the vehicles themselves, whose change has removed the former texts. */
export const insertDocuments = async (tx: Query, dialect: Dialect, documents: readonly Schema['vehicle_documents'][]): Promise<void> => {
  const rows = documents.map((document) => document_columns.map((column) => document[column]));
  await dialect.insertRows(tx, 'vehicle_documents', document_columns, rows);
};
