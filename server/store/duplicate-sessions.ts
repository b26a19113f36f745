import type { Insertable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export interface DuplicateSession {
  vehicle_id: string;
  label: string;
  brand: string;
  unit_id: string;
  remote_address: string;
  times: number;
  first_seen_at: string;
  last_seen_at: string;
}

/** One more second connection in the name of the vehicle's unit. A unit that was exchanged begins anew. */
export const upsertDuplicateSession = async (
  tx: Query,
  seen: Omit<Insertable<Schema['duplicate_sessions']>, 'times' | 'first_seen_at'>,
): Promise<void> => {
  const { vehicle_id, unit_id, remote_address, last_seen_at } = seen;
  const known = await tx
    .updateTable('duplicate_sessions')
    .set(({ eb }) => ({ times: eb('times', '+', 1), remote_address, last_seen_at }))
    .where('vehicle_id', '=', vehicle_id)
    .where('unit_id', '=', unit_id)
    .returning('vehicle_id')
    .executeTakeFirst();
  if (known) return;
  const fresh = { ...seen, times: 1, first_seen_at: last_seen_at };
  await tx
    .insertInto('duplicate_sessions')
    .values(fresh)
    .onConflict((conflict) => conflict.column('vehicle_id').doUpdateSet(fresh))
    .execute();
};

/** Of the fleet's vehicles in use, latest first. */
export const listDuplicateSessions = async (db: Query, fleet_id: string, since: string, limit: number): Promise<DuplicateSession[]> => {
  const rows = await db
    .selectFrom('duplicate_sessions as seen')
    .innerJoin('vehicles', 'vehicles.id', 'seen.vehicle_id')
    .select([
      'seen.vehicle_id',
      'seen.unit_id',
      'seen.remote_address',
      'seen.times',
      'seen.first_seen_at',
      'seen.last_seen_at',
      'vehicles.telematics_brand as brand',
      'vehicles.license_plate',
      'vehicles.custom_name',
    ])
    .where('seen.fleet_id', '=', fleet_id)
    .where('seen.last_seen_at', '>=', since)
    .where('vehicles.archived_at', 'is', null)
    .whereRef('vehicles.telematics_unit_id', '=', 'seen.unit_id')
    .orderBy('seen.last_seen_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ license_plate, custom_name, times, ...row }) => ({
    ...row,
    times: Number(times),
    label: license_plate ?? custom_name ?? row.vehicle_id,
  }));
};

export const deleteDuplicateSessionsBefore = async (tx: Query, before: string): Promise<void> => {
  await tx.deleteFrom('duplicate_sessions').where('last_seen_at', '<', before).execute();
};
