import type { Query } from '#server/db/dialect.ts';

interface FleetPage {
  after: { created_at: string; id: string } | undefined;
  limit: number;
}

const selectRows = (db: Query) =>
  db
    .selectFrom('vehicles')
    .leftJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .select([
      'vehicles.id',
      'vehicles.created_at',
      'vehicles.archived_at',
      'vehicles.license_plate',
      'vehicles.custom_name',
      'vehicles.vin',
      'vehicles.brand',
      'vehicles.model',
      'vehicles.vehicle_type',
      'vehicles.vehicle_model_id',
      'vehicles.telematics_brand',
      'vehicles.telematics_unit_id',
      'vehicles.capabilities',
      'vehicles.tags',
      'vehicles.custom_fields',
      'vehicles.operation_status',
      'vehicles.rental_status',
      'vehicles.life_status',
      'vehicles.unit_settings',
      'latest_states.last_contact_at',
      'latest_states.state',
    ])
    .orderBy('vehicles.created_at')
    .orderBy('vehicles.id');

/** Every vehicle of the fleet with its latest state, oldest first, for one screen-full of everything; or a page of them. */
export const listFleetRows = async (db: Query, fleet_id: string, page?: FleetPage) => {
  const rows = selectRows(db).where('vehicles.fleet_id', '=', fleet_id).where('vehicles.archived_at', 'is', null);
  const { after, limit } = page ?? {};
  const rest = after
    ? rows.where((row) => row(row.refTuple('vehicles.created_at', 'vehicles.id'), '>', row.tuple(after.created_at, after.id)))
    : rows;
  return (limit === undefined ? rest : rest.limit(limit)).execute();
};

/** Vehicles that other fleets share with this one. */
export const listSharedRows = async (db: Query, fleet_id: string) =>
  selectRows(db).where('vehicles.partner_fleet_id', '=', fleet_id).where('vehicles.archived_at', 'is', null).execute();

/** The fleet's own vehicles, the archived ones too. */
export const listAllFleetRows = (db: Query, fleet_id: string) => selectRows(db).where('vehicles.fleet_id', '=', fleet_id).execute();

export type FleetRow = Awaited<ReturnType<typeof listAllFleetRows>>[number];
