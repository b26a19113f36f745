import { setImmediate } from 'node:timers/promises';
import type { App } from '#server/app.ts';
import { nowAt } from '#server/app.ts';
import { erasedDetail, erasure_action } from '#server/erased-entries.ts';
import { deleteVehicle } from '#server/store/erasures.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { eraseEvents, type NewAuditEntry, write } from '#server/store/write.ts';

const batch = 500;

/** Empties what the log tells of a removed vehicle, in steps so short that no other write waits for them. Doing it again does no harm. */
export const eraseEventsOf = async (app: App, vehicle_id: string): Promise<void> => {
  while ((await write(app, (tx) => eraseEvents(tx, vehicle_id, batch))) === batch) await setImmediate();
};

/**
 * Removes an archived vehicle for good: all its rows in one transaction, then its events. What a crash leaves of those, and the bytes in the files,
 * is the gateway's to clear away. `find` gives the vehicle, locked, or undefined when it is not to be removed any more.
 */
export const removeForGood = async (
  app: App,
  vehicle_id: string,
  entry: Pick<NewAuditEntry, 'actor' | 'action' | 'flow_id'>,
  find: (tx: Parameters<typeof deleteVehicle>[0]) => Promise<VehicleRow | undefined>,
): Promise<boolean> => {
  const removed = await write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [vehicle_id]);
    const row = await find(tx);
    if (!row) return false;
    const { fleet_id } = row;
    const erased = await deleteVehicle(tx, { vehicle_id, fleet_id, removed_at: nowAt(app) });
    const object = { object_type: 'vehicle', object_id: vehicle_id };
    const own = erased.find((entries) => entries.fleet_id === fleet_id);
    audit({ ...entry, ...object, fleet_id, detail: erasedDetail(own?.audit_seqs ?? []) });
    // Fleets that the vehicle was shared with are not told by whom.
    for (const { fleet_id: other_id, audit_seqs } of erased.filter((entries) => entries !== own))
      audit({
        ...object,
        fleet_id: other_id,
        actor: { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' },
        action: erasure_action,
        detail: erasedDetail(audit_seqs),
        flow_id: entry.flow_id,
      });
    return true;
  });
  if (removed) await eraseEventsOf(app, vehicle_id);
  return removed;
};
