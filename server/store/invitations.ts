import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type InvitationRow = Selectable<Schema['invitations']>;

export const insertInvitation = async (tx: Query, row: Insertable<Schema['invitations']>): Promise<void> => {
  await tx.insertInto('invitations').values(row).execute();
};

export const listInvitations = async (
  db: Query,
  fleet_id: string,
  { now, after = '', limit }: { now: string; after?: string | undefined; limit: number },
): Promise<InvitationRow[]> =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('fleet_id', '=', fleet_id)
    .where('expires_at', '>', now)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

export const findInvitationByToken = async (db: Query, token_hash: string, now: string): Promise<InvitationRow | undefined> =>
  db.selectFrom('invitations').selectAll().where('token_hash', '=', token_hash).where('expires_at', '>', now).executeTakeFirst();

export const findInvitationOf = async (db: Query, fleet_id: string, email: string, now: string): Promise<InvitationRow | undefined> =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('fleet_id', '=', fleet_id)
    .where('email', '=', email)
    .where('expires_at', '>', now)
    .executeTakeFirst();

/** Gives what was there. Of two who take the same one, the second gets nothing. */
export const takeInvitation = async (tx: Query, fleet_id: string, id: string): Promise<InvitationRow | undefined> =>
  tx.deleteFrom('invitations').where('fleet_id', '=', fleet_id).where('id', '=', id).returningAll().executeTakeFirst();

/** Who may invite nobody any more leaves no invitation behind that he could accept himself. */
export const keepInvitationsOf = async (tx: Query, fleet_id: string, managers: readonly string[]): Promise<void> => {
  await tx.deleteFrom('invitations').where('fleet_id', '=', fleet_id).where('invited_by_id', 'not in', managers).execute();
};

/** Links that nobody used in time. */
export const deleteExpiredLinks = async (tx: Query, now: string): Promise<void> => {
  await tx.deleteFrom('invitations').where('expires_at', '<=', now).execute();
  await tx.deleteFrom('password_resets').where('expires_at', '<=', now).execute();
};

/** The one link of the person: an earlier one ends. */
export const replacePasswordReset = async (tx: Query, row: Insertable<Schema['password_resets']>): Promise<void> => {
  await deletePasswordResets(tx, row.user_id);
  await tx.insertInto('password_resets').values(row).execute();
};

export const deletePasswordResets = async (tx: Query, user_id: string): Promise<void> => {
  await tx.deleteFrom('password_resets').where('user_id', '=', user_id).execute();
};

export const findPasswordReset = async (db: Query, token_hash: string, now: string) =>
  db
    .selectFrom('password_resets')
    .innerJoin('users', 'users.id', 'password_resets.user_id')
    .select(['users.id as user_id', 'users.email', 'users.name'])
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();

/** The person whose link it was; undefined for one that is over, unknown or used. */
export const takePasswordReset = async (tx: Query, token_hash: string, now: string): Promise<string | undefined> => {
  const taken = await tx
    .deleteFrom('password_resets')
    .where('token_hash', '=', token_hash)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst();
  return taken?.user_id;
};
