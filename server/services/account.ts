import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { auditPerson } from '#server/auth/audit-session.ts';
import { requireOwnPassword } from '#server/auth/own-password.ts';
import { hashPassword } from '#server/auth/password.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { revokeSession } from '#server/store/access.ts';
import { deletePasswordResets, findPasswordReset, takePasswordReset } from '#server/store/invitations.ts';
import { endSessions, updateUser } from '#server/store/people.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { liveSessionsOf } from './user-access.ts';

export const updateMe: Service<'updateMe'> = async (app, actor, { body: { name } }) => {
  authorise(actor, 'updateMe');
  if (name === actor.name) return;
  await write(app, async (tx, _emit, audit) => {
    await updateUser(tx, actor.id, { name });
    await auditPerson(tx, audit, actor, 'user.rename', { name: { before: actor.name, after: name } }, actor.flow_id);
  });
};

/** Ends the person's other sessions, and any link that was made to set the password. */
export const changePassword: Service<'changePassword'> = async (app, actor, { body }) => {
  authorise(actor, 'changePassword');
  await requireOwnPassword(app, actor.id, body.current_password, '/current_password');
  const password_hash = await hashPassword(body.new_password);
  await write(app, async (tx, _emit, audit) => {
    await updateUser(tx, actor.id, { password_hash });
    await deletePasswordResets(tx, actor.id);
    await endSessions(tx, actor.id, actor.session_id);
    await auditPerson(tx, audit, actor, 'user.change-password', {}, actor.flow_id);
  });
};

export const listOwnSessions: Service<'listOwnSessions'> = async (app, actor) => {
  authorise(actor, 'listOwnSessions');
  return { items: await liveSessionsOf(app, actor, actor.id) };
};

export const revokeOwnSession: Service<'revokeOwnSession'> = async (app, actor, { params: { session_id } }) => {
  authorise(actor, 'revokeOwnSession');
  await write(app, async (tx, _emit, audit) => {
    const user = await revokeSession(tx, session_id, nowAt(app));
    if (user?.id !== actor.id) throw new Problem('resource-not-found', 'There is no such session.');
    await auditPerson(tx, audit, actor, 'session.sign-out', { session_id }, actor.flow_id);
  });
};

const over = () => new Problem('resource-not-found', 'This link is over or was used. Ask for a new one.');

/** Whose password the link sets; undefined when it is over. */
export const viewPasswordReset = async (
  app: Parameters<typeof nowAt>[0] & { db: { read: Parameters<typeof findPasswordReset>[0] } },
  token: string,
) => findPasswordReset(app.db.read, tokenHash(token), nowAt(app));

/** Ends all sessions of the person. Whoever has a second factor is asked for it at the next sign-in as before. */
export const resetPassword: Service<'resetPassword'> = async (app, actor, { body }) => {
  const hash = tokenHash(body.token);
  const found = await findPasswordReset(app.db.read, hash, nowAt(app));
  if (!found) throw over();
  const password_hash = await hashPassword(body.password);
  await write(app, async (tx, _emit, audit) => {
    const user_id = await takePasswordReset(tx, hash, nowAt(app));
    if (!user_id) throw over();
    await updateUser(tx, user_id, { password_hash });
    await endSessions(tx, user_id);
    await auditPerson(tx, audit, { id: user_id, name: found.name }, 'user.reset-password', {}, actor.flow_id);
  });
};
