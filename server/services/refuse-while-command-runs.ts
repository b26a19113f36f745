import { Problem } from '#lib/domain/problem.ts';
import type { Query } from '#server/db/dialect.ts';
import { findRunningCommand } from '#server/store/commands.ts';

/** In the transaction that is to change the vehicle, which the caller has locked. Throws 409. */
export const refuseWhileCommandRuns = async (tx: Query, vehicle_id: string) => {
  const running = await findRunningCommand(tx, vehicle_id);
  if (running) {
    throw new Problem('vehicle/conflicting-command', `Command ${running.id} is still running on ${vehicle_id}.`, {
      command_id: running.id,
      retry_after_seconds: 5,
    });
  }
};
