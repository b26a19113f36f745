import type { Query } from '#server/db/dialect.ts';

/** Columns of a vehicle that is not shared. */
export const endOfSharing = { partner_fleet_id: null, sharing: null, sharing_ends_at: null };

/** Ids of the vehicles that other fleets share with this one. */
export const listSharedIds = async (db: Query, fleet_id: string): Promise<string[]> => {
  const rows = await db.selectFrom('vehicles').select('id').where('partner_fleet_id', '=', fleet_id).orderBy('id').execute();
  return rows.map(({ id }) => id);
};

/** Partner fleets by the vehicles that these fleets share. */
export const mapPartners = async (db: Query, fleet_ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('vehicles')
    .select(['id', 'partner_fleet_id'])
    .where('fleet_id', 'in', [...fleet_ids])
    .where('partner_fleet_id', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, partner_fleet_id }) => [id, partner_fleet_id ?? '']));
};

/** Vehicles whose sharing has come to its end. */
export const listEndedSharing = async (db: Query, now: string, limit: number): Promise<{ id: string; fleet_id: string }[]> =>
  db
    .selectFrom('vehicles')
    .select(['id', 'fleet_id'])
    .where('sharing_ends_at', '<=', now)
    .orderBy('sharing_ends_at')
    .limit(limit)
    .execute();
