/** Puts rows into a PostgreSQL database that has none: all of them or none of them. */
import { sql } from 'kysely';
import { connectPostgres, type Db, type PostgresClient } from './connect.ts';
import { copyIn } from './copy.ts';
import { columnList } from './copy-lines.ts';
import { countRows, listTables, type TableShape } from './tables.ts';

export interface Filling {
  name: string;
  columns: readonly string[];
  rows: number;
  parts: AsyncIterable<Buffer>;
}

/** Tables that hold rows. An empty schema counts as empty; what migrations wrote themselves is no data. */
export const findOccupiedTables = async (db: Db): Promise<string[]> => {
  const occupied: string[] = [];
  for (const { name } of await listTables(db)) if (name !== 'meta' && (await countRows(db, name)) > 0) occupied.push(name);
  return occupied;
};

const continueNumbers = async (client: PostgresClient, { name, numbered_by }: TableShape): Promise<void> => {
  if (numbered_by === undefined) return;
  await client.query(
    `SELECT setval(pg_get_serial_sequence($1, $2), greatest((SELECT coalesce(max("${numbered_by}"), 0) FROM "${name}"), 1),
      EXISTS (SELECT 1 FROM "${name}"))`,
    [`"${name}"`, numbered_by],
  );
};

/** `finish` runs in the same transaction, before it is committed. Foreign keys are checked as ever; triggers, which would tell of every row, are not fired. */
export const fillTables = async (
  db: Db,
  url: string,
  fillings: readonly Filling[],
  finish: (client: PostgresClient, tables: readonly TableShape[]) => Promise<void> = async () => {},
): Promise<void> => {
  const shapes = await listTables(db);
  const client = await connectPostgres(url);
  try {
    await client.query('BEGIN');
    for (const shape of shapes) {
      const filling = fillings.find(({ name }) => name === shape.name);
      await client.query(`DELETE FROM "${shape.name}"`);
      if (!filling) continue;
      await client.query(`ALTER TABLE "${shape.name}" DISABLE TRIGGER USER`);
      const rows = await copyIn(client, `COPY "${shape.name}" (${columnList(filling.columns)}) FROM STDIN`, filling.parts);
      if (rows !== filling.rows) throw new Error(`Table ${shape.name}: ${rows} rows instead of ${filling.rows}.`);
      await continueNumbers(client, shape);
      await client.query(`ALTER TABLE "${shape.name}" ENABLE TRIGGER USER`);
    }
    await finish(client, shapes);
    await client.query('COMMIT');
  } finally {
    // Without COMMIT the server undoes everything.
    await client.end();
  }
  await sql`ANALYZE`.execute(db.write);
};
