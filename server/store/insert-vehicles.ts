import type { Insertable } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { term_columns, termsOf } from './vehicle-terms.ts';
import type { StoredVehicle } from './vehicles.ts';

export interface WholeVehicle {
  row: Omit<StoredVehicle, 'row_number'>;
  state: Insertable<Schema['latest_states']>;
  document: Insertable<Schema['vehicle_documents']>;
}

const columnsOf = <T extends object>(row: T) => Object.keys(row) as (keyof T & string)[];

/** Many vehicles at once with their newest states, for data sets: nothing is told of them. All rows name the same columns. */
export const insertVehicles = async (tx: Query, dialect: Dialect, vehicles: readonly WholeVehicle[]): Promise<void> => {
  const [first] = vehicles;
  if (!first) return;
  const insert = async <K extends 'row' | 'state' | 'document'>(table: 'vehicles' | 'latest_states' | 'vehicle_documents', part: K) => {
    const columns = columnsOf(first[part]);
    const rows = vehicles.map((vehicle) => columns.map((column) => vehicle[part][column]));
    await dialect.insertRows(tx, table, columns as never[], rows);
  };
  await insert('vehicles', 'row');
  await insert('latest_states', 'state');
  await insert('vehicle_documents', 'document');
  const terms = vehicles.flatMap(({ row }) => [...new Set(termsOf(row))].map((term) => [row.fleet_id, term, row.created_at, row.id]));
  await dialect.insertRows(tx, 'vehicle_terms', term_columns, terms);
};
