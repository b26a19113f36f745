import { sql } from 'kysely';
import type { Db } from './connect.ts';

export interface TableShape {
  name: string;
  /** Those that hold data: generated ones are made again by themselves. */
  columns: string[];
  /** Of them, those of floating numbers, which each database writes in its own way. */
  floating: string[];
  /** Column that numbers new rows. */
  numbered_by?: string;
}

interface Found {
  tables: { name: string }[];
  columns: { table: string; name: string; type: string; generated: boolean }[];
  references: { from: string; to: string }[];
  numbered: { table: string; column: string }[];
}

const findInSqlite = async ({ read }: Db): Promise<Found> => {
  const tables = await sql<{ name: string }>`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'kysely\\_%' ESCAPE '\\'`.execute(read);
  const columns = await sql<{ table: string; name: string; type: string; hidden: number }>`
    SELECT t.name AS "table", c.name, c.type, c.hidden FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' ORDER BY c.cid`.execute(read);
  const references = await sql<{ from: string; to: string }>`
    SELECT t.name AS "from", f."table" AS "to" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f
    WHERE t.schema = 'main' AND t.type = 'table'`.execute(read);
  const numbered = await sql<{ table: string; column: string }>`
    SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.sql LIKE '%AUTOINCREMENT%' AND c.pk = 1`.execute(read);
  return {
    tables: tables.rows,
    columns: columns.rows.map(({ hidden, ...column }) => ({ ...column, generated: hidden !== 0 })),
    references: references.rows,
    numbered: numbered.rows,
  };
};

const findInPostgres = async ({ read }: Db): Promise<Found> => {
  const tables = await sql<{ name: string }>`SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()
    AND tablename NOT LIKE 'kysely\\_%'`.execute(read);
  const columns = await sql<{ table: string; name: string; type: string; generated: boolean }>`
    SELECT c.relname::text AS "table", a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attgenerated <> '' AS generated
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum`.execute(read);
  const references = await sql<{ from: string; to: string }>`
    SELECT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`.execute(read);
  const numbered = await sql<{ table: string; column: string }>`
    SELECT table_name::text AS "table", column_name::text AS "column" FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_default LIKE 'nextval%'`.execute(read);
  return { tables: tables.rows, columns: columns.rows, references: references.rows, numbered: numbered.rows };
};

/** What others refer to comes first. */
const inInsertOrder = (names: readonly string[], references: Found['references']): string[] => {
  const ordered: string[] = [];
  const waiting = new Set([...names].sort());
  while (waiting.size > 0) {
    const free = [...waiting].filter((name) => references.every(({ from, to }) => from !== name || to === name || !waiting.has(to)));
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...waiting].join(', ')}.`);
    for (const name of free) waiting.delete(name);
    ordered.push(...free);
  }
  return ordered;
};

/** Every table that holds data of ours, in an order in which foreign keys let them be filled. */
export const listTables = async (db: Db): Promise<TableShape[]> => {
  const found = db.dialect.name === 'sqlite' ? await findInSqlite(db) : await findInPostgres(db);
  const names = found.tables.map(({ name }) => name);
  return inInsertOrder(names, found.references).map((table) => {
    const own = found.columns.filter((column) => column.table === table && !column.generated);
    const numbered_by = found.numbered.find((one) => one.table === table)?.column;
    return {
      name: table,
      columns: own.map(({ name }) => name),
      floating: own.filter(({ type }) => /^(real|double)/i.test(type)).map(({ name }) => name),
      ...(numbered_by !== undefined && { numbered_by }),
    };
  });
};

export const countRows = async (db: Db, table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.id(table)}`.execute(db.read);
  return Number(rows[0]?.count ?? 0);
};

/** Names of the migrations that the database has taken; none for one without tables. */
export const listSteps = async (db: Db): Promise<string[]> => {
  const is_there =
    db.dialect.name === 'sqlite'
      ? sql<{ there: number }>`SELECT count(*) AS there FROM sqlite_schema WHERE name = 'kysely_migration'`
      : sql<{
          there: number;
        }>`SELECT count(*) AS there FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'kysely_migration'`;
  if (Number((await is_there.execute(db.read)).rows[0]?.there) === 0) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db.read);
  return rows.map(({ name }) => name);
};
