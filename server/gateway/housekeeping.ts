import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newFlowId } from '#server/ids.ts';
import { archiveOne } from '#server/services/archive.ts';
import { eraseEventsOf, removeForGood } from '#server/services/remove-vehicle.ts';
import { fillDocuments } from '#server/services/vehicle-documents.ts';
import { retention_days } from '#server/services/vehicle-view.ts';
import { deleteSessionsBefore, listFleets } from '#server/store/access.ts';
import { deleteExpiredTokens } from '#server/store/api-clients.ts';
import { deleteOldPlans } from '#server/store/command-plans.ts';
import { deleteDuplicateSessionsBefore } from '#server/store/duplicate-sessions.ts';
import { deleteErasures, listErasures } from '#server/store/erasures.ts';
import { deleteEventMarksBefore } from '#server/store/event-marks.ts';
import { deleteEventsBefore } from '#server/store/events.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { deleteExpiredJobs } from '#server/store/gateway-jobs.ts';
import { deleteBlocksBefore } from '#server/store/history-blocks.ts';
import { deleteOldIdempotencyKeys } from '#server/store/idempotency-keys.ts';
import { deleteOldImports } from '#server/store/imports.ts';
import { deleteInboxEntriesBefore } from '#server/store/inbox.ts';
import { deleteExpiredLinks } from '#server/store/invitations.ts';
import { deleteMailsBefore } from '#server/store/mails.ts';
import { deleteNotificationsBefore } from '#server/store/notification-deliveries.ts';
import { deleteObservedUnitsBefore } from '#server/store/observed-units.ts';
import { deleteEndedPositionLinks } from '#server/store/position-links.ts';
import { deleteExpiredAttempts } from '#server/store/sign-in-attempts.ts';
import { deleteDiscardedTripsBefore } from '#server/store/trips.ts';
import { findVehicle, listExpiredVehicles, listForgottenVehicles } from '#server/store/vehicles.ts';
import { deleteDeliveriesBefore } from '#server/store/webhook-deliveries.ts';
import { write } from '#server/store/write.ts';
import { compactHistory } from './compact-history.ts';

const day_ms = 86_400_000;
const ended_link_kept_ms = 7 * day_ms;
const idempotency_ms = 2 * day_ms;
const plan_kept_ms = 2 * day_ms;
const import_kept_ms = 30 * day_ms;
const duplicate_kept_ms = 7 * day_ms;
/** They keep old values from beginning a trip anew; a vehicle's oldest are gone by then. */
const discarded_trip_kept_ms = 100 * day_ms;
const mail_kept_ms = 8 * day_ms;
const inbox_kept_ms = 90 * day_ms;
const told_kept_ms = 90 * day_ms;
const delivery_kept_ms = 30 * day_ms;
const session_kept_ms = 30 * day_ms;
const observed_kept_ms = 30 * day_ms;
const batch = 500;
const block_batch = 50;
/** Removals share one cleaning of the files: rewriting the tables of a large database stops its writers for a while. */
const cleaning_delay_ms = day_ms / 2;

const system = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' } as const;

/** Vehicles archived longer than the time of retention go for good; the audit entry keeps only the id. */
const removeExpiredVehicles = async (app: App): Promise<number> => {
  const before = new Date(app.clock() - retention_days * day_ms).toISOString();
  let removed = 0;
  for (const { id, fleet_id } of await listExpiredVehicles(app.db.read, before, batch)) {
    const entry = { actor: system, action: 'vehicle.purge', flow_id: newFlowId() };
    const done = await removeForGood(app, id, entry, async (tx) => {
      const row = await findVehicle(tx, fleet_id, id);
      return row?.archived_at && row.archived_at < before ? row : undefined;
    });
    if (done) removed += 1;
  }
  return removed;
};

/** Archives, where the fleet wants it, what was silent for so long; with a command running, the next time. Unlike a final removal it can be undone. */
const archiveSilentVehicles = async (app: App): Promise<number> => {
  let archived = 0;
  for (const { id: fleet_id, settings } of await listFleets(app.db.read)) {
    const { enabled, days_without_contact } = readFleetRules(settings).automatic_vehicle_removal;
    if (!enabled) continue;
    const before = new Date(app.clock() - days_without_contact * day_ms).toISOString();
    for (const vehicle_id of await listForgottenVehicles(app.db.read, fleet_id, before, batch)) {
      const actor: Actor = { ...system, fleet_id, permissions: [], flow_id: newFlowId() };
      const done = await archiveOne(app, actor, vehicle_id).then(
        () => true,
        (error: unknown) => {
          if (Problem.is(error)) return false;
          throw error;
        },
      );
      if (done) archived += 1;
    }
  }
  return archived;
};

/** In batches, so that no write waits for it. */
const deleteAll = async (app: App, size: number, deleteSome: (tx: Query, limit: number) => Promise<number>): Promise<void> => {
  while ((await write(app, (tx) => deleteSome(tx, size))) === size);
};

/** History beyond its retention. */
const removeOldEvents = async (app: App): Promise<void> => {
  for (const { id, settings } of await listFleets(app.db.read)) {
    const before = new Date(app.clock() - readFleetRules(settings).history_retention_in_days * day_ms).toISOString();
    await deleteAll(app, batch, (tx, limit) => deleteEventsBefore(tx, id, before, limit));
    await deleteAll(app, block_batch, (tx, limit) => deleteBlocksBefore(tx, id, before, limit));
    await write(app, (tx) => deleteEventMarksBefore(tx, id, before));
  }
};

/** Finishes removals that were cut short, and clears what was removed out of the files. What cannot be done now is due again in an hour. */
const finishErasures = async (app: App): Promise<void> => {
  const erasures = await listErasures(app.db.read);
  for (const { vehicle_id } of erasures) await eraseEventsOf(app, vehicle_id);
  const [oldest] = erasures;
  if (!oldest || Date.parse(oldest.removed_at) > app.clock() - cleaning_delay_ms) return;
  if (await app.db.dialect.clearTraces(app.db.write)) await write(app, (tx) => deleteErasures(tx, erasures));
  else app.log.warn({ removed: erasures.length, since: oldest.removed_at }, 'Removed data could not be cleared out of the files yet');
};

export const keepHouse = async (app: App): Promise<void> => {
  const ago = (ms: number) => new Date(app.clock() - ms).toISOString();
  const now = ago(0);
  await write(app, async (tx) => {
    await deleteExpiredTokens(tx, now);
    await deleteExpiredJobs(tx, now);
    await deleteExpiredLinks(tx, now);
    await deleteExpiredAttempts(tx, now);
    await deleteObservedUnitsBefore(tx, ago(observed_kept_ms));
    await deleteOldPlans(tx, ago(plan_kept_ms));
    await deleteOldImports(tx, { now, created_before: ago(import_kept_ms) });
    await deleteEndedPositionLinks(tx, ago(ended_link_kept_ms));
    await deleteDuplicateSessionsBefore(tx, ago(duplicate_kept_ms));
    await deleteDiscardedTripsBefore(tx, ago(discarded_trip_kept_ms));
    await deleteInboxEntriesBefore(tx, ago(inbox_kept_ms));
    await deleteMailsBefore(tx, ago(mail_kept_ms));
    await deleteOldIdempotencyKeys(tx, ago(idempotency_ms));
  });
  await deleteAll(app, batch, (tx, limit) => deleteSessionsBefore(tx, ago(session_kept_ms), limit));
  await deleteAll(app, batch, (tx, limit) => deleteDeliveriesBefore(tx, ago(delivery_kept_ms), limit));
  await deleteAll(app, batch, (tx, limit) => deleteNotificationsBefore(tx, ago(told_kept_ms), limit));
  const removed = await removeExpiredVehicles(app);
  if (removed > 0) app.log.info({ removed }, 'Archived vehicles removed after their time of retention');
  const archived = await archiveSilentVehicles(app);
  if (archived > 0) app.log.info({ archived }, 'Silent vehicles archived, as their fleets want it');
  await fillDocuments(app);
  await removeOldEvents(app);
  const moved = await compactHistory(app);
  if (moved > 0) app.log.info({ moved }, 'Older state records compacted');
  await finishErasures(app);
};
