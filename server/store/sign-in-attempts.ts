import type { Query } from '#server/db/dialect.ts';

/** Failed tries under a key within its window. */
export const getAttempts = async (db: Query, key: string, now: string): Promise<number> => {
  const row = await db
    .selectFrom('sign_in_attempts')
    .select('points')
    .where('key', '=', key)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.points ?? 0;
};

/** Counts one failed try; the first one of a window sets its end. */
export const addAttempt = async (tx: Query, key: string, now: string, expires_at: string): Promise<void> => {
  await tx.deleteFrom('sign_in_attempts').where('expires_at', '<=', now).execute();
  await tx
    .insertInto('sign_in_attempts')
    .values({ key, points: 1, expires_at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(({ ref, eb }) => ({ points: eb(ref('sign_in_attempts.points'), '+', 1) })))
    .execute();
};

export const clearAttempts = async (tx: Query, key: string): Promise<void> => {
  await tx.deleteFrom('sign_in_attempts').where('key', '=', key).execute();
};
