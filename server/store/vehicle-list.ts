import { sql } from 'kysely';
import type { VehicleFilter } from '#lib/contract/vehicles.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import { foldText } from './fold-text.ts';
import { selectVehicles, type VehicleRow } from './vehicles.ts';

/** Compared exactly, but without regard to case. */
const exact = ['id', 'vin', 'license_plate', 'custom_name', 'brand', 'model', 'telematics_brand', 'telematics_unit_id'] as const;
const enumerated = ['vehicle_type', 'fuel_type', 'transmission', 'operation_status', 'life_status', 'rental_status'] as const;

export interface VehiclePage extends Omit<VehicleFilter, 'page_token'> {
  archived: boolean;
  /** Sort value and id of the last vehicle of the page before. */
  after?: { value: string; id: string } | undefined;
}

const sort_keys = {
  created_at: sql<string>`vehicles.created_at`,
  license_plate: sql<string>`coalesce(vehicles.license_plate, '')`,
  archived_at: sql<string>`vehicles.archived_at`,
};

export const sortColumn = (page: Pick<VehiclePage, 'sort' | 'archived'>): keyof typeof sort_keys => {
  if (page.archived) return 'archived_at';
  return page.sort.endsWith('license_plate') ? 'license_plate' : 'created_at';
};

const filtered = (db: Query, dialect: Dialect, fleet_id: string, page: VehiclePage) => {
  let query = selectVehicles(db)
    .where('vehicles.fleet_id', '=', fleet_id)
    .where('vehicles.archived_at', page.archived ? 'is not' : 'is', null);
  // What folds to nothing (an accent alone) is searched for as it is, and so not found, rather than found everywhere.
  if (page.q) query = query.where(dialect.matchesSearch(foldText(page.q) || page.q));
  for (const column of exact) {
    const values = page[column]?.map((value) => value.toLowerCase());
    if (values) query = query.where(dialect.lowerCase(`vehicles.${column}`), 'in', values);
  }
  for (const column of enumerated) {
    const values = page[column];
    if (values) query = query.where(`vehicles.${column}`, 'in', values);
  }
  for (const tag of page.tags ?? []) {
    query = query.where('vehicles.id', 'in', ({ selectFrom }) =>
      selectFrom('vehicle_tags').select('vehicle_id').where('vehicle_tags.fleet_id', '=', fleet_id).where('tag', '=', tag),
    );
  }
  for (const capability of [...(page.command_capability ?? []), ...(page.vehicle_state_capability ?? [])]) {
    query = query.where('vehicles.capabilities', 'like', `%"${capability}"%`);
  }
  return query;
};

/** Up to `limit + 1` vehicles: the surplus one says that there is a further page. */
export const listVehicles = async (db: Query, dialect: Dialect, fleet_id: string, page: VehiclePage): Promise<VehicleRow[]> => {
  const key = sort_keys[sortColumn(page)];
  const descending = page.archived || page.sort.startsWith('-');
  let query = filtered(db, dialect, fleet_id, page);
  if (page.after) {
    const { value, id } = page.after;
    query = query.where(
      descending ? sql<boolean>`(${key}, vehicles.id) < (${value}, ${id})` : sql<boolean>`(${key}, vehicles.id) > (${value}, ${id})`,
    );
  }
  const direction = descending ? 'desc' : 'asc';
  return query
    .orderBy(key, direction)
    .orderBy('vehicles.id', direction)
    .limit(page.limit + 1)
    .execute();
};
