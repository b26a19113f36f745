import type { Webhook, WebhookDelivery, webhook_operations } from '../webhooks.ts';
import type { ExamplesOf } from './example-type.ts';
import { page_token } from './example-vehicle.ts';

const wish = {
  name: 'Booking',
  url: 'https://booking.example/hooks/motorpool',
  topics: ['VehicleChange'],
  event_types: [],
  vehicle_ids: [],
};
const webhook: Webhook = {
  id: '01JA0C2X7M3F8R6T1V5YHKQ9WB',
  ...wish,
  enabled: true,
  status: 'ACTIVE',
  created_at: '2026-05-18T09:00:00.000Z',
  modified_at: '2026-05-18T09:00:00.000Z',
};
const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazB6UwKxYmA=';
const params = { webhook_id: webhook.id };
const delivery: WebhookDelivery = {
  id: '01JA0C4N5E7W2J9K6P3QRTV8XZ',
  event_id: '01JA0B7SCYX2V9T4H6MJKQ8D3W',
  event_type: 'VehicleChanged',
  sequence: 184_467,
  status: 'PENDING',
  attempts: 1,
  created_at: '2026-05-18T09:41:07.800Z',
  last_attempt_at: '2026-05-18T09:41:07.800Z',
  next_attempt_at: '2026-05-18T09:41:12.800Z',
  response_status: 503,
  duration_in_milliseconds: 84,
};
const { last_attempt_at: _last, response_status: _status, duration_in_milliseconds: _duration, ...unsent } = delivery;
const again: WebhookDelivery = { ...unsent, attempts: 0 };

export const webhook_examples: ExamplesOf<keyof typeof webhook_operations> = {
  listWebhooks: { output: { items: [webhook] } },
  createWebhook: { body: { name: wish.name, url: wish.url, topics: wish.topics }, output: { ...webhook, secret } },
  getWebhook: { params, output: webhook },
  updateWebhook: { params, body: { enabled: false }, output: { ...webhook, enabled: false, status: 'DISABLED' } },
  deleteWebhook: { params },
  replaceWebhookSecret: { params, output: { ...webhook, old_secret_expires_at: '2026-05-19T09:00:00.000Z', secret } },
  testWebhook: { params, output: { ...again, event_type: 'WebhookTest' } },
  listWebhookDeliveries: { params, query: { limit: 20 }, output: { items: [delivery], next_page_token: page_token } },
  replayWebhookDelivery: { params: { ...params, delivery_id: delivery.id }, output: again },
};
