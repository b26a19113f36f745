import type { Query } from '#server/db/dialect.ts';

/** Where the named reader stands in the fleet's log; undefined for a new reader. */
export const findCursor = async (db: Query, name: string, fleet_id: string): Promise<number | undefined> => {
  const row = await db
    .selectFrom('cursors')
    .select('sequence')
    .where('name', '=', name)
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst();
  return row?.sequence;
};

export const upsertCursor = async (db: Query, name: string, fleet_id: string, sequence: number): Promise<void> => {
  await db
    .insertInto('cursors')
    .values({ name, fleet_id, sequence })
    .onConflict((conflict) => conflict.columns(['name', 'fleet_id']).doUpdateSet({ sequence }))
    .execute();
};
