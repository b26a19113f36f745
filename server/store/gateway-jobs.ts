import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type GatewayJobRow = Selectable<Schema['gateway_jobs']>;

export const insertGatewayJob = async (tx: Query, row: Insertable<Schema['gateway_jobs']>): Promise<void> => {
  await tx.insertInto('gateway_jobs').values(row).execute();
};

export const findGatewayJob = async (db: Query, id: string): Promise<GatewayJobRow | undefined> =>
  db.selectFrom('gateway_jobs').selectAll().where('id', '=', id).executeTakeFirst();

export const listRequestedJobs = async (db: Query): Promise<GatewayJobRow[]> =>
  db.selectFrom('gateway_jobs').selectAll().where('status', '=', 'REQUESTED').orderBy('id').limit(100).execute();

/** The input may hold sealed secrets: it goes with the job's end. */
export const finishGatewayJob = async (tx: Query, id: string, result: string, finished_at: string): Promise<void> => {
  await tx.updateTable('gateway_jobs').set({ status: 'DONE', result, input: '{}', finished_at }).where('id', '=', id).execute();
};

export const deleteExpiredJobs = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('gateway_jobs').where('expires_at', '<', before).execute();
};
