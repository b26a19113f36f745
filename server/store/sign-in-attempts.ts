import type { Query } from '#server/db/dialect.ts';

/** Counts one try under the key and returns how many there are in its window, which the first one opens. Tries at the same time each get their number. */
export const addAttempt = async (tx: Query, key: string, now: string, expires_at: string): Promise<number> => {
  const row = await tx
    .insertInto('sign_in_attempts')
    .values({ key, points: 1, expires_at })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet(({ ref, eb }) => {
        const over = eb('sign_in_attempts.expires_at', '<=', now);
        return {
          points: eb
            .case()
            .when(over)
            .then(1)
            .else(eb(ref('sign_in_attempts.points'), '+', 1))
            .end(),
          expires_at: eb.case().when(over).then(expires_at).else(ref('sign_in_attempts.expires_at')).end(),
        };
      }),
    )
    .returning('points')
    .executeTakeFirstOrThrow();
  return row.points;
};

/** Takes one try back: it was no failure. */
export const returnAttempt = async (tx: Query, key: string): Promise<void> => {
  await tx
    .updateTable('sign_in_attempts')
    .set(({ eb }) => ({ points: eb('points', '-', 1) }))
    .where('key', '=', key)
    .where('points', '>', 0)
    .execute();
};

/** Forgets the key, and whatever is over. */
export const clearAttempts = async (tx: Query, key: string, now: string): Promise<void> => {
  await tx
    .deleteFrom('sign_in_attempts')
    .where((row) => row.or([row('key', '=', key), row('expires_at', '<=', now)]))
    .execute();
};

export const deleteExpiredAttempts = async (tx: Query, now: string): Promise<void> => {
  await tx.deleteFrom('sign_in_attempts').where('expires_at', '<=', now).execute();
};
