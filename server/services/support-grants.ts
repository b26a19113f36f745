/**
 * Support access: somebody who does not belong to the fleet is let in for a time, with a reason, for a part of what the preset Support may do. It is no
 * membership: it counts nowhere among the fleet's people, and ends by itself. Whatever is done under it carries its id in the audit log.
 */
import { z } from 'zod';
import type { SupportGrant } from '#lib/contract/support-grants.ts';
import { type Actor, allows, inOrder, presetPermissions } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { normaliseEmail } from '#server/auth/sign-in.ts';
import { newId } from '#server/ids.ts';
import { findUserByEmail } from '#server/store/access.ts';
import { findMember } from '#server/store/people.ts';
import {
  endSupportGrant as endRow,
  findSupportGrant,
  insertSupportGrant,
  listSupportGrants as listRows,
  listRunningGrants,
  type SupportGrantRow,
} from '#server/store/support-grants.ts';
import { type NewAuditEntry, write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { requireHeld, writePeople } from './grant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const toGrant = (row: SupportGrantRow): SupportGrant => ({
  id: row.id,
  email: row.email,
  reason: row.reason,
  permissions: JSON.parse(row.permissions),
  granted_by: row.granted_by_name,
  created_at: row.created_at,
  expires_at: row.expires_at,
  ...(row.ended_at && { ended_at: row.ended_at }),
});

const entryOf = (actor: Actor, act: string, { id, email }: SupportGrantRow, detail: object = {}): NewAuditEntry => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `support-grant.${act}`,
  object_type: 'support-grant',
  object_id: id,
  detail: { email, ...detail },
  flow_id: actor.flow_id,
});

export const listSupportGrants: Service<'listSupportGrants'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listSupportGrants');
  const before = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), 'support-grants').id;
  const rows = await listRows(app.db.read, actor.fleet_id, { before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toGrant), ...(last && { next_page_token: encodePageToken({ id: last.id }, 'support-grants') }) };
};

const refuse = (kind: 'referenced-resource-not-found' | 'conflicting-resource' | 'validation-error', pointer: string, message: string) =>
  new Problem(kind, message, { errors: [{ pointer, code: kind === 'conflicting-resource' ? 'taken' : 'not_found', message }] });

const support = presetPermissions('Support');

export const createSupportGrant: Service<'createSupportGrant'> = async (app, actor, { body }) => {
  authorise(actor, 'createSupportGrant');
  const { fleet_id } = actor;
  const email = normaliseEmail(body.email);
  const beyond = body.permissions?.find((permission) => !allows(support, permission));
  if (beyond) throw refuse('validation-error', '/permissions', `Support access never covers ${beyond}.`);
  const permissions = inOrder(body.permissions ?? support.filter((permission) => allows(actor.permissions, permission)));
  requireHeld(actor, permissions);
  const row = await writePeople(app, actor, async (tx, audit) => {
    const user = await findUserByEmail(tx, email);
    if (!user || user.disabled_at) throw refuse('referenced-resource-not-found', '/email', `Nobody has an account with ${email} here.`);
    if (await findMember(tx, fleet_id, user.id)) throw refuse('conflicting-resource', '/email', `${email} belongs to this fleet.`);
    const running = await listRunningGrants(tx, user.id, nowAt(app));
    if (running.some((grant) => grant.fleet_id === fleet_id))
      throw refuse('conflicting-resource', '/email', `${email} has support access already. End it first.`);
    const grant: SupportGrantRow = {
      id: newId(),
      fleet_id,
      user_id: user.id,
      email,
      reason: body.reason,
      permissions: JSON.stringify(permissions),
      granted_by_id: actor.id,
      granted_by_name: actor.name,
      created_at: nowAt(app),
      expires_at: new Date(app.clock() + body.expires_in_minutes * 60_000).toISOString(),
      ended_at: null,
    };
    await insertSupportGrant(tx, grant);
    audit(entryOf(actor, 'create', grant, { reason: grant.reason, expires_at: grant.expires_at, permissions }));
    return grant;
  });
  return toGrant(row);
};

/** The person's next request is refused; streams ask every two seconds. */
export const endSupportGrant: Service<'endSupportGrant'> = async (app, actor, { params: { grant_id } }) => {
  authorise(actor, 'endSupportGrant');
  await write(app, async (tx, _emit, audit) => {
    const row = await findSupportGrant(tx, actor.fleet_id, grant_id);
    if (!row) throw new Problem('resource-not-found', `There is no support access ${grant_id}.`);
    if (await endRow(tx, row.id, nowAt(app))) audit(entryOf(actor, 'end', row));
  });
};
