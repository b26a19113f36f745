import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { retention_days } from '#server/services/vehicle-view.ts';
import { deleteExpiredTokens, listFleets } from '#server/store/access.ts';
import { deleteEventsBefore } from '#server/store/events.ts';
import { deleteExpiredJobs } from '#server/store/gateway-jobs.ts';
import { deleteOldIdempotencyKeys } from '#server/store/idempotency-keys.ts';
import { deleteVehicle, listExpiredVehicles } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';

const day_ms = 86_400_000;
const history_days = 30;
const idempotency_ms = 2 * day_ms;
const batch = 500;

const system = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' } as const;

/** Vehicles archived longer than the time of retention go for good; the audit entry keeps only the id. */
const removeExpiredVehicles = async (app: App): Promise<number> => {
  const before = new Date(app.clock() - retention_days * day_ms).toISOString();
  const expired = await listExpiredVehicles(app.db.read, before, batch);
  for (const { id, fleet_id } of expired) {
    await write(app, async (tx, _emit, audit) => {
      await deleteVehicle(tx, id);
      audit({ fleet_id, actor: system, action: 'vehicle.purge', object_type: 'vehicle', object_id: id, flow_id: newFlowId() });
    });
  }
  return expired.length;
};

/** History beyond its retention goes in small batches, so that no write waits for it. */
const removeOldEvents = async (app: App): Promise<void> => {
  const before = new Date(app.clock() - history_days * day_ms).toISOString();
  for (const { id } of await listFleets(app.db.read)) {
    while ((await write(app, (tx) => deleteEventsBefore(tx, id, before, batch))) === batch);
  }
};

export const keepHouse = async (app: App): Promise<void> => {
  const now = new Date(app.clock()).toISOString();
  await write(app, async (tx) => {
    await deleteExpiredTokens(tx, now);
    await deleteExpiredJobs(tx, now);
    await deleteOldIdempotencyKeys(tx, new Date(app.clock() - idempotency_ms).toISOString());
  });
  const removed = await removeExpiredVehicles(app);
  if (removed > 0) app.log.info({ removed }, 'Archived vehicles removed after their time of retention');
  await removeOldEvents(app);
};
