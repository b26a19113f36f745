/** The audit log as a chain: entries in the order of their numbers, each with its seal. */
import { sql } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { AuditLogRow } from './audit-log.ts';

export interface ChainHead {
  audit_seq: number;
  seal: string;
}

export type ChainRow = AuditLogRow & { seal: string | null };

/** How many entries each fleet has. */
export const listAuditSequences = async (db: Query): Promise<{ fleet_id: string; last_seq: number }[]> =>
  db.selectFrom('audit_sequences').selectAll().orderBy('fleet_id').execute();

export const findLastSeal = async (db: Query, fleet_id: string): Promise<ChainHead | undefined> =>
  db
    .selectFrom('audit_seals')
    .select(['audit_seq', 'seal'])
    .where('fleet_id', '=', fleet_id)
    .orderBy('audit_seq', 'desc')
    .limit(1)
    .executeTakeFirst();

export const findSeal = async (db: Query, fleet_id: string, audit_seq: number): Promise<string | undefined> => {
  const found = await db
    .selectFrom('audit_seals')
    .select('seal')
    .where('fleet_id', '=', fleet_id)
    .where('audit_seq', '=', audit_seq)
    .executeTakeFirst();
  return found?.seal;
};

export const listEntriesAfter = async (db: Query, fleet_id: string, audit_seq: number, limit: number): Promise<AuditLogRow[]> =>
  db
    .selectFrom('audit_log')
    .selectAll()
    .where('fleet_id', '=', fleet_id)
    .where('audit_seq', '>', audit_seq)
    .orderBy('audit_seq')
    .limit(limit)
    .execute();

/** In the order of their numbers, as they stand; `after` is the number and id of the last one read. */
export const listChain = async (
  db: Query,
  fleet_id: string,
  after: { audit_seq: number; id: string },
  limit: number,
): Promise<ChainRow[]> =>
  db
    .selectFrom('audit_log')
    .leftJoin('audit_seals', (join) =>
      join.onRef('audit_seals.fleet_id', '=', 'audit_log.fleet_id').onRef('audit_seals.audit_seq', '=', 'audit_log.audit_seq'),
    )
    .selectAll('audit_log')
    .select('audit_seals.seal')
    .where('audit_log.fleet_id', '=', fleet_id)
    .where(sql<boolean>`(audit_log.audit_seq, audit_log.id) > (${after.audit_seq}, ${after.id})`)
    .orderBy('audit_log.audit_seq')
    .orderBy('audit_log.id')
    .limit(limit)
    .execute();

/** Ids of entries that never got a number as Motorpool gives it. */
export const listUnnumbered = async (db: Query, fleet_id: string, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('audit_log')
    .select('id')
    .where('fleet_id', '=', fleet_id)
    .where((row) => row.or([row('audit_seq', 'is', null), row('audit_seq', '<', 1)]))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** What stands there already stays: it shows when the log is verified. */
export const insertSeals = async (tx: Query, rows: readonly { fleet_id: string; audit_seq: number; seal: string }[]): Promise<void> => {
  if (rows.length === 0) return;
  await tx
    .insertInto('audit_seals')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
