import { type Actor, allows, type Permission } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { idle_ms } from '#server/auth/find-actor.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newToken } from '#server/ids.ts';
import { revokeSession } from '#server/store/access.ts';
import { replacePasswordReset } from '#server/store/invitations.ts';
import { endSessions, listLiveSessions, listMemberships } from '#server/store/people.ts';
import { deleteSecondFactor } from '#server/store/second-factors.ts';
import { listRunningGrants } from '#server/store/support-grants.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { writePeople } from './grant.ts';
import { getMember, userEntry } from './people.ts';

const reset_lifetime_ms = 15 * 60_000;

export const liveSessionsOf = async (app: App, actor: Actor, user_id: string) => {
  const idle_since = new Date(app.clock() - idle_ms).toISOString();
  const rows = await listLiveSessions(app.db.read, user_id, { now: nowAt(app), idle_since });
  return rows.map(({ user_agent, ...row }) => ({ ...row, user_agent: user_agent ?? '', current: row.id === actor.session_id }));
};

export const listUserSessions: Service<'listUserSessions'> = async (app, actor, { params }) => {
  authorise(actor, 'listUserSessions');
  const { id } = await getMember(app.db.read, actor, params.user_id);
  return { items: await liveSessionsOf(app, actor, id) };
};

export const revokeUserSession: Service<'revokeUserSession'> = async (app, actor, { params: { user_id, session_id } }) => {
  authorise(actor, 'revokeUserSession');
  await writePeople(app, actor, async (tx, audit) => {
    await getMember(tx, actor, user_id);
    const user = await revokeSession(tx, session_id, nowAt(app));
    if (user?.id !== user_id) throw new Problem('resource-not-found', 'There is no such session.');
    audit(userEntry(actor, 'revoke-session', user_id, { session_id }));
  });
};

/** Whoever renews a person's way in could come in as that person: he must hold as much, in every fleet that the person belongs to or is let into. */
const requireMastery = async (tx: Query, actor: Actor, user_id: string, now: string): Promise<void> => {
  if (user_id === actor.id) throw new Problem('conflicting-resource', 'This is your own account: use the page “Account”.');
  const own = new Map((await listMemberships(tx, actor.id)).map((row) => [row.fleet_id, JSON.parse(row.permissions) as Permission[]]));
  const fleets = [...(await listMemberships(tx, user_id)), ...(await listRunningGrants(tx, user_id, now))];
  for (const { fleet_id, permissions } of fleets) {
    const held = fleet_id === actor.fleet_id ? actor.permissions : (own.get(fleet_id) ?? []);
    const wanted: Permission[] = ['users', ...JSON.parse(permissions)];
    if (!wanted.every((permission) => allows(held, permission)))
      throw new Problem(
        'missing-permissions',
        'This person may do more than you, here or in another fleet. Ask somebody who holds as much.',
      );
  }
};

export const resetUserSecondFactor: Service<'resetUserSecondFactor'> = async (app, actor, { params: { user_id } }) => {
  authorise(actor, 'resetUserSecondFactor');
  await writePeople(app, actor, async (tx, audit) => {
    await getMember(tx, actor, user_id);
    await requireMastery(tx, actor, user_id, nowAt(app));
    if (!(await deleteSecondFactor(tx, user_id))) throw new Problem('conflicting-resource', 'This person has no second factor.');
    await endSessions(tx, user_id);
    audit(userEntry(actor, 'reset-second-factor', user_id));
  });
};

/** The link is told here alone; a second factor is asked for all the same afterwards. */
export const createPasswordReset: Service<'createPasswordReset'> = async (app, actor, { params: { user_id } }) => {
  authorise(actor, 'createPasswordReset');
  const token = newToken();
  const expires_at = new Date(app.clock() + reset_lifetime_ms).toISOString();
  await writePeople(app, actor, async (tx, audit) => {
    await getMember(tx, actor, user_id);
    await requireMastery(tx, actor, user_id, nowAt(app));
    await replacePasswordReset(tx, { token_hash: tokenHash(token), user_id, created_at: nowAt(app), expires_at });
    audit(userEntry(actor, 'make-password-link', user_id));
  });
  return { url: `${app.config.app_url}/password-reset/${token}`, expires_at };
};
