import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { endSharingOne } from '#server/services/sharing.ts';
import { listEndedSharing } from '#server/store/shared-vehicles.ts';

const batch = 100;

/** Takes vehicles back whose sharing has come to its end. */
export const endExpiredSharing = async (app: App): Promise<void> => {
  const now = nowAt(app);
  for (const { id, fleet_id } of await listEndedSharing(app.db.read, now, batch)) {
    const actor: Actor = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool', fleet_id, permissions: [], flow_id: newFlowId() };
    await endSharingOne(app, actor, id, undefined, now).catch((error: unknown) => {
      if (!Problem.is(error)) throw error;
    });
  }
};
