import { z } from 'zod';
import type { Invitation } from '#lib/contract/people.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { hashPassword } from '#server/auth/password.ts';
import { normaliseEmail } from '#server/auth/sign-in.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId, newToken } from '#server/ids.ts';
import { invitationMail } from '#server/mail/account-mails.ts';
import { queueMail } from '#server/mail/queue-mail.ts';
import { chooseSessionFleet, findFleet, findUserByEmail, insertMembership, insertUser } from '#server/store/access.ts';
import {
  findInvitationByToken,
  findInvitationOf,
  type InvitationRow,
  insertInvitation,
  listInvitations as listRows,
  takeInvitation,
} from '#server/store/invitations.ts';
import { findMember } from '#server/store/people.ts';
import type { NewAuditEntry } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { requireHeld, resolveGrant, writePeople } from './grant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const lifetime_ms = 7 * 86_400_000;

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  ...(row.name && { name: row.name }),
  ...(row.job_title && { job_title: row.job_title }),
  ...(row.preset && { preset: row.preset }),
  ...(row.preset_id && { preset_id: row.preset_id }),
  permissions: JSON.parse(row.permissions),
  invited_by: row.invited_by_name,
  created_at: row.created_at,
  expires_at: row.expires_at,
});

const entryOf = (actor: Actor, act: string, id: string, detail: object): NewAuditEntry => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `invitation.${act}`,
  object_type: 'invitation',
  object_id: id,
  detail,
  flow_id: actor.flow_id,
});

export const listInvitations: Service<'listInvitations'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listInvitations');
  const position = z.object({ id: z.string() });
  const after = page_token === undefined ? undefined : decodePageToken(page_token, position, 'invitations').id;
  const rows = await listRows(app.db.read, actor.fleet_id, { now: nowAt(app), after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toInvitation), ...(last && { next_page_token: encodePageToken({ id: last.id }, 'invitations') }) };
};

const emailProblem = (message: string) =>
  new Problem('conflicting-resource', message, { errors: [{ pointer: '/email', code: 'taken', message }] });

/** The link is told here and in the mail alone: only a hash of its token is kept. */
export const inviteUser: Service<'inviteUser'> = async (app, actor, { body }) => {
  authorise(actor, 'inviteUser');
  const { fleet_id } = actor;
  const email = normaliseEmail(body.email);
  const token = newToken();
  const url = `${app.config.app_url}/invitation/${token}`;
  const { row, mailed } = await writePeople(app, actor, async (tx, audit) => {
    const granted = await resolveGrant(tx, fleet_id, body);
    requireHeld(actor, granted.permissions);
    const known = await findUserByEmail(tx, email);
    if (known && (await findMember(tx, fleet_id, known.id))) throw emailProblem(`${email} belongs to this fleet already.`);
    if (await findInvitationOf(tx, fleet_id, email, nowAt(app)))
      throw emailProblem(`${email} is invited already. Withdraw that invitation first.`);
    const invitation: InvitationRow = {
      id: newId(),
      fleet_id,
      email,
      name: [body.first_name, body.last_name].filter(Boolean).join(' ').slice(0, 100) || null,
      job_title: body.job_title || null,
      preset: granted.preset,
      preset_id: granted.preset_id,
      permissions: JSON.stringify(granted.permissions),
      token_hash: tokenHash(token),
      invited_by_id: actor.id,
      invited_by_name: actor.name,
      created_at: nowAt(app),
      expires_at: new Date(app.clock() + lifetime_ms).toISOString(),
    };
    await insertInvitation(tx, invitation);
    const { language = 'en' } = body;
    const fleet = await findFleet(tx, fleet_id);
    const letter = { url, invited_by: actor.name, expires_at: invitation.expires_at };
    const content = invitationMail(language, app.config.app_url, {
      ...letter,
      fleet_name: fleet?.name ?? '',
      time_zone: fleet?.time_zone ?? 'UTC',
    });
    const mail = await queueMail(app, tx, { fleet_id, kind: 'INVITATION', language, recipient: email, content, useful_ms: lifetime_ms });
    audit(entryOf(actor, 'create', invitation.id, { email, preset: granted.preset, permissions: granted.permissions }));
    return { row: invitation, mailed: mail !== undefined };
  });
  return { ...toInvitation(row), url, mailed };
};

export const withdrawInvitation: Service<'withdrawInvitation'> = async (app, actor, { params }) => {
  authorise(actor, 'withdrawInvitation');
  await writePeople(app, actor, async (tx, audit) => {
    const taken = await takeInvitation(tx, actor.fleet_id, params.invitation_id);
    if (!taken) throw new Problem('resource-not-found', 'There is no such invitation.');
    audit(entryOf(actor, 'withdraw', taken.id, { email: taken.email }));
  });
};

const over = () => new Problem('resource-not-found', 'This invitation is over, withdrawn or used. Ask for a new one.');

/** What the page of the link says; undefined when the invitation is over. */
export const viewInvitation = async (app: App, token: string) => {
  const row = await findInvitationByToken(app.db.read, tokenHash(token), nowAt(app));
  if (!row) return undefined;
  const fleet = await findFleet(app.db.read, row.fleet_id);
  const known = await findUserByEmail(app.db.read, row.email);
  return {
    email: row.email,
    name: row.name ?? '',
    fleet_name: fleet?.name ?? '',
    invited_by: row.invited_by_name,
    has_account: known !== undefined,
  };
};

const admit = async (tx: Query, row: InvitationRow, user_id: string, created_at: string) => {
  const { fleet_id, preset, preset_id, permissions, job_title } = row;
  await insertMembership(tx, { user_id, fleet_id, preset, preset_id, permissions, job_title, created_at });
};

const admitted = (row: InvitationRow, user: { id: string; name: string }, flow_id: string): NewAuditEntry =>
  entryOf({ type: 'USER', ...user, fleet_id: row.fleet_id, permissions: [], flow_id }, 'accept', row.id, {
    email: row.email,
    invited_by: row.invited_by_name,
  });

const find = async (app: App, token: string): Promise<InvitationRow> => {
  const found = await findInvitationByToken(app.db.read, tokenHash(token), nowAt(app));
  if (!found) throw over();
  return found;
};

const accountExists = () =>
  new Problem('conflicting-resource', 'This address has an account already. Sign in with it, then open the invitation again.');

/** Makes the account that the invitation was for. The token is the proof. */
export const acceptInvitation: Service<'acceptInvitation'> = async (app, actor, { body }) => {
  const { fleet_id, id, email } = await find(app, body.token);
  if (await findUserByEmail(app.db.read, email)) throw accountExists();
  const password_hash = await hashPassword(body.password);
  await writePeople(app, { fleet_id }, async (tx, audit) => {
    const row = await takeInvitation(tx, fleet_id, id);
    if (!row) throw over();
    const created_at = nowAt(app);
    const user = { id: newId(), name: body.name };
    await insertUser(tx, { ...user, email, password_hash, version: 1, created_at, disabled_at: null }).catch((error: unknown) => {
      throw app.db.dialect.isUniqueViolation(error) ? accountExists() : error;
    });
    await admit(tx, row, user.id, created_at);
    audit(admitted(row, user, actor.flow_id));
  });
  return { email };
};

/** Brings the person who is signed in into a further fleet; only the one whom the invitation is for. */
export const joinFleet: Service<'joinFleet'> = async (app, actor, { body }) => {
  authorise(actor, 'joinFleet');
  const { fleet_id, id, email } = await find(app, body.token);
  if (email !== actor.email) throw new Problem('conflicting-resource', `This invitation is for ${email}. Sign in with that account.`);
  await writePeople(app, { fleet_id }, async (tx, audit) => {
    await app.db.dialect.lockFleet(tx, `user ${actor.id}`);
    const row = await takeInvitation(tx, fleet_id, id);
    if (!row) throw over();
    if (await findMember(tx, fleet_id, actor.id)) throw new Problem('conflicting-resource', 'You belong to this fleet already.');
    await admit(tx, row, actor.id, nowAt(app));
    if (actor.session_id) await chooseSessionFleet(tx, actor.session_id, fleet_id);
    audit(admitted(row, actor, actor.flow_id));
  });
  return { fleet_id };
};
