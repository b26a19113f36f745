import type { InboxEntry, NotificationDelivery, NotificationSubscription, notification_operations } from '../notifications.ts';
import type { ExamplesOf } from './example-type.ts';
import { page_token, vehicle_id } from './example-vehicle.ts';

const subscription: NotificationSubscription = {
  id: '01JA0D5Q8T2V6X9Z3B7FHJKMNP',
  name: 'Night shift',
  enabled: true,
  event_types: ['IndicatorChanged'],
  conditions: [{ type: 'VEHICLE_SILENT' }, { type: 'LOW_ENERGY', percent: 15 }],
  channels: [{ type: 'EMAIL', addresses: ['night@harbour-cars.example'] }, { type: 'INBOX' }],
  quiet_hours: { from: '22:00', to: '06:00', days: ['SAT', 'SUN'] },
  hysteresis: { once_per_vehicle_in_minutes: 60 },
  language: 'en',
  created_at: '2026-05-18T09:00:00.000Z',
  modified_at: '2026-05-18T09:00:00.000Z',
};
const { id: subscription_id, created_at: _created, modified_at: _modified, ...wish } = subscription;
const params = { subscription_id };
const test: NotificationDelivery = {
  id: '01JA0D6R9V3W7Y0A4C8GJKMPQS',
  channel: 'EMAIL',
  target: 'night@harbour-cars.example',
  event_type: 'VEHICLE_SILENT',
  occurred_at: '2026-05-18T09:41:07.250Z',
  status: 'PENDING',
  attempts: 0,
  created_at: '2026-05-18T09:41:07.250Z',
};
const delivery: NotificationDelivery = {
  ...test,
  sequence: 184_467,
  vehicle_id,
  vehicle_label: 'SBA 4571',
  status: 'FAILED',
  attempts: 1,
  last_attempt_at: '2026-05-18T09:41:08.000Z',
  response_status: 550,
  error: 'REFUSED',
};
const entry: InboxEntry = {
  id: '01JA0D7S0W4X8Z1B5D9HKMNQRT',
  matter: 'LOW_ENERGY',
  source: wish.name,
  sequence: 184_470,
  vehicle_id,
  vehicle_label: 'SBA 4571',
  detail: { percent: 14 },
  occurred_at: '2026-05-18T09:41:07.250Z',
  created_at: '2026-05-18T09:41:07.800Z',
  read: false,
};

export const notification_examples: ExamplesOf<keyof typeof notification_operations> = {
  listNotificationSubscriptions: { output: { items: [subscription] } },
  createNotificationSubscription: { body: wish, output: subscription },
  getNotificationSubscription: { params, output: subscription },
  updateNotificationSubscription: { params, body: { enabled: false }, output: { ...subscription, enabled: false } },
  deleteNotificationSubscription: { params },
  testNotificationSubscription: { params, body: { event_type: 'VEHICLE_SILENT', channel: 0 }, output: { items: [test] } },
  listNotificationDeliveries: { params, query: { limit: 20 }, output: { items: [delivery], next_page_token: page_token } },
  listInbox: { query: { limit: 20 }, output: { items: [entry], unread_count: 1 } },
  markInboxEntry: { params: { entry_id: entry.id }, body: { read: true } },
  markInboxRead: { body: { through: entry.id } },
};
