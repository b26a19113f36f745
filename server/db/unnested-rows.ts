/** On PostgreSQL, of those that are no text. */
const column_types: Record<string, string> = {
  sequence: 'bigint',
  audit_seq: 'bigint',
  events_since_full: 'bigint',
  last_sequence: 'bigint',
  revision: 'bigint',
  version: 'bigint',
  year_of_production: 'bigint',
  item_number: 'bigint',
  line: 'bigint',
  lat: 'double precision',
  lon: 'double precision',
  cell: 'bigint',
};
/** Parameters of an `unnest` that makes rows of these columns; each parameter is a column's array. */
export const unnested = (columns: readonly string[]) =>
  columns.map((column, index) => `$${index + 1}::${column_types[column] ?? 'text'}[]`).join(', ');

export const transposed = (columns: readonly string[], rows: readonly unknown[][]) =>
  columns.map((_, index) => rows.map((row) => row[index]));
