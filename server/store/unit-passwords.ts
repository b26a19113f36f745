import type { Dialect, Query } from '#server/db/dialect.ts';
import { selectVehicles, type VehicleRow } from './vehicles.ts';

/** Whether a unit other than this one has the password with that fingerprint; units of archived vehicles keep theirs. */
export const sharesUnitPassword = async (
  db: Query,
  fleet_id: string,
  fingerprint: string,
  own: { brand: string; unit_id: string; vehicle_id: string },
): Promise<boolean> => {
  const rows = await db
    .selectFrom('vehicles')
    .select(['id', 'telematics_brand', 'telematics_unit_id'])
    .where('fleet_id', '=', fleet_id)
    .where('unit_password_fingerprint', '=', fingerprint)
    .execute();
  return rows.some((row) => row.id !== own.vehicle_id && (row.telematics_brand !== own.brand || row.telematics_unit_id !== own.unit_id));
};

/** The units of the fleet that have one of these fingerprints, by it; units of archived vehicles keep theirs. */
export const listByFingerprints = async (
  db: Query,
  dialect: Dialect,
  fleet_id: string,
  fingerprints: readonly string[],
): Promise<Map<string, { telematics_brand: string; telematics_unit_id: string }[]>> => {
  if (fingerprints.length === 0) return new Map();
  const rows = await db
    .selectFrom('vehicles')
    .select(['unit_password_fingerprint as fingerprint', 'telematics_brand', 'telematics_unit_id'])
    .where('fleet_id', '=', fleet_id)
    .where(dialect.anyOf('unit_password_fingerprint', fingerprints))
    .execute();
  return Map.groupBy(rows, ({ fingerprint }) => fingerprint ?? '');
};

/** Vehicles whose unit is to get a new password. */
export const listNewUnitPasswords = async (db: Query, limit: number): Promise<VehicleRow[]> =>
  selectVehicles(db)
    .where('vehicles.sealed_new_unit_password', 'is not', null)
    .where('vehicles.archived_at', 'is', null)
    .orderBy('vehicles.id')
    .limit(limit)
    .execute();
