import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { auditPerson } from '#server/auth/audit-session.ts';
import { requireOwnPassword } from '#server/auth/own-password.ts';
import { hashPassword } from '#server/auth/password.ts';
import { normaliseEmail } from '#server/auth/sign-in.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { password_reset_ms } from '#server/mail/prepare-password-reset.ts';
import { queueMail } from '#server/mail/queue-mail.ts';
import { revokeSession } from '#server/store/access.ts';
import { deletePasswordResets, findPasswordReset, takePasswordReset } from '#server/store/invitations.ts';
import { endSessions, updateUser } from '#server/store/people.ts';
import { addAttempt } from '#server/store/sign-in-attempts.ts';
import { isStorableText } from '#server/store/storable-text.ts';
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

const request_window_ms = 15 * 60_000;
/** Within the window. */
const most_requests = { address: 20, email: 3 };

/**
 * Leaves the request for the gateway: nobody is looked up here, so neither answer nor time tells whether the address is anybody's. Requests beyond the
 * few that one mail box needs are passed over in silence; an address of the network that goes on asking is told to wait.
 */
export const requestPasswordReset: Service<'requestPasswordReset'> = async (app, _actor, { body, address = '' }) => {
  if (!app.config.mail)
    throw new Problem('conflicting-resource', 'This installation sends no mail. Ask somebody who manages your fleet’s people.');
  const email = normaliseEmail(body.email);
  const is_over = await write(app, async (tx) => {
    const count = (key: string) => addAttempt(tx, key, nowAt(app), new Date(app.clock() + request_window_ms).toISOString());
    if (address && (await count(`reset-address:${address}`)) > most_requests.address) return true;
    if ((await count(`reset:${tokenHash(email)}`)) > most_requests.email || !isStorableText(email)) return false;
    const { language = 'en' } = body;
    await queueMail(app, tx, { kind: 'PASSWORD_RESET', language, recipient: email, useful_ms: password_reset_ms });
    return false;
  });
  if (!is_over) return;
  throw new Problem('too-many-requests', 'Too many requests from this address. Wait 15 minutes.', {
    retry_after_seconds: request_window_ms / 1000,
  });
};
