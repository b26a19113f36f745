import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type TripRow = Selectable<Schema['trips']>;
export type TripRules = Schema['trip_rules'];

export const insertTrip = async (tx: Query, row: Insertable<Schema['trips']>): Promise<void> => {
  await tx.insertInto('trips').values(row).execute();
};

/** The trip, when it has this status; changed, if so. */
export const updateTrip = async (
  tx: Query,
  id: string,
  status: string,
  changes: Updateable<Schema['trips']>,
): Promise<TripRow | undefined> =>
  tx.updateTable('trips').set(changes).where('id', '=', id).where('status', '=', status).returningAll().executeTakeFirst();

const listed = (db: Query, fleet_id: string) =>
  db.selectFrom('trips').selectAll().where('fleet_id', '=', fleet_id).where('status', '<>', 'DISCARDED');

export const findTrip = async (db: Query, fleet_id: string, id: string): Promise<TripRow | undefined> =>
  listed(db, fleet_id).where('id', '=', id).executeTakeFirst();

export interface TripFilter {
  vehicle_ids?: readonly string[] | undefined;
  started_after?: string | undefined;
  started_before?: string | undefined;
  faster_than?: number | undefined;
  /** Keyset: only trips that come behind this one. */
  behind?: { started_at: string; id: string } | undefined;
  limit: number;
}

/** Newest first. Discarded ones are nobody's business. */
export const listTrips = async (db: Query, fleet_id: string, filter: TripFilter): Promise<TripRow[]> => {
  const { vehicle_ids, started_after, started_before, faster_than, behind, limit } = filter;
  let query = listed(db, fleet_id);
  if (vehicle_ids) query = query.where('vehicle_id', 'in', vehicle_ids);
  if (started_after) query = query.where('started_at', '>=', started_after);
  if (started_before) query = query.where('started_at', '<', started_before);
  if (faster_than !== undefined) query = query.where('max_speed', '>', faster_than);
  if (behind)
    query = query.where((row) =>
      row.or([row('started_at', '<', behind.started_at), row.and([row('started_at', '=', behind.started_at), row('id', '<', behind.id)])]),
    );
  return query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};

export const listOpenTrips = async (db: Query, fleet_id: string): Promise<TripRow[]> =>
  db.selectFrom('trips').selectAll().where('fleet_id', '=', fleet_id).where('status', '=', 'OPEN').execute();

/** When the vehicle's last trip ended, discarded ones included. */
export const findLastTripEnd = async (db: Query, fleet_id: string, vehicle_id: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('trips')
    .select((of) => of.fn.max('ended_at').as('ended_at'))
    .where('vehicle_id', '=', vehicle_id)
    .where('fleet_id', '=', fleet_id)
    .executeTakeFirst();
  return row?.ended_at ?? undefined;
};

/** Ended trips whose metrics are due, longest waiting first. */
export const listDueTrips = async (db: Query, now: string, limit: number): Promise<TripRow[]> =>
  db
    .selectFrom('trips')
    .selectAll()
    .where('status', '=', 'ENDED')
    .where('metrics_due_at', '<=', now)
    .orderBy('metrics_due_at')
    .limit(limit)
    .execute();

export const deleteDiscardedTripsBefore = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('trips').where('status', '=', 'DISCARDED').where('ended_at', '<', before).execute();
};

export const findTripRules = async (db: Query, fleet_id: string): Promise<TripRules | undefined> =>
  db.selectFrom('trip_rules').selectAll().where('fleet_id', '=', fleet_id).executeTakeFirst();

export const upsertTripRules = async (tx: Query, row: TripRules): Promise<void> => {
  const { trip_trigger, since } = row;
  await tx
    .insertInto('trip_rules')
    .values(row)
    .onConflict((conflict) => conflict.column('fleet_id').doUpdateSet({ trip_trigger, since }))
    .execute();
};
