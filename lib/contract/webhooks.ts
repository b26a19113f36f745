import { z } from 'zod';
import { EventTopic, PublicEventType } from '#lib/domain/event-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'Webhooks';
const webhook_path = z.strictObject({ webhook_id: z.ulid() });

const fields = {
  name: z.string().max(100).trim().min(1).describe('Unique within the fleet'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe(
      'Where events are posted to: `https` at a public address, on port 443 or 8443. The operator can allow hosts of his own network',
    ),
  topics: z.array(EventTopic).max(50).describe('Empty: all topics'),
  event_types: z.array(PublicEventType).max(50).describe('Empty: all types of these topics'),
  vehicle_ids: z.array(VehicleId).max(1000).describe('Empty: all vehicles'),
  enabled: z.boolean(),
};

export const WebhookRequest = z.strictObject({
  name: fields.name,
  url: fields.url,
  topics: fields.topics.default([]),
  event_types: fields.event_types.default([]),
  vehicle_ids: fields.vehicle_ids.default([]),
  enabled: fields.enabled.default(true),
});
export const WebhookPatch = z.strictObject(fields).partial();

/** The secret is never part of it. */
export const Webhook = z.object({
  id: z.ulid(),
  ...fields,
  status: z.enum(['ACTIVE', 'DISABLED']),
  disabled_reason: z
    .enum(['GONE', 'FAILED'])
    .optional()
    .describe('Why it was switched off by Motorpool: the receiver answered 410, or did not take an event for three days'),
  old_secret_expires_at: z.iso.datetime().optional().describe('Until then the secret before signs too'),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookWithSecret = Webhook.extend({ secret: z.string().describe('`whsec_…`: signs every request; told only here') });

export const WebhookDelivery = z.object({
  id: z.ulid(),
  event_id: z.ulid().describe('Sent as `webhook-id`'),
  event_type: z.string(),
  sequence: z.int().optional(),
  status: z.enum(['PENDING', 'DELIVERED', 'FAILED']),
  attempts: z.int(),
  created_at: z.iso.datetime(),
  last_attempt_at: z.iso.datetime().optional(),
  next_attempt_at: z.iso.datetime().optional(),
  response_status: z.int().optional().describe('Of the last attempt'),
  error: z
    .enum(['TIMEOUT', 'NO_CONNECTION', 'ADDRESS_NOT_ALLOWED', 'EVENT_GONE'])
    .optional()
    .describe('Why the last attempt had no answer'),
  duration_in_milliseconds: z.int().optional().describe('Of the last attempt'),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

const permission = 'event-subscriptions';
const of_webhook = { area, ours: true, params: webhook_path } as const;

export const webhook_operations = {
  listWebhooks: operation({
    ...routes.listWebhooks,
    summary: 'List webhooks',
    area,
    ours: true,
    permission: 'event-subscriptions.ro',
    query: z.strictObject(paging),
    output: page(Webhook),
  }),
  createWebhook: operation({
    ...routes.createWebhook,
    summary: 'Make a webhook',
    area,
    ours: true,
    permission,
    body: WebhookRequest,
    status: 201,
    output: WebhookWithSecret,
  }),
  getWebhook: operation({
    ...routes.getWebhook,
    ...of_webhook,
    summary: 'Read a webhook',
    permission: 'event-subscriptions.ro',
    output: Webhook,
    revisioned: true,
  }),
  updateWebhook: operation({
    ...routes.updateWebhook,
    ...of_webhook,
    summary: 'Change a webhook, or switch it on and off',
    permission,
    body: WebhookPatch,
    output: Webhook,
    revisioned: true,
  }),
  deleteWebhook: operation({ ...routes.deleteWebhook, ...of_webhook, summary: 'Delete a webhook', permission }),
  replaceWebhookSecret: operation({
    ...routes.replaceWebhookSecret,
    ...of_webhook,
    summary: 'Give a webhook a new secret',
    permission,
    output: WebhookWithSecret,
  }),
  testWebhook: operation({
    ...routes.testWebhook,
    ...of_webhook,
    summary: 'Send a test event',
    permission,
    status: 202,
    output: WebhookDelivery,
  }),
  listWebhookDeliveries: operation({
    ...routes.listWebhookDeliveries,
    ...of_webhook,
    summary: 'List what was sent, newest first',
    permission: 'event-subscriptions.ro',
    query: z.strictObject({ ...paging, status: WebhookDelivery.shape.status.optional() }),
    output: page(WebhookDelivery),
  }),
  replayWebhookDelivery: operation({
    ...routes.replayWebhookDelivery,
    area,
    ours: true,
    params: webhook_path.extend({ delivery_id: z.ulid() }),
    summary: 'Send an event again',
    permission,
    status: 202,
    output: WebhookDelivery,
  }),
};
