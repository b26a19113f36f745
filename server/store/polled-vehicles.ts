import type { Query } from '#server/db/dialect.ts';

export interface PolledVehicle {
  id: string;
  fleet_id: string;
  telematics_brand: string;
  telematics_unit_id: string;
  credentials_id: string;
  vehicle_model_id: string;
  unit_settings: string;
}

/** Vehicles in service whose state must be asked for with credentials. */
export const listPolledVehicles = async (db: Query): Promise<PolledVehicle[]> =>
  (await db
    .selectFrom('vehicles')
    .select(['id', 'fleet_id', 'telematics_brand', 'telematics_unit_id', 'credentials_id', 'vehicle_model_id', 'unit_settings'])
    .where('archived_at', 'is', null)
    .where('setup_status', '=', 'SUCCEEDED')
    .where('credentials_id', 'is not', null)
    .execute()) as PolledVehicle[];
