import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestApp } from './app.fixture.ts';

/** The forms in which a secret could lie about: plain, encoded, and in halves. */
const formsOf = (canary: string): string[] => {
  const bytes = Buffer.from(canary);
  const half = Math.floor(canary.length / 2);
  // Base64 looks different at each of three offsets; the middle of it does not depend on what stands around.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    canary,
    bytes.toString('hex'),
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
    canary.slice(0, half),
    canary.slice(half),
    ...base64,
  ];
};

/** Forms of the canary that occur in the bytes. */
export const findCanary = (bytes: Buffer, canary: string): string[] => formsOf(canary).filter((form) => bytes.includes(form));

/** Every byte at rest: all files of the installation, its keys aside, and every table of a PostgreSQL. */
export const readAtRest = async ({ app, data_dir, database_url }: TestApp): Promise<Buffer> => {
  const files = readdirSync(data_dir, { withFileTypes: true }).filter((entry) => entry.isFile());
  const parts = files.map((entry) => readFileSync(join(data_dir, entry.name)));
  if (database_url) {
    const tables = await sql<{ tablename: string }>`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`.execute(app.db.read);
    for (const { tablename } of tables.rows) {
      const { rows } = await sql`SELECT * FROM ${sql.table(tablename)}`.execute(app.db.read);
      parts.push(Buffer.from(JSON.stringify(rows)));
    }
  }
  return Buffer.concat(parts);
};
