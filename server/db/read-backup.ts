/** What a backup is made of: a copy of the SQLite file in one step, or the rows of all PostgreSQL tables as one transaction sees them. */
import { connectPostgres, type Db, openSqliteCopy, openSqliteFile } from './connect.ts';
import { copyOut } from './copy.ts';
import { columnList } from './copy-lines.ts';
import { listSteps, listTables } from './tables.ts';

export interface TableCount {
  name: string;
  columns: string[];
  rows: number;
}

export interface Copied {
  steps: string[];
  tables: TableCount[];
}

/**
 * Writes a complete, consistent copy to a new file, while others write. In one step: a copy in steps begins anew at each foreign commit and never ends
 * under load (measured: not within 10 s at 50 commits a second).
 */
export const copySqliteFile = async (db: Db, source: string, target: string): Promise<Copied> => {
  const shapes = await listTables(db);
  const database = openSqliteFile(source, false);
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  const copy = openSqliteCopy(target);
  try {
    const count = (name: string) => copy.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number;
    return {
      steps: copy.prepare('SELECT name FROM kysely_migration ORDER BY name').pluck().all() as string[],
      tables: shapes.map(({ name, columns }) => ({ name, columns, rows: count(name) })),
    };
  } finally {
    copy.close();
  }
};

type Take = (table: string, parts: AsyncIterable<Buffer>) => Promise<void>;

/** A hand-over between the connection that brings parts and the file that takes them. */
const createHandOver = () => {
  let waiting: { part: Buffer | undefined; taken: () => void } | undefined;
  let arrived = Promise.withResolvers<void>();
  async function* parts(): AsyncGenerator<Buffer> {
    for (;;) {
      await arrived.promise;
      const { part, taken } = waiting ?? { part: undefined, taken: () => {} };
      arrived = Promise.withResolvers();
      if (part) yield part;
      taken();
      if (!part) return;
    }
  }
  const give = (part: Buffer | undefined): Promise<void> =>
    new Promise((taken) => {
      waiting = { part, taken };
      arrived.resolve();
    });
  return { parts: parts(), give };
};

/** Hands over every table as the text of COPY. All of them are of one moment: REPEATABLE READ reads one snapshot. */
export const copyPostgresTables = async (db: Db, url: string, take: Take): Promise<Copied> => {
  const shapes = await listTables(db);
  const steps = await listSteps(db);
  if (steps.length === 0) throw new Error('The database has no tables yet: there is nothing to back up.');
  const client = await connectPostgres(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
    if (rows.map(({ name }) => name).join() !== steps.join()) throw new Error('The schema is being changed; take the backup again.');
    const tables: TableCount[] = [];
    for (const { name, columns } of shapes) {
      const { parts, give } = createHandOver();
      const taking = take(name, parts);
      const copying = copyOut(client, `COPY "${name}" (${columnList(columns)}) TO STDOUT`, (part) =>
        Promise.race([give(part), taking]),
      ).then(async (count) => {
        await Promise.race([give(undefined), taking]);
        return count;
      });
      const [count] = await Promise.all([copying, taking]);
      tables.push({ name, columns, rows: count });
    }
    await client.query('COMMIT');
    return { steps, tables };
  } finally {
    await client.end();
  }
};
