import type { Query } from '#server/db/dialect.ts';

/** Stores the value unless there is one; gives the one that is stored. */
export const keepMeta = async (tx: Query, key: string, value: string): Promise<string> => {
  await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return (await tx.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirstOrThrow()).value;
};
