import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Query } from '#server/db/dialect.ts';

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
    .set({ state: JSON.stringify(kept), lat, lon, events_since_full: 0 })
    .where('vehicle_id', '=', vehicle_id)
    .execute();
};
