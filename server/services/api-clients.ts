import { z } from 'zod';
import type { ApiClient } from '#lib/contract/api-clients.ts';
import { type Actor, allows, inOrder, mayBeOfClients, type Permission } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newToken } from '#server/ids.ts';
import {
  type ApiClientRow,
  clientNumber,
  findApiClient,
  findLastClientNumber,
  insertApiClient,
  listApiClients as listRows,
  revokeApiClient,
  updateApiClient as updateRow,
} from '#server/store/api-clients.ts';
import { type Audit, type NewAuditEntry, write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { requireHeld } from './grant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const hour_ms = 3_600_000;

const heldBy = (row: ApiClientRow): Permission[] => (JSON.parse(row.permissions) as Permission[]).filter(mayBeOfClients);

const toApiClient = (app: App, row: ApiClientRow): ApiClient => ({
  id: row.id,
  name: row.name,
  permissions: heldBy(row),
  created_at: row.created_at,
  modified_at: row.modified_at,
  ...(row.last_used_at && { last_used_at: row.last_used_at }),
  ...(row.old_secret_expires_at && row.old_secret_expires_at > nowAt(app) && { old_secret_expires_at: row.old_secret_expires_at }),
});

const getRow = async (db: Query, actor: Actor, client_id: string): Promise<ApiClientRow> => {
  const row = await findApiClient(db, client_id);
  if (row?.fleet_id !== actor.fleet_id) throw new Problem('resource-not-found', `There is no API client ${client_id}.`);
  return row;
};

const entryOf = (actor: Actor, act: string, client_id: string, detail: object): NewAuditEntry => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `api-client.${act}`,
  object_type: 'api-client',
  object_id: client_id,
  detail,
  flow_id: actor.flow_id,
});

const requireGrantable = (actor: Actor, wanted: readonly Permission[]): void => {
  const impossible = wanted.find((permission) => !mayBeOfClients(permission));
  if (impossible) throw new Problem('missing-permissions', `No API client can hold ${impossible}.`);
  requireHeld(actor, wanted);
};

const refuseTakenName = (app: App, name: string) => (error: unknown) => {
  if (!app.db.dialect.isUniqueViolation(error)) throw error;
  throw new Problem('conflicting-resource', `An API client named ${name} exists already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });
};

/** One write to the fleet's clients at a time. */
const writeClients = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} API clients`);
    return work(tx, audit);
  });

type Viewed = Pick<Call<'getApiClient'>, 'params' | 'onRevision'>;

const view = async (app: App, actor: Actor, { params, onRevision }: Viewed): Promise<ApiClient> => {
  const row = await getRow(app.db.read, actor, params.client_id);
  onRevision?.(etagOf(row));
  return toApiClient(app, row);
};

export const listApiClients: Service<'listApiClients'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listApiClients');
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ number: z.number() }), 'api-clients');
  const rows = (await listRows(app.db.read, actor.fleet_id)).filter(({ id }) => clientNumber(id) > (position?.number ?? 0));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toApiClient(app, row)),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ number: clientNumber(last.id) }, 'api-clients') }),
  };
};

/** Makes a client of the caller's fleet. The secret is told here once: only a hash of it is kept. */
export const createApiClient: Service<'createApiClient'> = async (app, actor, { body, onRevision }) => {
  authorise(actor, 'createApiClient');
  requireGrantable(actor, body.permissions);
  const { fleet_id } = actor;
  const client_secret = newToken();
  const permissions = inOrder(body.permissions);
  const client_id = await writeClients(app, actor, async (tx, audit) => {
    const id = `${fleet_id}#cl${(await findLastClientNumber(tx, fleet_id)) + 1}`;
    await insertApiClient(tx, {
      id,
      fleet_id,
      name: body.name,
      secret_hash: tokenHash(client_secret),
      permissions: JSON.stringify(permissions),
      created_at: nowAt(app),
    }).catch(refuseTakenName(app, body.name));
    audit(entryOf(actor, 'create', id, { name: body.name, permissions }));
    return id;
  });
  return { ...(await view(app, actor, { params: { client_id }, onRevision })), client_secret };
};

export const getApiClient: Service<'getApiClient'> = async (app, actor, call) => {
  authorise(actor, 'getApiClient');
  return view(app, actor, call);
};

/** Live tokens follow at once: what a token may do is always within what its client may do. */
export const updateApiClient: Service<'updateApiClient'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'updateApiClient');
  await writeClients(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.client_id);
    requireUnchanged(`API client ${row.id}`, row, if_match);
    const held = heldBy(row);
    const permissions = inOrder(body.permissions ?? held);
    const added = permissions.filter((permission) => !allows(held, permission));
    requireGrantable(actor, added);
    const renamed = body.name !== undefined && body.name !== row.name;
    const regranted = permissions.join() !== inOrder(held).join();
    if (!renamed && !regranted) return;
    const changes = { ...(renamed && { name: body.name }), ...(regranted && { permissions }) };
    await updateRow(tx, row.id, {
      ...changes,
      permissions: JSON.stringify(permissions),
      revision: row.revision + 1,
      modified_at: nowAt(app),
    }).catch(refuseTakenName(app, body.name ?? row.name));
    audit(entryOf(actor, 'change', row.id, changes));
  });
  return view(app, actor, { params, onRevision });
};

/** Whoever learns the secret can act as the client, so nobody gets one that can do more than he can. */
export const replaceApiClientSecret: Service<'replaceApiClientSecret'> = async (app, actor, { params, body, onRevision }) => {
  authorise(actor, 'replaceApiClientSecret');
  const overlap_in_hours = body?.overlap_in_hours ?? 0;
  const client_secret = newToken();
  await writeClients(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.client_id);
    requireGrantable(actor, heldBy(row));
    const overlaps = overlap_in_hours > 0;
    await updateRow(tx, row.id, {
      secret_hash: tokenHash(client_secret),
      old_secret_hash: overlaps ? row.secret_hash : null,
      old_secret_expires_at: overlaps ? new Date(app.clock() + overlap_in_hours * hour_ms).toISOString() : null,
      revision: row.revision + 1,
      modified_at: nowAt(app),
    });
    audit(entryOf(actor, 'replace-secret', row.id, { overlap_in_hours }));
  });
  return { ...(await view(app, actor, { params, onRevision })), client_secret };
};

export const deleteApiClient: Service<'deleteApiClient'> = async (app, actor, { params, if_match }) => {
  authorise(actor, 'deleteApiClient');
  await writeClients(app, actor, async (tx, audit) => {
    const row = await getRow(tx, actor, params.client_id);
    requireUnchanged(`API client ${row.id}`, row, if_match);
    await revokeApiClient(tx, row.id, nowAt(app));
    audit(entryOf(actor, 'delete', row.id, { name: row.name }));
  });
};
