/** The gateways in office. Who is removed here loses its leases and units in the same transaction: whatever it writes later finds no row of its own. */
import type { Insertable, Selectable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type GatewayRow = Selectable<Schema['gateways']>;

export const listGateways = async (db: Query): Promise<GatewayRow[]> => db.selectFrom('gateways').selectAll().orderBy('epoch').execute();

export const insertGateway = async (tx: Query, row: Insertable<Schema['gateways']>): Promise<void> => {
  await tx.insertInto('gateways').values(row).execute();
};

/** False when it has been removed. */
export const beatGateway = async (
  tx: Query,
  id: string,
  changes: Pick<GatewayRow, 'heartbeat_at' | 'leaving' | 'leases' | 'sessions'>,
): Promise<boolean> => {
  const row = await tx
    .updateTable('gateways')
    .set(({ eb }) => ({ ...changes, beat: eb('beat', '+', 1) }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether it is in office, without a lock: true only for what is done under locks that its successor needs too. */
export const isGateway = async (tx: Query, id: string): Promise<boolean> =>
  (await tx.selectFrom('gateways').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

/** Whether it is in office; if so, it stays there until the transaction ends. */
export const holdGateway = async (tx: Query, id: string): Promise<boolean> => {
  const row = await tx
    .updateTable('gateways')
    .set(({ ref }) => ({ id: ref('id') }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Its leases are free from then on. Its units go to whoever waits for them. With `beat`: only when it has given no sign of life since. */
export const removeGateway = async (tx: Query, id: string, beat?: number): Promise<boolean> => {
  let query = tx.deleteFrom('gateways').where('id', '=', id);
  if (beat !== undefined) query = query.where('beat', '=', beat);
  if (!(await query.returning('id').executeTakeFirst())) return false;
  await tx
    .updateTable('leases')
    .set(({ eb }) => ({ holder: '', epoch: eb('epoch', '+', 1) }))
    .where('holder', '=', id)
    .execute();
  const living = tx.selectFrom('gateways').select('id');
  await tx
    .updateTable('unit_sessions')
    .set(({ ref }) => ({ gateway_id: ref('contender_id').$castTo<string>(), contender_id: null }))
    .where('gateway_id', '=', id)
    .where('contender_id', 'in', living)
    .execute();
  await tx.deleteFrom('unit_sessions').where('gateway_id', '=', id).execute();
  return true;
};
