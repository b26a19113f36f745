import type { Query } from '#server/db/dialect.ts';

export interface RateSpend {
  process_id: string;
  bucket_key: string;
  /** Points since the row began. */
  spent: number;
}

export const upsertRateSpends = async (tx: Query, rows: readonly RateSpend[], noted_at: string): Promise<void> => {
  if (rows.length === 0) return;
  await tx
    .insertInto('rate_spends')
    .values(rows.map((row) => ({ ...row, noted_at })))
    .onConflict((conflict) =>
      conflict.columns(['process_id', 'bucket_key']).doUpdateSet(({ ref }) => ({ spent: ref('excluded.spent'), noted_at })),
    )
    .execute();
};

export const listRateSpendsOfOthers = async (db: Query, process_id: string): Promise<RateSpend[]> =>
  db.selectFrom('rate_spends').select(['process_id', 'bucket_key', 'spent']).where('process_id', '<>', process_id).execute();

export const deleteRateSpendsBefore = async (tx: Query, noted_at: string): Promise<void> => {
  await tx.deleteFrom('rate_spends').where('noted_at', '<', noted_at).execute();
};
