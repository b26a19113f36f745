import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ReportIntervalRow = Selectable<Schema['report_intervals']>;

/** Of all models and modes: some hundreds. */
export const listReportIntervals = async (db: Query): Promise<ReportIntervalRow[]> =>
  (await db.selectFrom('report_intervals').selectAll().execute()).map((row) => ({
    ...row,
    expected_interval_seconds: Number(row.expected_interval_seconds),
    samples: Number(row.samples),
  }));

export const upsertReportInterval = async (tx: Query, row: Insertable<Schema['report_intervals']>): Promise<void> => {
  const { expected_interval_seconds, samples, buckets, updated_at } = row;
  await tx
    .insertInto('report_intervals')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['vehicle_model_id', 'mode']).doUpdateSet({ expected_interval_seconds, samples, buckets, updated_at }),
    )
    .execute();
};
