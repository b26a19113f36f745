import type { Query } from '#server/db/dialect.ts';

/** Every vehicle of the fleet with its latest state, oldest first, for one screen-full of everything. */
export const listFleetRows = async (db: Query, fleet_id: string) =>
  db
    .selectFrom('vehicles')
    .leftJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .select([
      'vehicles.id',
      'vehicles.license_plate',
      'vehicles.custom_name',
      'vehicles.vin',
      'vehicles.brand',
      'vehicles.model',
      'vehicles.vehicle_type',
      'vehicles.vehicle_model_id',
      'vehicles.telematics_brand',
      'vehicles.telematics_unit_id',
      'vehicles.tags',
      'vehicles.custom_fields',
      'vehicles.operation_status',
      'vehicles.rental_status',
      'vehicles.life_status',
      'vehicles.unit_settings',
      'latest_states.last_contact_at',
      'latest_states.state',
    ])
    .where('vehicles.fleet_id', '=', fleet_id)
    .where('vehicles.archived_at', 'is', null)
    .orderBy('vehicles.created_at')
    .orderBy('vehicles.id')
    .execute();
