import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type ProcessReportRow = Selectable<Schema['process_reports']>;

export const upsertProcessReport = async (tx: Query, row: ProcessReportRow): Promise<void> => {
  const { reported_at, figures } = row;
  await tx
    .insertInto('process_reports')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ reported_at, figures }))
    .execute();
};

/** Those that speak, and those that have stopped lately. */
export const listProcessReports = async (db: Query): Promise<ProcessReportRow[]> =>
  db.selectFrom('process_reports').selectAll().orderBy('kind').orderBy('started_at', 'desc').execute();

export const deleteProcessReportsBefore = async (tx: Query, reported_at: string): Promise<void> => {
  await tx.deleteFrom('process_reports').where('reported_at', '<', reported_at).execute();
};
