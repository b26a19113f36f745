import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type SecondFactorRow = Selectable<Schema['second_factors']>;

export const findSecondFactor = async (db: Query, user_id: string): Promise<SecondFactorRow | undefined> =>
  db.selectFrom('second_factors').selectAll().where('user_id', '=', user_id).executeTakeFirst();

/** Begins anew, whatever was begun before. */
export const startSecondFactor = async (tx: Query, row: Insertable<Schema['second_factors']>): Promise<void> => {
  await deleteSecondFactor(tx, row.user_id);
  await tx.insertInto('second_factors').values(row).execute();
};

export const enableSecondFactor = async (tx: Query, user_id: string, enabled_at: string): Promise<void> => {
  await tx.updateTable('second_factors').set({ enabled_at }).where('user_id', '=', user_id).execute();
};

/** Whether the step is later than the last that was taken; of two who bring the same code, one is first. */
export const takeStep = async (tx: Query, user_id: string, step: number): Promise<boolean> => {
  const taken = await tx
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', user_id)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
};

/** Whether it was there; it is gone now. */
export const takeRecoveryCode = async (tx: Query, user_id: string, code_hash: string): Promise<boolean> => {
  const taken = await tx
    .deleteFrom('recovery_codes')
    .where('user_id', '=', user_id)
    .where('code_hash', '=', code_hash)
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
};

export const replaceRecoveryCodes = async (tx: Query, user_id: string, code_hashes: readonly string[]): Promise<void> => {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', user_id).execute();
  const rows = code_hashes.map((code_hash) => ({ user_id, code_hash }));
  if (rows.length > 0) await tx.insertInto('recovery_codes').values(rows).execute();
};

export const countRecoveryCodes = async (db: Query, user_id: string): Promise<number> => {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Gives whether there was one in use. */
export const deleteSecondFactor = async (tx: Query, user_id: string): Promise<boolean> => {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', user_id).execute();
  const gone = await tx.deleteFrom('second_factors').where('user_id', '=', user_id).returning('enabled_at').executeTakeFirst();
  return typeof gone?.enabled_at === 'string';
};
