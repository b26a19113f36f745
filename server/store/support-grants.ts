import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type SupportGrantRow = Selectable<Schema['support_grants']>;

export const insertSupportGrant = async (tx: Query, row: Insertable<Schema['support_grants']>): Promise<void> => {
  await tx.insertInto('support_grants').values(row).execute();
};

/** Newest first. */
export const listSupportGrants = async (
  db: Query,
  fleet_id: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<SupportGrantRow[]> => {
  const rows = db.selectFrom('support_grants').selectAll().where('fleet_id', '=', fleet_id);
  return (before === undefined ? rows : rows.where('id', '<', before)).orderBy('id', 'desc').limit(limit).execute();
};

export const findSupportGrant = async (db: Query, fleet_id: string, id: string): Promise<SupportGrantRow | undefined> =>
  db.selectFrom('support_grants').selectAll().where('fleet_id', '=', fleet_id).where('id', '=', id).executeTakeFirst();

/** What lets the person in at the moment, into fleets that he does not belong to. */
export const listRunningGrants = async (db: Query, user_id: string, now: string): Promise<SupportGrantRow[]> =>
  db
    .selectFrom('support_grants')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('fleet_id')
    .execute();

/** Those whose time is over and of which nobody has been told. */
export const listExpiredGrants = async (db: Query, now: string, limit: number): Promise<SupportGrantRow[]> =>
  db
    .selectFrom('support_grants')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', now)
    .orderBy('id')
    .limit(limit)
    .execute();

/** False: it had ended already. */
export const endSupportGrant = async (tx: Query, id: string, ended_at: string): Promise<boolean> => {
  const ended = await tx
    .updateTable('support_grants')
    .set({ ended_at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
};
