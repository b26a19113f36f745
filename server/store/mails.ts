import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type MailRow = Selectable<Schema['mails']>;

export const insertMail = async (tx: Query, row: Insertable<Schema['mails']>): Promise<void> => {
  await tx.insertInto('mails').values(row).execute();
};

export const findMail = async (db: Query, id: string): Promise<MailRow | undefined> =>
  db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();

/** Longest waiting first. */
export const listDueMails = async (db: Query, now: string, limit: number): Promise<MailRow[]> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('status', '=', 'PENDING')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Of the fleet; of no fleet where its id is empty. */
export const countWaitingMails = async (db: Query, fleet_id: string): Promise<number> => {
  const row = await db
    .selectFrom('mails')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('fleet_id', '=', fleet_id)
    .where('status', '=', 'PENDING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

/** False when it is no longer waiting. */
export const updateWaitingMail = async (tx: Query, id: string, changes: Updateable<Schema['mails']>): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('mails')
    .set(changes)
    .where('id', '=', id)
    .where('status', '=', 'PENDING')
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
};

/** Gives up all that wait, emptied; returns the fleet of each. */
export const endWaitingMails = async (tx: Query, finished_at: string, error: string): Promise<string[]> => {
  const ended = await tx
    .updateTable('mails')
    .set({ status: 'FAILED', next_attempt_at: null, finished_at, error, recipient: '', sealed_content: '' })
    .where('status', '=', 'PENDING')
    .returning('fleet_id')
    .execute();
  return ended.map(({ fleet_id }) => fleet_id);
};

export const deleteMail = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('mails').where('id', '=', id).execute();
};

export const deleteMailsBefore = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('mails').where('created_at', '<', before).execute();
};

/** How the mails of a fleet fared since an instant: newest first, those that wait and have failed once included. */
export const listMailOutcomes = async (db: Query, fleet_id: string, since: string) =>
  db
    .selectFrom('mails')
    .select(['status', 'error', 'reply_code', 'finished_at', 'attempts', 'created_at'])
    .where('fleet_id', '=', fleet_id)
    .where('created_at', '>=', since)
    .orderBy('id', 'desc')
    .limit(1000)
    .execute();
