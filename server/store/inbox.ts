import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type InboxRow = Selectable<Schema['inbox_entries']>;
interface Owner {
  user_id: string;
  fleet_id: string;
}

/** What a person was told already is not told again. Beyond the newest `kept` of a person the oldest go. */
export const insertInboxEntries = async (tx: Query, rows: readonly Insertable<Schema['inbox_entries']>[], kept: number): Promise<void> => {
  for (let at = 0; at < rows.length; at += 100)
    await tx
      .insertInto('inbox_entries')
      .values(rows.slice(at, at + 100))
      .onConflict((conflict) => conflict.columns(['user_id', 'source_id', 'event_id']).doNothing())
      .execute();
  for (const user_id of new Set(rows.map((row) => row.user_id))) {
    const beyond = tx.selectFrom('inbox_entries').select('id').where('user_id', '=', user_id).orderBy('id', 'desc').offset(kept).limit(100);
    await tx.deleteFrom('inbox_entries').where('id', 'in', beyond).execute();
  }
};

const ownEntries = (db: Query, { user_id, fleet_id }: Owner) =>
  db.selectFrom('inbox_entries').where('user_id', '=', user_id).where('fleet_id', '=', fleet_id);

/** Newest first. */
export const listInboxEntries = async (
  db: Query,
  owner: Owner,
  { unread, before_id, limit }: { unread?: boolean | undefined; before_id?: string | undefined; limit: number },
): Promise<InboxRow[]> => {
  let query = ownEntries(db, owner).selectAll();
  if (unread) query = query.where('read_at', 'is', null);
  if (before_id) query = query.where('id', '<', before_id);
  return query.orderBy('id', 'desc').limit(limit).execute();
};

export const countUnreadEntries = async (db: Query, owner: Owner): Promise<number> => {
  const row = await ownEntries(db, owner)
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** False when there is no such entry of the person. */
export const markInboxEntry = async (tx: Query, { user_id, fleet_id }: Owner, id: string, read_at: string | null): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('inbox_entries')
    .set({ read_at })
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
};

export const markInboxRead = async (
  tx: Query,
  { user_id, fleet_id }: Owner,
  through: string | undefined,
  read_at: string,
): Promise<void> => {
  let query = tx
    .updateTable('inbox_entries')
    .set({ read_at })
    .where('user_id', '=', user_id)
    .where('fleet_id', '=', fleet_id)
    .where('read_at', 'is', null);
  if (through) query = query.where('id', '<=', through);
  await query.execute();
};

export const deleteInboxEntriesBefore = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('inbox_entries').where('created_at', '<', before).execute();
};
