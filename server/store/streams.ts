import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type StreamRow = Selectable<Schema['streams']>;

export const upsertStream = async (tx: Query, row: StreamRow): Promise<void> => {
  await tx
    .insertInto('streams')
    .values(row)
    .onConflict((conflict) => conflict.columns(['credentials_id']).doUpdateSet(row))
    .execute();
};

export const findStream = async (db: Query, credentials_id: string): Promise<StreamRow | undefined> =>
  db.selectFrom('streams').selectAll().where('credentials_id', '=', credentials_id).executeTakeFirst();

/** How far each of the fleet's streams is read. */
export const listStreams = async (db: Query, fleet_id: string): Promise<StreamRow[]> =>
  db.selectFrom('streams').selectAll().where('fleet_id', '=', fleet_id).orderBy('credentials_id').execute();
