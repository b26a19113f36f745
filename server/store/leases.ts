import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type LeaseRow = Selectable<Schema['leases']>;

export const findLease = async (db: Query, name: string): Promise<LeaseRow | undefined> =>
  db.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();

/** Takes the lease over, whoever held it: its epoch rises, and every write of an older holder that checks the epoch is refused from now on. */
export const takeLease = async (tx: Query, name: string, holder: string, expires_at: string): Promise<number> => {
  const row = await tx
    .insertInto('leases')
    .values({ name, holder, epoch: 1, expires_at })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ ref, eb }) => ({ holder, expires_at, epoch: eb(ref('leases.epoch'), '+', 1) })),
    )
    .returning('epoch')
    .executeTakeFirstOrThrow();
  return row.epoch;
};

/** False when another holder took over meanwhile. */
export const renewLease = async (tx: Query, name: string, epoch: number, expires_at: string): Promise<boolean> => {
  const row = await tx
    .updateTable('leases')
    .set({ expires_at })
    .where('name', '=', name)
    .where('epoch', '=', epoch)
    .returning('epoch')
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether the epoch is still the newest, without a lock: true only for what is done under locks that the next holder needs too. */
export const isLeaseEpoch = async (tx: Query, name: string, epoch: number): Promise<boolean> =>
  (await findLease(tx, name))?.epoch === epoch;

/** Locks the lease against takeover until the transaction ends. */
export const holdsLease = async (tx: Query, name: string, epoch: number): Promise<boolean> => {
  const row = await tx
    .updateTable('leases')
    .set({ epoch })
    .where('name', '=', name)
    .where('epoch', '=', epoch)
    .returning('epoch')
    .executeTakeFirst();
  return row !== undefined;
};
