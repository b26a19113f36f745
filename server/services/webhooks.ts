import { z } from 'zod';
import type { Webhook } from '#lib/contract/webhooks.ts';
import type { Actor } from '#lib/domain/access.ts';
import { isVehicleEvent } from '#lib/domain/event.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { Secret } from '#lib/domain/secret.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { getEventBounds } from '#server/store/events.ts';
import { restartDeliveries } from '#server/store/webhook-deliveries.ts';
import {
  deleteWebhook as deleteRow,
  findWebhook,
  insertWebhook,
  listWebhooks as listRows,
  updateWebhook as updateRow,
  type WebhookRow,
} from '#server/store/webhooks.ts';
import { type Audit, write } from '#server/store/write.ts';
import { readWebhookAddress } from '#server/streams/webhook-address.ts';
import { newWebhookSecret } from '#server/streams/webhook-signature.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { chosenTypes } from './chosen-types.ts';
import { onceWithin } from './idempotency.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const most_webhooks = 20;
const overlap_ms = 24 * 3_600_000;

const toWebhook = (app: App, row: WebhookRow): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  topics: JSON.parse(row.topics),
  event_types: JSON.parse(row.event_types),
  vehicle_ids: JSON.parse(row.vehicle_ids),
  enabled: row.enabled === 1,
  status: row.enabled === 1 ? 'ACTIVE' : 'DISABLED',
  ...(row.disabled_reason && { disabled_reason: row.disabled_reason as 'GONE' | 'FAILED' }),
  ...(row.old_secret_expires_at && row.old_secret_expires_at > nowAt(app) && { old_secret_expires_at: row.old_secret_expires_at }),
  created_at: row.created_at,
  modified_at: row.modified_at,
});

/** The webhook, when it is the caller's fleet's. Throws 404. */
export const getWebhookRow = async (db: Query, actor: Actor, webhook_id: string): Promise<WebhookRow> => {
  const row = await findWebhook(db, webhook_id.toUpperCase());
  if (row?.fleet_id !== actor.fleet_id) throw new Problem('resource-not-found', `There is no webhook ${webhook_id}.`);
  return row;
};

const sealSecret = (app: App, fleet_id: string, row_id: string, secret: Secret): string =>
  seal(app.public_key, secret, { table: 'webhooks', column: 'sealed_secret', fleet_id, row_id });

const entryOf = (actor: Actor, act: string, id: string, detail: object) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `webhook.${act}`,
  object_type: 'webhook',
  object_id: id,
  detail,
  flow_id: actor.flow_id,
});

/** Nobody is told by a webhook what he may not see himself. */
const requireSight = (actor: Actor, { topics, event_types }: Pick<Webhook, 'topics' | 'event_types'>): void => {
  const only_vehicles = chosenTypes({ topic: topics, event_type: event_types }).every(isVehicleEvent);
  requirePermission(actor, only_vehicles ? 'vehicles.ro' : 'events-trips.ro');
};

const requireAddress = (app: App, url: string): void => {
  if (readWebhookAddress(url, app.config.webhook_internal_hosts)) return;
  const message = 'A webhook posts to a name, by https, on port 443 or 8443. The operator can allow other hosts of his network.';
  throw new Problem('validation-error', message, { errors: [{ pointer: '/url', code: 'not_allowed', message }] });
};

const refuseTakenName = (app: App, name: string) => (error: unknown) => {
  if (!app.db.dialect.isUniqueViolation(error)) throw error;
  throw new Problem('conflicting-resource', `A webhook named ${name} exists already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });
};

/** One write to the fleet's webhooks at a time. */
const writeWebhooks = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} webhooks`);
    return work(tx, audit);
  });

export const listWebhooks: Service<'listWebhooks'> = async (app, actor, { query: { limit, page_token } }) => {
  authorise(actor, 'listWebhooks');
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), 'webhooks');
  const rows = (await listRows(app.db.read, actor.fleet_id)).filter(({ id }) => id > (position?.id ?? ''));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toWebhook(app, row)),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, 'webhooks') }),
  };
};

/** Makes a webhook that is told what happens from now on. The secret is told here once: only the gateway can read what is kept of it. */
export const createWebhook: Service<'createWebhook'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'createWebhook');
  requireSight(actor, body);
  requireAddress(app, body.url);
  const { fleet_id } = actor;
  return writeWebhooks(app, actor, (tx, audit) =>
    onceWithin(app, tx, actor, door, { createWebhook: body }, async () => {
      if ((await listRows(tx, fleet_id)).length >= most_webhooks)
        throw new Problem('conflicting-resource', `A fleet has at most ${most_webhooks} webhooks.`);
      const [id, secret, now] = [newId(), newWebhookSecret(), nowAt(app)];
      const row: WebhookRow = {
        id,
        fleet_id,
        name: body.name,
        url: body.url,
        topics: JSON.stringify(body.topics),
        event_types: JSON.stringify(body.event_types),
        vehicle_ids: JSON.stringify(body.vehicle_ids),
        enabled: body.enabled ? 1 : 0,
        disabled_reason: null,
        sealed_secret: sealSecret(app, fleet_id, id, secret),
        sealed_old_secret: null,
        old_secret_expires_at: null,
        owner_id: actor.type === 'USER' ? actor.id : null,
        sequence: (await getEventBounds(tx, fleet_id)).newest,
        revision: 1,
        created_at: now,
        modified_at: now,
      };
      await insertWebhook(tx, row).catch(refuseTakenName(app, body.name));
      audit(entryOf(actor, 'create', id, { ...body, url: new URL(body.url).host }));
      return { ...toWebhook(app, row), secret: secret.reveal() };
    }),
  );
};

export const getWebhook: Service<'getWebhook'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getWebhook');
  const row = await getWebhookRow(app.db.read, actor, params.webhook_id);
  onRevision?.(etagOf(row));
  return toWebhook(app, row);
};

export const updateWebhook: Service<'updateWebhook'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'updateWebhook');
  if (body.url !== undefined) requireAddress(app, body.url);
  const changed = await writeWebhooks(app, actor, async (tx, audit) => {
    const row = await getWebhookRow(tx, actor, params.webhook_id);
    requireUnchanged(`Webhook ${row.id}`, row, if_match);
    const before = toWebhook(app, row);
    requireSight(actor, { topics: body.topics ?? before.topics, event_types: body.event_types ?? before.event_types });
    const { name, url, enabled, ...lists } = body;
    const chosen = Object.fromEntries(Object.entries(lists).map(([list, values]) => [list, JSON.stringify(values)]));
    const changes = {
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(enabled !== undefined && { enabled: enabled ? 1 : 0, disabled_reason: null }),
      ...chosen,
      revision: row.revision + 1,
      modified_at: nowAt(app),
    };
    await updateRow(tx, row.id, changes).catch(refuseTakenName(app, name ?? row.name));
    if (enabled && row.enabled === 0) await restartDeliveries(tx, row.id, nowAt(app));
    audit(entryOf(actor, 'change', row.id, { ...body, ...(url !== undefined && { url: new URL(url).host }) }));
    return { ...row, ...changes };
  });
  onRevision?.(etagOf(changed));
  return toWebhook(app, changed);
};

export const deleteWebhook: Service<'deleteWebhook'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteWebhook');
  await writeWebhooks(app, actor, async (tx, audit) => {
    const row = await getWebhookRow(tx, actor, params.webhook_id);
    await deleteRow(tx, row.id);
    audit(entryOf(actor, 'delete', row.id, { name: row.name }));
  });
};

/** The old secret signs on for a day, so that the receiver can change over at any time in it. */
export const replaceWebhookSecret: Service<'replaceWebhookSecret'> = async (app, actor, { params }) => {
  authorise(actor, 'replaceWebhookSecret');
  return writeWebhooks(app, actor, async (tx, audit) => {
    const row = await getWebhookRow(tx, actor, params.webhook_id);
    const secret = newWebhookSecret();
    const changes = {
      sealed_secret: sealSecret(app, row.fleet_id, row.id, secret),
      sealed_old_secret: row.sealed_secret,
      old_secret_expires_at: new Date(app.clock() + overlap_ms).toISOString(),
      revision: row.revision + 1,
      modified_at: nowAt(app),
    };
    await updateRow(tx, row.id, changes);
    audit(entryOf(actor, 'replace-secret', row.id, {}));
    return { ...toWebhook(app, { ...row, ...changes }), secret: secret.reveal() };
  });
};
