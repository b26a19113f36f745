import type { Selectable, Updateable } from 'kysely';
import type { Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type GeofenceRow = Selectable<Schema['geofences']>;
export type VisitRow = Selectable<Schema['geofence_visits']>;

export const insertGeofence = async (tx: Query, row: GeofenceRow): Promise<void> => {
  await tx.insertInto('geofences').values(row).execute();
};

export const findGeofence = async (db: Query, fleet_id: string, id: string): Promise<GeofenceRow | undefined> =>
  db.selectFrom('geofences').selectAll().where('fleet_id', '=', fleet_id).where('id', '=', id).executeTakeFirst();

/** In the order of their making, behind `after`. */
export const listGeofences = async (db: Query, fleet_id: string, after = '', limit = 1000): Promise<GeofenceRow[]> =>
  db.selectFrom('geofences').selectAll().where('fleet_id', '=', fleet_id).where('id', '>', after).orderBy('id').limit(limit).execute();

/** What tells of any change to the geofences of all fleets. */
export const listGeofenceMarks = async (db: Query): Promise<Pick<GeofenceRow, 'id' | 'fleet_id' | 'revision' | 'settled'>[]> =>
  db.selectFrom('geofences').select(['id', 'fleet_id', 'revision', 'settled']).orderBy('id').execute();

export const updateGeofence = async (tx: Query, id: string, changes: Updateable<Schema['geofences']>): Promise<void> => {
  await tx.updateTable('geofences').set(changes).where('id', '=', id).execute();
};

/** False: it was changed since, or is gone. */
export const settleGeofence = async (tx: Query, { id, revision }: Pick<GeofenceRow, 'id' | 'revision'>): Promise<boolean> => {
  const row = await tx
    .updateTable('geofences')
    .set({ settled: 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const deleteGeofence = async (tx: Query, id: string): Promise<void> => {
  await tx.deleteFrom('geofences').where('id', '=', id).execute();
};

export const listVisits = async (db: Query, fleet_id: string): Promise<VisitRow[]> =>
  db.selectFrom('geofence_visits').selectAll().where('fleet_id', '=', fleet_id).execute();

export const listVehiclesInside = async (db: Query, geofence_id: string, after: string, limit: number): Promise<VisitRow[]> =>
  db
    .selectFrom('geofence_visits')
    .selectAll()
    .where('geofence_id', '=', geofence_id)
    .where('inside', '=', 1)
    .where('vehicle_id', '>', after)
    .orderBy('vehicle_id')
    .limit(limit)
    .execute();

/** Vehicles inside by geofence; those without any are absent. */
export const countVehiclesInside = async (db: Query, fleet_id: string): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom('geofence_visits')
    .select(['geofence_id', (of) => of.fn.countAll<number>().as('vehicles')])
    .where('fleet_id', '=', fleet_id)
    .where('inside', '=', 1)
    .groupBy('geofence_id')
    .execute();
  return new Map(rows.map(({ geofence_id, vehicles }) => [geofence_id, Number(vehicles)]));
};

export const upsertVisit = async (tx: Query, row: VisitRow): Promise<void> => {
  const { inside, since, doubted_at } = row;
  await tx
    .insertInto('geofence_visits')
    .values(row)
    .onConflict((conflict) => conflict.columns(['geofence_id', 'vehicle_id']).doUpdateSet({ inside, since, doubted_at }))
    .execute();
};

export const deleteVisit = async (tx: Query, geofence_id: string, vehicle_id: string): Promise<void> => {
  await tx.deleteFrom('geofence_visits').where('geofence_id', '=', geofence_id).where('vehicle_id', '=', vehicle_id).execute();
};

export const deleteVisitsOfGeofence = async (tx: Query, geofence_id: string): Promise<void> => {
  await tx.deleteFrom('geofence_visits').where('geofence_id', '=', geofence_id).execute();
};

export const listSeenVehicles = async (db: Query, fleet_id: string): Promise<string[]> =>
  (await db.selectFrom('geofence_vehicles').select('vehicle_id').where('fleet_id', '=', fleet_id).execute()).map(
    ({ vehicle_id }) => vehicle_id,
  );

export const insertSeenVehicles = async (tx: Query, fleet_id: string, vehicle_ids: readonly string[]): Promise<void> => {
  const batch = 500;
  for (let from = 0; from < vehicle_ids.length; from += batch) {
    const rows = vehicle_ids.slice(from, from + batch).map((vehicle_id) => ({ fleet_id, vehicle_id }));
    await tx
      .insertInto('geofence_vehicles')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
};

/** The vehicle left the fleet: nothing is remembered of where it was. */
export const forgetVehicle = async (tx: Query, fleet_id: string, vehicle_id: string): Promise<void> => {
  await tx.deleteFrom('geofence_visits').where('vehicle_id', '=', vehicle_id).where('fleet_id', '=', fleet_id).execute();
  await tx.deleteFrom('geofence_vehicles').where('vehicle_id', '=', vehicle_id).where('fleet_id', '=', fleet_id).execute();
};

export interface WatchedVehicle {
  id: string;
  tags: string;
  brand: string | null;
  vehicle_type: string | null;
  lat: number | null;
  lon: number | null;
  /** JSON text of the latest state. */
  state: string;
}

/** Vehicles that the fleet sees, its own and those that are shared with it, with their latest position. */
export const listWatchedVehicles = async (db: Query, fleet_id: string): Promise<WatchedVehicle[]> => {
  const of = (column: 'fleet_id' | 'partner_fleet_id') =>
    db
      .selectFrom('vehicles')
      .innerJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
      .select(['vehicles.id', 'tags', 'brand', 'vehicle_type', 'lat', 'lon', 'state'])
      .where(`vehicles.${column}`, '=', fleet_id)
      .where('archived_at', 'is', null)
      .execute();
  return [...(await of('fleet_id')), ...(await of('partner_fleet_id'))];
};
