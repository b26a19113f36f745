/** Rows as lines of PostgreSQL's COPY text format: what both databases can be compared by, and what is moved from one to the other. */
import { createHash } from 'node:crypto';
import type { PostgresClient, SqliteFile } from './connect.ts';
import { copyOut } from './copy.ts';
import type { TableShape } from './tables.ts';

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v' };

const field = (value: unknown): string => {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (typeof value !== 'string') throw new Error(`A value of kind ${typeof value} has no place in a table of ours.`);
  if (value.includes('\0')) throw new Error('A text with a NUL character, which PostgreSQL cannot hold.');
  return value.replace(/[\\\t\n\r\b\f\v]/g, (sign) => escapes[sign] ?? sign);
};

/** In quotes: a column may be called `order`. */
export const columnList = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

const rows_at_once = 500;

/** The table's rows, some hundred lines at a time. */
export function* readSqliteLines(database: SqliteFile, { name, columns }: TableShape): Generator<string[]> {
  let lines: string[] = [];
  for (const row of database
    .prepare(`SELECT ${columnList(columns)} FROM "${name}"`)
    .raw()
    .iterate()) {
    try {
      lines.push((row as unknown[]).map(field).join('\t'));
    } catch (error) {
      throw new Error(`Table ${name}: ${error instanceof Error ? error.message : error}`);
    }
    if (lines.length < rows_at_once) continue;
    yield lines;
    lines = [];
  }
  yield lines;
}

const readPostgresLines = async (
  client: PostgresClient,
  { name, columns, floating }: TableShape,
  take: (line: string) => void,
): Promise<void> => {
  const places = floating.map((column) => columns.indexOf(column));
  /** `1e-07` here is `1e-7` there. */
  const inOurForm = (line: string): string => {
    if (places.length === 0) return line;
    const fields = line.split('\t');
    for (const place of places) if (fields[place] !== '\\N') fields[place] = String(Number(fields[place]));
    return fields.join('\t');
  };
  let rest = '';
  const decoder = new TextDecoder();
  await copyOut(client, `COPY "${name}" (${columnList(columns)}) TO STDOUT`, async (part) => {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(inOurForm(line));
  });
};

export interface Digest {
  rows: number;
  /** Says the same for the same rows in any order, on either database. */
  digest: string;
}

/** Adds up the hashes of lines, in lanes of 32 bits. */
export const createDigest = () => {
  const lanes = new Uint32Array(8);
  let rows = 0;
  return {
    add: (line: string) => {
      rows += 1;
      const hash = createHash('sha256').update(line).digest();
      for (let lane = 0; lane < lanes.length; lane += 1) lanes[lane] = ((lanes[lane] ?? 0) + hash.readUInt32LE(lane * 4)) >>> 0;
    },
    result: (): Digest => ({ rows, digest: Buffer.from(lanes.buffer).toString('hex') }),
  };
};

export const digestSqliteTable = (database: SqliteFile, table: TableShape): Digest => {
  const digest = createDigest();
  for (const lines of readSqliteLines(database, table)) for (const line of lines) digest.add(line);
  return digest.result();
};

export const digestPostgresTable = async (client: PostgresClient, table: TableShape): Promise<Digest> => {
  const digest = createDigest();
  await readPostgresLines(client, table, digest.add);
  return digest.result();
};
