import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type RestoreEpochRow = Selectable<Schema['restore_epochs']>;

export const findRestoreEpoch = async (db: Query, place_id: string): Promise<RestoreEpochRow | undefined> =>
  db.selectFrom('restore_epochs').selectAll().where('place_id', '=', place_id).executeTakeFirst();

/** Of all other places. */
export const listOtherRestoreEpochs = async (db: Query, place_id: string): Promise<RestoreEpochRow[]> =>
  db.selectFrom('restore_epochs').selectAll().where('place_id', '<>', place_id).execute();

/** Keeps other processes of the place from renewing it until the transaction ends. */
export const lockRestoreEpoch = async (tx: Query, place_id: string): Promise<RestoreEpochRow | undefined> =>
  tx
    .updateTable('restore_epochs')
    .set(({ ref }) => ({ epoch: ref('epoch') }))
    .where('place_id', '=', place_id)
    .returningAll()
    .executeTakeFirst();

export const putRestoreEpoch = async (tx: Query, row: RestoreEpochRow): Promise<void> => {
  const { epoch, renewed_at } = row;
  await tx
    .insertInto('restore_epochs')
    .values(row)
    .onConflict((conflict) => conflict.column('place_id').doUpdateSet({ epoch, renewed_at }))
    .execute();
};

export const deleteRestoreEpochs = async (tx: Query): Promise<void> => {
  await tx.deleteFrom('restore_epochs').execute();
};
