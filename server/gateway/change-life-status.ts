import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { keepDocument } from '#server/services/vehicle-documents.ts';
import { toVehicle } from '#server/services/vehicle-view.ts';
import { findVehicle, updateVehicle } from '#server/store/vehicles.ts';
import type { Emit } from '#server/store/write.ts';

/** Sets ONLINE or OFFLINE and tells it. Leaves the vehicle's revision: nothing that people write has changed. */
export const changeLifeStatus = async (
  app: App,
  tx: Query,
  emit: Emit,
  vehicle: { fleet_id: string; vehicle_id: string; last_contact_at: string | null },
  life_status: 'ONLINE' | 'OFFLINE',
  flow_id: string,
): Promise<void> => {
  const { fleet_id, vehicle_id, last_contact_at } = vehicle;
  const row = await findVehicle(tx, fleet_id, vehicle_id);
  if (!row || row.life_status === life_status) return;
  // It spoke while the caller took it for silent.
  if (life_status === 'OFFLINE' && row.last_contact_at !== last_contact_at) return;
  const columns = { life_status, life_status_modified_at: nowAt(app) };
  await keepDocument(tx, await updateVehicle(tx, vehicle_id, columns));
  emit({
    fleet_id,
    type: 'VehicleChanged',
    vehicle_id,
    occurred_at: columns.life_status_modified_at,
    flow_id,
    data: { reasons: ['LIFE_STATUS_CHANGED'], vehicle: toVehicle({ ...row, ...columns, last_contact_at }) },
  });
};
