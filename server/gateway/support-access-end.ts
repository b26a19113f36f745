import { type App, nowAt } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { endSupportGrant, listExpiredGrants } from '#server/store/support-grants.ts';
import { write } from '#server/store/write.ts';

const batch = 100;

/** Tells of support access whose time is over. It lets nobody in any more as it is. */
export const endExpiredGrants = async (app: App): Promise<void> => {
  for (const { id, fleet_id, email, expires_at } of await listExpiredGrants(app.db.read, nowAt(app), batch)) {
    await write(app, async (tx, _emit, audit) => {
      if (!(await endSupportGrant(tx, id, expires_at))) return;
      const actor = { type: 'SYSTEM', id: 'gateway', name: 'Motorpool' };
      const object = { object_type: 'support-grant', object_id: id };
      audit({ fleet_id, actor, action: 'support-grant.expire', ...object, detail: { email }, flow_id: newFlowId() });
    });
  }
};
