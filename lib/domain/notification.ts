/** What people can be told without asking: types of events, and conditions that are watched for them. */
import { type EventType, public_event_types } from './event.ts';

/** Reports come by the thousand; what matters in them is a condition. */
export const notification_event_types = public_event_types.filter((type) => type !== 'VehicleStateRecorded');

/** `VEHICLE_SILENT`: it became OFFLINE. `LOW_ENERGY`: charge or fuel fell to a share. `COMMAND_UNKNOWN`: nothing proves what a command came to. */
export const notification_conditions = ['VEHICLE_SILENT', 'LOW_ENERGY', 'COMMAND_UNKNOWN'] as const;
export type NotificationCondition = (typeof notification_conditions)[number];

/** What Motorpool itself has to say to whoever looks after it. */
export const notice_kinds = ['WEBHOOK_DISABLED', 'QUEUE_DROP_ANNOUNCED', 'QUEUE_DROPPED'] as const;
export type NoticeKind = (typeof notice_kinds)[number];

export type NotificationMatter = EventType | NotificationCondition | NoticeKind;

export const isNotificationCondition = (matter: string): matter is NotificationCondition =>
  (notification_conditions as readonly string[]).includes(matter);

export const week_days = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type WeekDay = (typeof week_days)[number];

export interface QuietHours {
  /** Wall times of the fleet's zone, `22:00`; the same twice is a whole day. */
  from: string;
  to: string;
  /** On which the quiet begins; absent: every day. */
  days?: WeekDay[] | undefined;
}

/** Energy must rise so far above the share before its fall is told again. */
export const energy_margin_in_percent = 5;
