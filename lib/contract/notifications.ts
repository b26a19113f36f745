import { z } from 'zod';
import type { EventType } from '#lib/domain/event.ts';
import { mail_errors } from '#lib/domain/mail.ts';
import { notification_conditions, notification_event_types, week_days } from '#lib/domain/notification.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation, page, paging } from './define.ts';
import { MailLanguage } from './people.ts';
import { routes } from './routes.ts';

const area = 'Notifications';
const instant = z.iso.datetime();
const Id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const subscription_path = z.strictObject({ subscription_id: z.ulid() });

const NotificationEventType = z.enum(notification_event_types as [EventType, ...EventType[]]);
const wall_time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const NotificationCondition = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('VEHICLE_SILENT') }),
  z.strictObject({ type: z.literal('LOW_ENERGY'), percent: z.int().min(1).max(90).describe('Charge or fuel at or below it') }),
  z.strictObject({ type: z.literal('COMMAND_UNKNOWN') }),
]);
export type NotificationCondition = z.infer<typeof NotificationCondition>;

export const NotificationChannel = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('EMAIL'), addresses: z.array(z.email().max(200)).min(1).max(20) }),
  z.strictObject({
    type: z.literal('SLACK'),
    url: z
      .string()
      .max(2000)
      .describe('Takes `{ "text": … }` by POST, as Slack’s incoming webhooks do. Read back as its host alone; writing that again keeps it'),
  }),
  z.strictObject({
    type: z.literal('INBOX'),
    user_ids: z.array(Id).min(1).max(50).optional().describe('Absent: everybody of the fleet who may see the events'),
  }),
]);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

export const QuietHours = z
  .strictObject({
    from: wall_time,
    to: wall_time,
    days: z.array(z.enum(week_days)).min(1).max(7).optional().describe('On which they begin; absent: every day'),
  })
  .describe('In the zone of the fleet. Mail and chat are held and sent as one at the end; the same time twice is a whole day');

export const Hysteresis = z.strictObject({
  once_per_vehicle_in_minutes: z
    .int()
    .min(1)
    .max(10_080)
    .optional()
    .describe('A vehicle is told of at most once in this time, for each matter'),
  held_for_minutes: z
    .int()
    .min(1)
    .max(1_440)
    .optional()
    .describe('`VEHICLE_SILENT` and `LOW_ENERGY` are told once they have lasted so long'),
});

const fields = {
  name: z.string().max(100).trim().min(1).describe('Unique within the fleet'),
  enabled: z.boolean(),
  event_types: z.array(NotificationEventType).max(50),
  conditions: z.array(NotificationCondition).max(3).describe('Watched besides; one of each kind'),
  vehicle_filter: z.strictObject({ vehicle_ids: z.array(VehicleId).min(1).max(1000) }),
  channels: z.array(NotificationChannel).min(1).max(5),
  quiet_hours: QuietHours,
  hysteresis: Hysteresis,
  language: MailLanguage.describe('Of mails and chat'),
};

export const NotificationRequest = z.strictObject({
  name: fields.name,
  enabled: fields.enabled.default(true),
  event_types: fields.event_types.default([]),
  conditions: fields.conditions.default([]),
  vehicle_filter: fields.vehicle_filter.nullable().optional(),
  channels: fields.channels,
  quiet_hours: fields.quiet_hours.nullable().optional(),
  hysteresis: fields.hysteresis.nullable().optional(),
  language: fields.language.default('en'),
});
export const NotificationPatch = z
  .strictObject({
    ...fields,
    vehicle_filter: fields.vehicle_filter.nullable(),
    quiet_hours: fields.quiet_hours.nullable(),
    hysteresis: fields.hysteresis.nullable(),
  })
  .partial();

export const NotificationSubscription = z.object({
  id: z.ulid(),
  ...fields,
  vehicle_filter: fields.vehicle_filter.optional(),
  quiet_hours: fields.quiet_hours.optional(),
  hysteresis: fields.hysteresis.optional(),
  created_at: instant,
  modified_at: instant,
});
export type NotificationSubscription = z.infer<typeof NotificationSubscription>;

export const delivery_errors = [...mail_errors, 'ADDRESS_NOT_ALLOWED', 'NO_MAIL_SERVER', 'TOO_MANY_WAITING', 'RESTORED'] as const;

export const NotificationDelivery = z.object({
  id: z.ulid(),
  channel: z.enum(['EMAIL', 'SLACK', 'INBOX']),
  target: z.string().describe('The mail address, or the host of the chat; empty for the inbox'),
  event_type: z.string().describe('Type of the event, or the condition'),
  sequence: z.int().optional().describe('Absent for a test'),
  vehicle_id: z.string().optional(),
  vehicle_label: z.string().optional(),
  occurred_at: instant,
  status: z.enum(['PENDING', 'DELIVERED', 'FAILED']),
  attempts: z.int(),
  created_at: instant,
  next_attempt_at: instant.optional().describe('Absent while the mail server has it'),
  last_attempt_at: instant.optional(),
  response_status: z.int().optional().describe('That the chat, or the mail server, answered last'),
  error: z.enum(delivery_errors).optional().describe('Why the last attempt failed'),
});
export type NotificationDelivery = z.infer<typeof NotificationDelivery>;

export const InboxEntry = z.object({
  id: z.ulid(),
  matter: z.string().describe('Type of an event, a condition, or a notice of Motorpool itself'),
  source: z.string().describe('Name of the subscription, webhook or event consumer'),
  sequence: z.int().optional(),
  vehicle_id: z.string().optional(),
  vehicle_label: z.string().optional(),
  detail: z.record(z.string(), z.unknown()),
  occurred_at: instant,
  created_at: instant,
  read: z.boolean(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

const permission = 'notification-subscriptions';
const read = 'notification-subscriptions.ro';
const of_subscription = { area, params: subscription_path } as const;
const own = { area: 'Inbox', permission: 'any', of_people: true, ours: true } as const;

export const notification_operations = {
  listNotificationSubscriptions: operation({
    ...routes.listNotificationSubscriptions,
    summary: 'List notification subscriptions',
    area,
    permission: read,
    query: z.strictObject(paging),
    output: page(NotificationSubscription),
  }),
  createNotificationSubscription: operation({
    ...routes.createNotificationSubscription,
    summary: 'Make a notification subscription',
    area,
    permission,
    body: NotificationRequest,
    status: 201,
    output: NotificationSubscription,
  }),
  getNotificationSubscription: operation({
    ...routes.getNotificationSubscription,
    ...of_subscription,
    summary: 'Read a notification subscription',
    permission: read,
    output: NotificationSubscription,
    revisioned: true,
  }),
  updateNotificationSubscription: operation({
    ...routes.updateNotificationSubscription,
    ...of_subscription,
    summary: 'Change a notification subscription',
    permission,
    body: NotificationPatch,
    output: NotificationSubscription,
    revisioned: true,
  }),
  deleteNotificationSubscription: operation({
    ...routes.deleteNotificationSubscription,
    ...of_subscription,
    summary: 'Delete a notification subscription',
    permission,
  }),
  testNotificationSubscription: operation({
    ...routes.testNotificationSubscription,
    ...of_subscription,
    summary: 'Send a test',
    permission,
    body: z.strictObject({
      event_type: z.union([NotificationEventType, z.enum(notification_conditions)]),
      channel: z.int().min(0).max(4).optional().describe('Place in `channels`; absent: all of them'),
    }),
    status: 202,
    output: z.object({ items: z.array(NotificationDelivery) }),
  }),
  listNotificationDeliveries: operation({
    ...routes.listNotificationDeliveries,
    ...of_subscription,
    summary: 'List what was told, newest first',
    permission: read,
    query: z.strictObject({ ...paging, status: NotificationDelivery.shape.status.optional() }),
    output: page(NotificationDelivery),
    ours: true,
  }),
  listInbox: operation({
    ...routes.listInbox,
    ...own,
    summary: 'List what one was told, newest first',
    query: z.strictObject({ ...paging, unread: z.stringbool().optional().describe('Only what is not read yet') }),
    output: page(InboxEntry).extend({ unread_count: z.int() }),
  }),
  markInboxEntry: operation({
    ...routes.markInboxEntry,
    ...own,
    summary: 'Mark an entry as read, or as not read',
    params: z.strictObject({ entry_id: z.ulid() }),
    body: z.strictObject({ read: z.boolean() }),
  }),
  markInboxRead: operation({
    ...routes.markInboxRead,
    ...own,
    summary: 'Mark all entries as read',
    body: z.strictObject({ through: z.ulid().optional().describe('The newest entry that was seen; absent: all') }),
  }),
};
