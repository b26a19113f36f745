import { sql } from 'kysely';
import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';
import { cellOf } from '#lib/domain/map-cell.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';

export const getLatestState = async (db: Query, vehicle_id: string): Promise<VehicleState> => {
  const row = await db.selectFrom('latest_states').select('state').where('vehicle_id', '=', vehicle_id).executeTakeFirst();
  return row ? JSON.parse(row.state) : {};
};

/**
 * Takes values that the vehicle can no longer report out of its latest state. The caller has locked the vehicle and raises its revision, by which the
 * gateway learns that what it remembers is old. The next state in the log is a whole one.
 */
export const keepCapableState = async (tx: Query, vehicle_id: string, capabilities: Capabilities): Promise<void> => {
  const capable: ReadonlySet<string> = capableProperties(capabilities);
  const state = await getLatestState(tx, vehicle_id);
  const kept: VehicleState = Object.fromEntries(Object.entries(state).filter(([property]) => capable.has(property)));
  const { lat = null, lon = null } = kept.position?.value ?? {};
  await tx
    .updateTable('latest_states')
    .set({ state: JSON.stringify(kept), lat, lon, cell: cellOf(lat, lon) ?? null, events_since_full: 0 })
    .where('vehicle_id', '=', vehicle_id)
    .execute();
};

/** JSON texts of the newest states, in no order. The caller knows that the vehicles are the fleet's. */
export const listStateTexts = async (
  db: Query,
  dialect: Dialect,
  vehicle_ids: readonly string[],
): Promise<{ vehicle_id: string; state: string }[]> => {
  const { rows } = await sql<{ vehicle_id: string; state: string }>`SELECT vehicle_id, state FROM latest_states
    WHERE ${dialect.anyOf('vehicle_id', vehicle_ids)}`.execute(db);
  return rows;
};

/** Vehicles in service with the texts of their newest states. */
export const listWholeVehicles = async (db: Query, fleet_id: string) => {
  const rows = await db
    .selectFrom('vehicles')
    .innerJoin('latest_states', 'latest_states.vehicle_id', 'vehicles.id')
    .selectAll('vehicles')
    .select(['latest_states.state', 'latest_states.last_contact_at'])
    .where('vehicles.fleet_id', '=', fleet_id)
    .where('vehicles.archived_at', 'is', null)
    .orderBy('vehicles.created_at')
    .orderBy('vehicles.id')
    .execute();
  return rows.map(({ row_number: _own_to_the_row, ...row }) => row);
};
