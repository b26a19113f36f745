/** Who may give what to whom, and the law that a fleet always has somebody who manages its people. */
import type { PermissionGrant } from '#lib/contract/people.ts';
import { type Actor, allows, inOrder, type Permission, preset_names, presetIdOf, presetPermissions } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { keepInvitationsOf } from '#server/store/invitations.ts';
import { listPeopleManagers } from '#server/store/people.ts';
import { findPreset } from '#server/store/presets.ts';
import { type Audit, write } from '#server/store/write.ts';

/** Nobody grants what he does not hold. */
export const requireHeld = (actor: Actor, wanted: readonly Permission[]): void => {
  const beyond = wanted.find((permission) => !allows(actor.permissions, permission));
  if (beyond) throw new Problem('missing-permissions', `You cannot grant ${beyond}, which you do not hold yourself.`);
};

export interface Granted {
  preset: string | null;
  preset_id: string | null;
  permissions: Permission[];
}

/** What a preset, or a list, stands for now. */
export const resolveGrant = async (db: Query, fleet_id: string, { preset_id, permissions = [] }: PermissionGrant): Promise<Granted> => {
  if (preset_id === undefined) return { preset: null, preset_id: null, permissions: inOrder(permissions) };
  const built_in = preset_names.find((name) => presetIdOf(name) === preset_id);
  if (built_in) return { preset: built_in, preset_id, permissions: presetPermissions(built_in) };
  const own = await findPreset(db, fleet_id, preset_id);
  if (own) return { preset: own.name, preset_id, permissions: JSON.parse(own.permissions) };
  const message = `There is no preset ${preset_id}.`;
  throw new Problem('referenced-resource-not-found', message, { errors: [{ pointer: '/preset_id', code: 'not_found', message }] });
};

/** One write to the people of the fleet at a time. Refuses what would leave nobody who can manage them. */
export const writePeople = <T>(app: App, { fleet_id }: { fleet_id: string }, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${fleet_id} people`);
    const before = await listPeopleManagers(tx, fleet_id);
    const result = await work(tx, audit);
    if (before.length === 0) return result;
    const managers = await listPeopleManagers(tx, fleet_id);
    if (managers.length === 0)
      throw new Problem(
        'conflicting-resource',
        'Nobody could manage the people of this fleet any more. Give “users” to somebody else first.',
      );
    await keepInvitationsOf(tx, fleet_id, managers);
    return result;
  });
