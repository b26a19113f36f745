import type { Db } from './connect.ts';
import type { Query } from './dialect.ts';
import { listSteps } from './tables.ts';

const key = 'moved_away';

/** Notes in a database that its rows went to another one. */
export const markMovedAway = async (tx: Query, moved_at: string): Promise<void> => {
  await tx.insertInto('meta').values({ key, value: moved_at }).execute();
};

/** Throws for a database whose rows were moved to another one: two installations would send the same commands. */
export const refuseMovedAway = async (db: Db): Promise<void> => {
  if ((await listSteps(db)).length === 0) return;
  const moved = await db.read.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  if (moved)
    throw new Error(`This database was moved to PostgreSQL at ${moved.value}: set DATABASE_URL, or restore a backup to come back.`);
};
