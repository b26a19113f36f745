import type { Query } from '#server/db/dialect.ts';
import type { CredentialsRow } from './credentials.ts';
import type { ObservedUnitRow } from './observed-units.ts';

export const listFleetCredentials = async (db: Query, fleet_id: string): Promise<CredentialsRow[]> =>
  db.selectFrom('credentials').selectAll().where('fleet_id', '=', fleet_id).orderBy('brand').orderBy('name').execute();

export const listVehiclesOfCredentials = async (
  db: Query,
  fleet_id: string,
  credentials_id: string,
  limit: number,
): Promise<{ id: string; label: string }[]> => {
  const rows = await db
    .selectFrom('vehicles')
    .select(['id', 'license_plate', 'custom_name'])
    .where('fleet_id', '=', fleet_id)
    .where('credentials_id', '=', credentials_id)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, license_plate, custom_name }) => ({ id, label: license_plate ?? custom_name ?? id }));
};

/** Units of every brand that serve no vehicle, seen last first. */
export const listUnassignedUnits = async (db: Query, fleet_id: string, limit: number): Promise<ObservedUnitRow[]> =>
  db
    .selectFrom('observed_units')
    .selectAll()
    .where('fleet_id', 'in', [fleet_id, ''])
    .orderBy('last_seen_at', 'desc')
    .limit(limit)
    .execute();
