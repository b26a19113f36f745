import { z } from 'zod';
import type { WebhookDelivery } from '#lib/contract/webhooks.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { findEventAt } from '#server/store/events.ts';
import { type DeliveryRow, findDelivery, insertDeliveries, listDeliveries, updateDelivery } from '#server/store/webhook-deliveries.ts';
import type { WebhookRow } from '#server/store/webhooks.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { getWebhookRow } from './webhooks.ts';

const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  event_id: row.event_id,
  event_type: row.event_type,
  ...(row.sequence !== null && { sequence: row.sequence }),
  status: row.status as WebhookDelivery['status'],
  attempts: row.attempts,
  created_at: row.created_at,
  ...(row.last_attempt_at && { last_attempt_at: row.last_attempt_at }),
  ...(row.next_attempt_at && { next_attempt_at: row.next_attempt_at }),
  ...(row.response_status !== null && { response_status: row.response_status }),
  ...(row.error && { error: row.error as WebhookDelivery['error'] }),
  ...(row.duration_ms !== null && { duration_in_milliseconds: row.duration_ms }),
});

const requireEnabled = (row: WebhookRow): void => {
  if (row.enabled !== 1) throw new Problem('conflicting-resource', 'The webhook is switched off. Switch it on first.');
};

export const listWebhookDeliveries: Service<'listWebhookDeliveries'> = async (app, actor, { params, query }) => {
  authorise(actor, 'listWebhookDeliveries');
  const { id } = await getWebhookRow(app.db.read, actor, params.webhook_id);
  const { limit, page_token, status } = query;
  const binding = { webhook_id: id, status };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), binding);
  const rows = await listDeliveries(app.db.read, id, { status, before_id: position?.id, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toDelivery),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, binding) }),
  };
};

const untried = { status: 'PENDING', attempts: 0, last_attempt_at: null, response_status: null, error: null, duration_ms: null };

export const testWebhook: Service<'testWebhook'> = async (app, actor, { params }) => {
  authorise(actor, 'testWebhook');
  return write(app, async (tx, _emit, audit) => {
    const webhook = await getWebhookRow(tx, actor, params.webhook_id);
    requireEnabled(webhook);
    const { id: webhook_id, fleet_id } = webhook;
    const now = nowAt(app);
    const times = { created_at: now, next_attempt_at: now };
    const row = { id: newId(), webhook_id, fleet_id, sequence: null, event_id: newId(), event_type: 'WebhookTest', ...untried, ...times };
    await insertDeliveries(tx, [row]);
    audit({ fleet_id, actor, action: 'webhook.test', object_type: 'webhook', object_id: webhook_id, flow_id: actor.flow_id });
    return toDelivery(row);
  });
};

export const replayWebhookDelivery: Service<'replayWebhookDelivery'> = async (app, actor, { params }) => {
  authorise(actor, 'replayWebhookDelivery');
  return write(app, async (tx, _emit, audit) => {
    const webhook = await getWebhookRow(tx, actor, params.webhook_id);
    const row = await findDelivery(tx, webhook.id, params.delivery_id.toUpperCase());
    if (!row) throw new Problem('resource-not-found', `There is no delivery ${params.delivery_id}.`);
    requireEnabled(webhook);
    const event = row.sequence === null ? row : await findEventAt(tx, webhook.fleet_id, row.sequence);
    if (event?.sequence !== row.sequence) throw new Problem('conflicting-resource', 'The event is no longer in the log.');
    const changes = { ...untried, next_attempt_at: nowAt(app) };
    await updateDelivery(tx, row.id, changes);
    const detail = { delivery_id: row.id };
    audit({
      fleet_id: webhook.fleet_id,
      actor,
      action: 'webhook.replay',
      object_type: 'webhook',
      object_id: webhook.id,
      detail,
      flow_id: actor.flow_id,
    });
    return toDelivery({ ...row, ...changes });
  });
};
