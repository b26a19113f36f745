import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Query } from '#server/db/dialect.ts';

export const getLatestState = async (db: Query, vehicle_id: string): Promise<VehicleState> => {
  const row = await db.selectFrom('latest_states').select('state').where('vehicle_id', '=', vehicle_id).executeTakeFirst();
  return row ? JSON.parse(row.state) : {};
};
