import { permissions as all_permissions, type Permission } from '#lib/domain/access.ts';
import type { Query } from '#server/db/dialect.ts';
import { findApiClient } from './api-clients.ts';
import { listRunningGrants } from './support-grants.ts';

export interface Initiator {
  fleet_id: string;
  initiator_fleet_id: string | null;
  initiator_type: string;
  initiator_id: string;
  /** The sign-in by which a person asked. */
  session_id: string | null;
}

const sessionStands = async (db: Query, session_id: string, user_version: number, now: string): Promise<boolean> => {
  const session = await db.selectFrom('sessions').selectAll().where('id', '=', session_id).executeTakeFirst();
  return session !== undefined && session.revoked_at === null && session.expires_at > now && session.user_version === user_version;
};

/** Of somebody who asked under support access: that must stand still. */
const grantedPermissions = async (db: Query, initiator: Initiator, now: string): Promise<Permission[]> => {
  const user = await db
    .selectFrom('users')
    .select('version')
    .where('id', '=', initiator.initiator_id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const fleet_id = initiator.initiator_fleet_id ?? initiator.fleet_id;
  const grant = (await listRunningGrants(db, initiator.initiator_id, now)).find((running) => running.fleet_id === fleet_id);
  if (!user || !grant || !initiator.session_id) return [];
  return (await sessionStands(db, initiator.session_id, user.version, now)) ? JSON.parse(grant.permissions) : [];
};

const personPermissions = async (db: Query, initiator: Initiator, now: string): Promise<Permission[]> => {
  const person = await db
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_id', 'users.id')
    .select(['users.version', 'memberships.permissions'])
    .where('users.id', '=', initiator.initiator_id)
    .where('users.disabled_at', 'is', null)
    .where('memberships.fleet_id', '=', initiator.initiator_fleet_id ?? initiator.fleet_id)
    .executeTakeFirst();
  if (!person) return grantedPermissions(db, initiator, now);
  if (initiator.session_id && !(await sessionStands(db, initiator.session_id, person.version, now))) return [];
  return JSON.parse(person.permissions);
};

/** What the one who asked may do now: nothing any more without account, membership or the sign-in it was asked by. */
export const listInitiatorPermissions = async (db: Query, initiator: Initiator, now: string): Promise<readonly Permission[]> => {
  if (initiator.initiator_type === 'SYSTEM') return all_permissions;
  if (initiator.initiator_type === 'USER') return personPermissions(db, initiator, now);
  const client = await findApiClient(db, initiator.initiator_id);
  return client && client.fleet_id === (initiator.initiator_fleet_id ?? initiator.fleet_id) ? JSON.parse(client.permissions) : [];
};
