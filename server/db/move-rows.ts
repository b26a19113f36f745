/** Copies every row of a SQLite file into an empty PostgreSQL database of the same schema, in one transaction, and compares what arrived. */
import { type Db, openSqliteFile, type SqliteFile } from './connect.ts';
import { createDigest, type Digest, digestPostgresTable, readSqliteLines } from './copy-lines.ts';
import { type Filling, fillTables } from './fill-tables.ts';
import { listTables, type TableShape } from './tables.ts';

/** Tables that stay, and why. */
export const left_behind: Record<string, string> = {
  vehicle_changes: 'the journal by which SQLite tells what changes; PostgreSQL notifies instead',
  restore_epochs: 'says which database a data folder knows; the new one is another',
};

export interface MovedTable extends Digest {
  name: string;
}

const movable = async (db: Db): Promise<TableShape[]> => (await listTables(db)).filter(({ name }) => !(name in left_behind));

const refuseOtherShape = (source: readonly TableShape[], target: readonly TableShape[]): void => {
  const shapeOf = (tables: readonly TableShape[]) => tables.map(({ name, columns }) => `${name}(${[...columns].sort().join()})`).sort();
  const [from, to] = [shapeOf(source), shapeOf(target)];
  const alone = [...from.filter((shape) => !to.includes(shape)), ...to.filter((shape) => !from.includes(shape))];
  if (alone.length > 0) throw new Error(`The schemas differ: ${alone.join('; ')}.`);
};

async function* toParts(database: SqliteFile, table: TableShape, add: (line: string) => void): AsyncGenerator<Buffer> {
  for (const lines of readSqliteLines(database, table)) {
    for (const line of lines) add(line);
    if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
  }
}

/** Nobody else may write to the source meanwhile. Throws, with the target as it was, when a table did not arrive as it left. */
export const moveRows = async (source: Db, source_file: string, target: Db, url: string): Promise<MovedTable[]> => {
  const shapes = await movable(source);
  refuseOtherShape(shapes, await movable(target));
  const database = openSqliteFile(source_file, false);
  try {
    database.exec('BEGIN IMMEDIATE');
    const digests = new Map(shapes.map(({ name }) => [name, createDigest()]));
    const fillings = shapes.map((table): Filling => {
      const rows = database.prepare(`SELECT count(*) FROM "${table.name}"`).pluck().get() as number;
      const add = (line: string) => digests.get(table.name)?.add(line);
      return { name: table.name, columns: table.columns, rows, parts: toParts(database, table, add) };
    });
    const moved: MovedTable[] = [];
    await fillTables(target, url, fillings, async (client, tables) => {
      for (const table of tables) {
        const own = shapes.find(({ name }) => name === table.name);
        if (!own) continue;
        const left = digests.get(own.name)?.result();
        const arrived = await digestPostgresTable(client, { ...table, columns: own.columns });
        if (left?.rows !== arrived.rows || left.digest !== arrived.digest) throw new Error(`Table ${own.name} did not arrive as it left.`);
        moved.push({ name: own.name, ...arrived });
      }
    });
    return moved;
  } finally {
    database.close();
  }
};
