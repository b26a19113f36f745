/**
 * Every difference between SQLite and PostgreSQL, and nothing else. Code elsewhere never asks which database it runs on.
 * Promises: `lockFleet` makes appends to one fleet's log follow each other until COMMIT, and `insertRows` stores all rows or throws.
 */
import { CompiledQuery, type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { postgres_audit_triggers, sqlite_audit_triggers } from './audit-triggers.ts';
import { clearPostgresTraces } from './clear-postgres-traces.ts';
import { codeOf } from './error-code.ts';
import { inTurns } from './in-turns.ts';
import type { Schema } from './schema.ts';
import { transposed, unnested } from './unnested-rows.ts';
import { postgres_vehicle_changes, sqlite_vehicle_changes } from './vehicle-change-triggers.ts';

export type Query = Kysely<Schema> | Transaction<Schema>;
type Table = keyof Schema & string;

export interface Dialect {
  name: 'sqlite' | 'postgres';
  identity_column: string;
  /** Type of a column of bytes. */
  bytes_column: 'BLOB' | 'BYTEA';
  /** For columns whose order and comparison must be by bytes. */
  binary_collation: string;
  /** Ends a generated column that is added to a table. */
  generated_column: 'VIRTUAL' | 'STORED';
  /** Statements by which the table keeps room for new versions of its rows beside the old ones. */
  leaveRoom(table: Table): string[];
  /** Appended to a table that is only ever read by its primary key's order. */
  clustered_table: string;
  search_index: string[];
  /** SELECT of the vehicles (`id`) whose `search_text` contains the (already folded) text, by an index. */
  searchedVehicles(fleet_id: string | RawBuilder<string>, text: string): RawBuilder<unknown>;
  /** Whether the index of `searchedVehicles` can serve the text; if not, rows are judged one by one. */
  isIndexedSearch(text: string): boolean;
  /** Whether the row's `search_text` contains the (already folded) text, judged row by row. */
  containsSearch(text: string): RawBuilder<boolean>;
  /** Statements by which the change of a row deletes the row of another table that tells of it. */
  deleteAfterUpdate(table: Table, key: string, of: Table, by: string): string[];
  /** Statements after which the database tells which vehicles change (`vehicle-changes.ts`). */
  vehicle_changes: readonly string[];
  /** Statements after which the database refuses to change or delete what was audited. */
  audit_triggers: readonly string[];
  /** `column` is one of the values: one statement text, however many there are. */
  anyOf(column: string, values: readonly string[]): RawBuilder<boolean>;
  /** Values as one parameter, and the table `given (value)` that such a parameter is. */
  asParameter(values: readonly string[]): unknown;
  given(parameter: RawBuilder<unknown>): RawBuilder<unknown>;
  /** A number inside a column of JSON text, null where there is none. */
  numberIn(column: string, path: readonly string[]): RawBuilder<number | null>;
  /** Ends a SELECT whose rows must stay as they are until the transaction ends. */
  row_lock: RawBuilder<unknown>;
  /** Held until the transaction ends. The caller locks fleets in the order of their ids. */
  lockFleet(tx: Query, fleet_id: string): Promise<void>;
  /** Held until the transaction ends, before any vehicle is locked: what a program has sent is counted by one at a time. */
  lockClient(tx: Query, client_id: string): Promise<void>;
  /** Held until the transaction ends: restore epochs, and the files that go with them, are changed by one process at a time. */
  lockEpochs(tx: Query): Promise<void>;
  /** Keeps concurrent writers off these vehicles until the transaction ends. */
  lockVehicles(tx: Query, vehicle_ids: readonly string[]): Promise<void>;
  insertRows<T extends Table>(
    tx: Query,
    table: T,
    columns: readonly (keyof Schema[T] & string)[],
    rows: readonly unknown[][],
  ): Promise<void>;
  /** Updates many rows by one key column: each row is [key, ...values]. Gives how many there were. */
  updateRows<T extends Table>(
    tx: Query,
    table: T,
    key: keyof Schema[T] & string,
    columns: readonly (keyof Schema[T] & string)[],
    rows: readonly unknown[][],
    /** Only rows in which this column has the value that stands last in each row. */
    unchanged?: keyof Schema[T] & string,
  ): Promise<number>;
  /**
   * Takes what was deleted out of the files themselves. Nothing to a person who reads rows, everything to one who reads disks. False: something is in
   * the way, try again later.
   */
  clearTraces(db: Kysely<Schema>): Promise<boolean>;
  isUniqueViolation(error: unknown): boolean;
  isForeignKeyViolation(error: unknown): boolean;
  /** The database is busy or gone for the moment: the same call may succeed later. */
  isTransient(error: unknown): boolean;
}

const statements = new Map<string, string>();
const remembered = (key: string, make: () => string): string => {
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = make();
  statements.set(key, made);
  return made;
};

/** Characters that a trigram index needs. */
const shortest_search = 3;
const end_signs = 4;
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const containsSearch = (text: string) => sql<boolean>`vehicles.search_text LIKE ${`%${escapeLike(text)}%`} ESCAPE '\\'`;
const isIndexedSearch = (text: string) => [...text].length >= shortest_search;
/** FTS5 reads the list of every trigram it is asked for, and those of digits are long: both ends are as good, since the row is judged anyway. */
const endsOf = (text: string): string => {
  const signs = [...text];
  const ends = signs.length <= 2 * end_signs ? [signs] : [signs.slice(0, end_signs), signs.slice(-end_signs)];
  return ends.map((end) => `"${end.join('').replaceAll('"', '""')}"`).join(' AND ');
};
/** How many rows it changed. */
const run = async (tx: Query, text: string, parameters: unknown[]): Promise<number> => {
  const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(text, parameters));
  return Number(numAffectedRows ?? 0);
};
const lockName = async (tx: Query, name: string) => void (await run(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]));

export const sqlite: Dialect = {
  name: 'sqlite',
  identity_column: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  bytes_column: 'BLOB',
  binary_collation: '',
  generated_column: 'VIRTUAL',
  leaveRoom: () => [],
  clustered_table: ' WITHOUT ROWID',
  search_index: [
    "CREATE VIRTUAL TABLE vehicle_search USING fts5(search_text, content='vehicles', content_rowid='row_number', tokenize='trigram')",
    "INSERT INTO vehicle_search (vehicle_search, rank) VALUES ('secure-delete', 1)",
    `CREATE TRIGGER vehicle_search_insert AFTER INSERT ON vehicles BEGIN
       INSERT INTO vehicle_search (rowid, search_text) VALUES (new.row_number, new.search_text); END`,
    `CREATE TRIGGER vehicle_search_delete AFTER DELETE ON vehicles BEGIN
       INSERT INTO vehicle_search (vehicle_search, rowid, search_text) VALUES ('delete', old.row_number, old.search_text); END`,
    `CREATE TRIGGER vehicle_search_update AFTER UPDATE OF search_text ON vehicles WHEN old.search_text <> new.search_text BEGIN
       INSERT INTO vehicle_search (vehicle_search, rowid, search_text) VALUES ('delete', old.row_number, old.search_text);
       INSERT INTO vehicle_search (rowid, search_text) VALUES (new.row_number, new.search_text); END`,
  ],
  isIndexedSearch,
  containsSearch,
  // CROSS JOIN keeps SQLite to this order of the tables.
  searchedVehicles: (fleet_id, text) =>
    sql`SELECT vehicles.id FROM vehicle_search CROSS JOIN vehicles WHERE vehicle_search MATCH ${endsOf(text)}
      AND vehicles.row_number = vehicle_search.rowid AND vehicles.fleet_id = ${fleet_id} AND ${containsSearch(text)}`,
  deleteAfterUpdate: (table, key, of, by) => [
    `CREATE TRIGGER ${of}_gone AFTER UPDATE ON ${table} BEGIN DELETE FROM ${of} WHERE ${by} = old.${key}; END`,
  ],
  vehicle_changes: sqlite_vehicle_changes,
  audit_triggers: sqlite_audit_triggers,
  anyOf: (column, values) => sql<boolean>`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  asParameter: (values) => JSON.stringify(values),
  given: (parameter) => sql`json_each(${parameter}) AS given`,
  numberIn: (column, path) => sql<number | null>`json_extract(${sql.ref(column)}, ${sql.lit(`$.${path.join('.')}`)})`,
  // BEGIN IMMEDIATE already lets only one writer in.
  row_lock: sql``,
  lockFleet: async () => {},
  lockClient: async () => {},
  lockEpochs: async () => {},
  lockVehicles: async () => {},
  insertRows: async (tx, table, columns, rows) => {
    const text = remembered(
      `insert ${table} ${columns.join()}`,
      () => `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    await inTurns(rows, async (part) => void (await run(tx, text, part)));
  },
  updateRows: async (tx, table, key, columns, rows, unchanged) => {
    const text = remembered(
      `update ${table} ${key} ${columns.join()} ${unchanged}`,
      () =>
        `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${unchanged ? `${unchanged} = ? AND ` : ''}${key} = ?`,
    );
    const key_last = rows.map(([key_value, ...values]) => [...values, key_value]);
    let updated = 0;
    await inTurns(key_last, async (part) => {
      updated += await run(tx, text, part);
    });
    return updated;
  },
  // Pages are overwritten as rows go (secure_delete); copies of former pages lie in the write-ahead log until nobody reads it and it is cut to nothing.
  clearTraces: (db) =>
    db.connection().execute(async (connection) => {
      // Waiting stops this process altogether.
      await sql`PRAGMA busy_timeout = 100`.execute(connection);
      const { rows } = await sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(connection);
      await sql`PRAGMA busy_timeout = 5000`.execute(connection);
      return rows[0]?.busy === 0;
    }),
  isUniqueViolation: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  isForeignKeyViolation: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  isTransient: (error) => codeOf(error).startsWith('SQLITE_BUSY'),
};

export const postgres: Dialect = {
  name: 'postgres',
  identity_column: 'BIGSERIAL PRIMARY KEY',
  bytes_column: 'BYTEA',
  binary_collation: 'COLLATE "C"',
  generated_column: 'STORED',
  leaveRoom: (table) => [`ALTER TABLE ${table} SET (fillfactor = 60)`],
  clustered_table: '',
  search_index: [
    'CREATE EXTENSION IF NOT EXISTS pg_trgm',
    'CREATE INDEX vehicles_by_search ON vehicles USING gin (search_text gin_trgm_ops)',
  ],
  searchedVehicles: (fleet_id, text) =>
    sql`SELECT vehicles.id FROM vehicles WHERE ${containsSearch(text)} AND vehicles.fleet_id = ${fleet_id}`,
  isIndexedSearch,
  containsSearch,
  deleteAfterUpdate: (table, key, of, by) => [
    `CREATE FUNCTION ${of}_gone() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN DELETE FROM ${of} WHERE ${by} = OLD.${key}; RETURN NULL; END $$`,
    `CREATE TRIGGER ${of}_gone AFTER UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${of}_gone()`,
  ],
  vehicle_changes: postgres_vehicle_changes,
  audit_triggers: postgres_audit_triggers,
  anyOf: (column, values) => sql<boolean>`${sql.ref(column)} = ANY(${[...values]}::text[])`,
  asParameter: (values) => [...values],
  given: (parameter) => sql`unnest(${parameter}::text[]) AS given (value)`,
  numberIn: (column, path) => sql<number | null>`(${sql.ref(column)}::json #>> ${sql.lit(`{${path.join(',')}}`)})::float8`,
  row_lock: sql`ORDER BY id FOR NO KEY UPDATE`,
  lockFleet: (tx, fleet_id) => lockName(tx, `motorpool.fleet.${fleet_id}`),
  lockClient: (tx, client_id) => lockName(tx, `motorpool.client.${client_id}`),
  lockEpochs: (tx) => lockName(tx, 'motorpool.epochs'),
  lockVehicles: async (tx, vehicle_ids) => {
    if (vehicle_ids.length === 0) return;
    await run(tx, 'SELECT 1 FROM vehicles WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE', [[...vehicle_ids]]);
  },
  insertRows: async (tx, table, columns, rows) => {
    if (rows.length === 0) return;
    const text = remembered(
      `pg insert ${table} ${columns.join()}`,
      () => `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${unnested(columns)})`,
    );
    await run(tx, text, transposed(columns, rows));
  },
  updateRows: async (tx, table, key, columns, rows, unchanged) => {
    if (rows.length === 0) return 0;
    const types = [key, ...columns, ...(unchanged ? [unchanged] : [])];
    const names = [key, ...columns, ...(unchanged ? ['former'] : [])];
    const text = remembered(
      `pg update ${table} ${types.join()} ${unchanged}`,
      () =>
        `UPDATE ${table} SET ${columns.map((column) => `${column} = given.${column}`).join(', ')} ` +
        `FROM (SELECT * FROM unnest(${unnested(types)}) AS row (${names.join(', ')})) AS given WHERE ${table}.${key} = given.${key}` +
        (unchanged ? ` AND ${table}.${unchanged} = given.former` : ''),
    );
    return run(tx, text, transposed(names, rows));
  },
  clearTraces: clearPostgresTraces,
  isUniqueViolation: (error) => codeOf(error) === '23505',
  isForeignKeyViolation: (error) => codeOf(error) === '23503',
  isTransient: (error) =>
    ['40001', '40P01', '57P01', '57P02', '57P03', '08006', '08003', 'ECONNREFUSED', 'ECONNRESET'].includes(codeOf(error)),
};
