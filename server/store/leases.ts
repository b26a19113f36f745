import type { Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type LeaseRow = Selectable<Schema['leases']>;

export const findLease = async (db: Query, name: string): Promise<LeaseRow | undefined> =>
  db.selectFrom('leases').selectAll().where('name', '=', name).executeTakeFirst();

export const listLeases = async (db: Query): Promise<LeaseRow[]> => db.selectFrom('leases').selectAll().execute();

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

/** Takes the lease when no gateway in office holds it; undefined: another one does. */
export const takeFreeLease = async (tx: Query, name: string, gateway_id: string): Promise<number | undefined> => {
  const row = await tx
    .insertInto('leases')
    .values({ name, holder: gateway_id, epoch: 1, expires_at: '' })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(({ ref, eb }) => ({ holder: gateway_id, epoch: eb(ref('leases.epoch'), '+', 1) }))
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('gateways').select('gateways.id').whereRef('gateways.id', '=', 'leases.holder'))),
        ),
    )
    .returning('epoch')
    .executeTakeFirst();
  return row?.epoch;
};

/** Gives the lease up, so that anybody may take it. What relied on its epoch is refused from then on. */
export const freeLease = async (tx: Query, name: string, epoch: number): Promise<void> => {
  await tx
    .updateTable('leases')
    .set(({ eb }) => ({ holder: '', epoch: eb('epoch', '+', 1) }))
    .where('name', '=', name)
    .where('epoch', '=', epoch)
    .execute();
};

/** Of work that there is no more. */
export const deleteLease = async (tx: Query, name: string, epoch: number): Promise<void> => {
  await tx.deleteFrom('leases').where('name', '=', name).where('epoch', '=', epoch).execute();
};

/** Tells the world until when somebody is in office. */
export const prolongLease = async (tx: Query, name: string, expires_at: string): Promise<void> => {
  await tx.updateTable('leases').set({ expires_at }).where('name', '=', name).execute();
};

/** Whether the epoch is still the newest, without a lock: true only for what is done under locks that the next holder needs too. */
export const isLeaseEpoch = async (tx: Query, name: string, epoch: number): Promise<boolean> =>
  (await findLease(tx, name))?.epoch === epoch;
