import type { Selectable, Updateable } from 'kysely';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';
import { changesTerms, insertTerms, replaceTerms } from './vehicle-terms.ts';

export type StoredVehicle = Selectable<Schema['vehicles']>;
export type VehicleRow = StoredVehicle & { last_contact_at: string | null };
export type VehicleChanges = Updateable<Schema['vehicles']>;

/** Vehicles with the instant of their last contact. */
export const selectVehicles = (db: Query) =>
  db
    .selectFrom('vehicles')
    .leftJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .selectAll('vehicles')
    .select('latest_states.last_contact_at');

export const findVehicle = async (db: Query, fleet_id: string, vehicle_id: string): Promise<VehicleRow | undefined> =>
  selectVehicles(db).where('vehicles.id', '=', vehicle_id).where('vehicles.fleet_id', '=', fleet_id).executeTakeFirst();

/** Of the fleet, or shared with it. */
export const findUsableVehicle = async (db: Query, fleet_id: string, vehicle_id: string): Promise<VehicleRow | undefined> =>
  selectVehicles(db)
    .where('vehicles.id', '=', vehicle_id)
    .where((row) => row.or([row('vehicles.fleet_id', '=', fleet_id), row('vehicles.partner_fleet_id', '=', fleet_id)]))
    .executeTakeFirst();

/** Of the fleet itself, archived ones too, in no order. */
export const listOwnVehicleRows = async (db: Query, dialect: Dialect, fleet_id: string, ids: readonly string[]): Promise<VehicleRow[]> =>
  selectVehicles(db).where(dialect.anyOf('vehicles.id', ids)).where('vehicles.fleet_id', '=', fleet_id).execute();

/** Of the fleet or shared with it, archived ones too, in no order. */
export const listVehicleRows = async (db: Query, dialect: Dialect, fleet_id: string, ids: readonly string[]): Promise<VehicleRow[]> =>
  selectVehicles(db)
    .where(dialect.anyOf('vehicles.id', ids))
    .where((row) => row.or([row('vehicles.fleet_id', '=', fleet_id), row('vehicles.partner_fleet_id', '=', fleet_id)]))
    .execute();

export const findVehicleByUnit = async (db: Query, brand: string, unit_id: string): Promise<VehicleRow | undefined> =>
  selectVehicles(db)
    .where('vehicles.telematics_brand', '=', brand)
    .where('vehicles.telematics_unit_id', '=', unit_id)
    .where('vehicles.archived_at', 'is', null)
    .executeTakeFirst();

export const vehicleIdExists = async (db: Query, vehicle_id: string): Promise<boolean> =>
  (await db.selectFrom('vehicles').select('id').where('id', '=', vehicle_id).executeTakeFirst()) !== undefined;

export const insertVehicle = async (tx: Query, row: Omit<StoredVehicle, 'row_number'>): Promise<void> => {
  await tx.insertInto('vehicles').values(row).execute();
  await tx
    .insertInto('latest_states')
    .values({
      vehicle_id: row.id,
      fleet_id: row.fleet_id,
      state: '{}',
      last_contact_at: null,
      lat: null,
      lon: null,
      cell: null,
      events_since_full: 0,
    })
    .execute();
  await insertTerms(tx, row);
};

/** Gives the row as it is stored now. */
export const updateVehicle = async (tx: Query, vehicle_id: string, changes: VehicleChanges): Promise<StoredVehicle> => {
  const row = await tx.updateTable('vehicles').set(changes).where('id', '=', vehicle_id).returningAll().executeTakeFirstOrThrow();
  if (changesTerms(changes)) await replaceTerms(tx, row);
  return row;
};

export interface OnlineVehicle {
  vehicle_id: string;
  fleet_id: string;
  unit_id: string;
  last_contact_at: string | null;
  unit_settings: string;
  vehicle_model_id: string;
}

/** ONLINE vehicles of a brand without contact since the given instant, by their ids after `after`. */
export const listQuietVehicles = async (
  db: Query,
  brand: string,
  since: string,
  limit: number,
  { after = '', fleet_id, with_own_interval = false }: { after?: string; fleet_id?: string; with_own_interval?: boolean } = {},
): Promise<OnlineVehicle[]> => {
  let query = db
    .selectFrom('vehicles')
    .innerJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .select([
      'vehicles.id as vehicle_id',
      'vehicles.fleet_id',
      'vehicles.telematics_unit_id as unit_id',
      'vehicles.unit_settings',
      'vehicles.vehicle_model_id',
      'latest_states.last_contact_at',
    ])
    .where('vehicles.archived_at', 'is', null)
    .where('vehicles.telematics_brand', '=', brand)
    .where('vehicles.life_status', '=', 'ONLINE')
    .where('vehicles.id', '>', after)
    .where('latest_states.last_contact_at', '<', since);
  if (fleet_id) query = query.where('vehicles.fleet_id', '=', fleet_id);
  if (with_own_interval) query = query.where('vehicles.unit_settings', 'like', '%"report_interval_in_seconds"%');
  return query.orderBy('vehicles.id').limit(limit).execute();
};

/** In service, and neither heard of nor added, changed or restored since. */
export const listForgottenVehicles = async (db: Query, fleet_id: string, since: string, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('vehicles')
    .leftJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .select('vehicles.id')
    .where('vehicles.fleet_id', '=', fleet_id)
    .where('vehicles.archived_at', 'is', null)
    .where('vehicles.modified_at', '<', since)
    .where((row) => row.or([row('latest_states.last_contact_at', 'is', null), row('latest_states.last_contact_at', '<', since)]))
    .orderBy('vehicles.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** Archived vehicles whose time of retention is over. */
export const listExpiredVehicles = async (db: Query, archived_before: string, limit: number): Promise<{ id: string; fleet_id: string }[]> =>
  db.selectFrom('vehicles').select(['id', 'fleet_id']).where('archived_at', '<', archived_before).orderBy('id').limit(limit).execute();

/** Ids of all vehicles in service. */
export const listVehicleIds = async (db: Query, fleet_id: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('vehicles')
    .select('id')
    .where('fleet_id', '=', fleet_id)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
};
