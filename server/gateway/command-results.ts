import type { CommandResult } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { waitUntil } from '#server/services/wait-until.ts';
import { findCommandByTracking, findCommandResult, insertCommandResult } from '#server/store/command-results.ts';
import { lockVehiclesByUnit } from '#server/store/ingest.ts';
import type { Emit } from '#server/store/write.ts';
import { applyResult } from './command-steps.ts';

/**
 * Joins a result to its command. One that overtook our own note of the tracking id is kept, and `accept` finds it: both lock the vehicle first,
 * so that the later of them sees the earlier. Being rows, early results outlive a restart.
 */
export const joinResult = async (app: App, tx: Query, emit: Emit, place: { fleet_id: string; brand: string }, result: CommandResult) => {
  const { fleet_id, brand } = place;
  const { unit_id, tracking_id, outcome, detail } = result;
  await lockVehiclesByUnit(tx, app.db.dialect, brand, [unit_id]);
  const command = await findCommandByTracking(tx, fleet_id, tracking_id);
  if (command) await applyResult(app, tx, emit, command, result);
  else await insertCommandResult(tx, { fleet_id, tracking_id, outcome, detail, received_at: nowAt(app) });
};

/** Waits for the result of an order that belongs to no command of its own, since it is one step of several. */
export const awaitCommandResult = async (
  app: App,
  fleet_id: string,
  tracking_id: string,
  until_ms: number,
): Promise<CommandResult['outcome'] | undefined> => {
  const look = () => findCommandResult(app.db.read, fleet_id, tracking_id);
  const found = await waitUntil(app.db, look, Math.max(0, until_ms - app.clock()));
  return found?.outcome as CommandResult['outcome'] | undefined;
};
