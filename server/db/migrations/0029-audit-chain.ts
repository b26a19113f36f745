import { type Kysely, sql } from 'kysely';
import { newDetailDigest } from '#server/audit-digest.ts';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

const batch = 1000;

const columns = [
  'ALTER TABLE audit_log ADD COLUMN audit_seq BIGINT',
  "ALTER TABLE audit_log ADD COLUMN detail_salt TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE audit_log ADD COLUMN detail_digest TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE audit_log ADD COLUMN support_grant_id TEXT',
  'CREATE TABLE audit_sequences (fleet_id TEXT PRIMARY KEY, last_seq BIGINT NOT NULL)',
  'CREATE TABLE audit_seals (fleet_id TEXT NOT NULL, audit_seq BIGINT NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (fleet_id, audit_seq))',
  'CREATE UNIQUE INDEX audit_log_numbering ON audit_log (id)',
];

/** Entries from before are numbered in their order; the gateway seals them when it starts. */
const numberEntries = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  const fleets = await db.selectFrom('audit_log').select('fleet_id').distinct().execute();
  for (const { fleet_id } of fleets) {
    let [last_seq, last_id] = [0, ''];
    for (;;) {
      const found = await db
        .selectFrom('audit_log')
        .select(['id', 'detail'])
        .where('fleet_id', '=', fleet_id)
        .where('id', '>', last_id)
        .orderBy('id')
        .limit(batch)
        .execute();
      const rows = found.map(({ id, detail }, index) => {
        const { detail_salt, detail_digest } = newDetailDigest(detail);
        return [id, last_seq + 1 + index, detail_salt, detail_digest];
      });
      await dialect.updateRows(db, 'audit_log', 'id', ['audit_seq', 'detail_salt', 'detail_digest'], rows);
      last_seq += found.length;
      last_id = found.at(-1)?.id ?? last_id;
      if (found.length < batch) break;
    }
    await db.insertInto('audit_sequences').values({ fleet_id, last_seq }).execute();
  }
};

export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  for (const statement of columns) await sql.raw(statement).execute(db);
  await numberEntries(db, dialect);
  const rest = ['DROP INDEX audit_log_numbering', 'CREATE UNIQUE INDEX audit_log_by_seq ON audit_log (fleet_id, audit_seq)'];
  for (const statement of [...rest, ...dialect.audit_triggers]) await sql.raw(statement).execute(db);
};
