import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type SavedViewRow = Selectable<Schema['saved_views']>;

export const insertSavedView = async (tx: Query, row: Insertable<Schema['saved_views']>): Promise<void> => {
  await tx.insertInto('saved_views').values(row).execute();
};

export const findSavedView = async (db: Query, id: string): Promise<SavedViewRow | undefined> =>
  db.selectFrom('saved_views').selectAll().where('id', '=', id).executeTakeFirst();

/** Those of a person and the shared ones. */
export const listSavedViews = async (db: Query, fleet_id: string, person_id: string): Promise<SavedViewRow[]> =>
  db
    .selectFrom('saved_views')
    .selectAll()
    .where('fleet_id', '=', fleet_id)
    .where((row) => row.or([row('owner_id', '=', person_id), row('shared', '=', 1)]))
    .orderBy('id')
    .execute();

export const updateSavedView = async (tx: Query, id: string, changes: Updateable<Schema['saved_views']>): Promise<void> => {
  await tx.updateTable('saved_views').set(changes).where('id', '=', id).execute();
};

/** It is nobody's default any more. */
export const deleteSavedView = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('saved_views').where('id', '=', id).execute();
};

export const findDefaultView = async (db: Query, fleet_id: string, person_id: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('default_views')
      .select('view_id')
      .where('fleet_id', '=', fleet_id)
      .where('person_id', '=', person_id)
      .executeTakeFirst()
  )?.view_id;

/** In place of the one before. */
export const insertDefaultView = async (tx: Query, row: Schema['default_views']): Promise<void> => {
  await tx
    .insertInto('default_views')
    .values(row)
    .onConflict((conflict) => conflict.columns(['fleet_id', 'person_id']).doUpdateSet({ view_id: row.view_id }))
    .execute();
};

/** Of this person, when it is this view. */
export const deleteDefaultView = async (tx: Query, { fleet_id, person_id, view_id }: Schema['default_views']): Promise<void> => {
  await tx
    .deleteFrom('default_views')
    .where('fleet_id', '=', fleet_id)
    .where('person_id', '=', person_id)
    .where('view_id', '=', view_id)
    .execute();
};
