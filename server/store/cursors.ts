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

export const insertCursor = async (tx: Query, name: string, fleet_id: string, sequence: number): Promise<void> => {
  await tx.insertInto('cursors').values({ name, fleet_id, sequence }).execute();
};

/** Moves what is there: a reader that was taken away does not come back by its last word. */
export const moveCursor = async (tx: Query, name: string, fleet_id: string, sequence: number): Promise<void> => {
  await tx.updateTable('cursors').set({ sequence }).where('name', '=', name).where('fleet_id', '=', fleet_id).execute();
};

/** Moves a reader on from where it stands, or begins one (`from` undefined). False: it stands elsewhere, so another process goes on with it. */
export const advanceCursor = async (
  tx: Query,
  { name, fleet_id, from, to }: { name: string; fleet_id: string; from: number | undefined; to: number },
): Promise<boolean> => {
  if (from === undefined) {
    const begun = await tx
      .insertInto('cursors')
      .values({ name, fleet_id, sequence: to })
      .onConflict((conflict) => conflict.doNothing())
      .returning('sequence')
      .executeTakeFirst();
    return begun !== undefined;
  }
  const moved = await tx
    .updateTable('cursors')
    .set({ sequence: to })
    .where('name', '=', name)
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '=', from)
    .returning('sequence')
    .executeTakeFirst();
  return moved !== undefined;
};

export const deleteCursor = async (tx: Query, name: string, fleet_id: string): Promise<void> => {
  await tx.deleteFrom('cursors').where('name', '=', name).where('fleet_id', '=', fleet_id).execute();
};
