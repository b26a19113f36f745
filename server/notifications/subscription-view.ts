import { z } from 'zod';
import { NotificationChannel, type NotificationSubscription } from '#lib/contract/notifications.ts';
import type { NotificationRow } from '#server/store/notification-deliveries.ts';
import type { SubscriptionRow } from '#server/store/notifications.ts';

/** As it lies in the row: the address of a chat is sealed. */
export const StoredChannel = z.discriminatedUnion('type', [
  NotificationChannel.options[0],
  z.object({ type: z.literal('SLACK'), shown: z.string(), target: z.string(), sealed_url: z.string() }),
  NotificationChannel.options[2],
]);
export type StoredChannel = z.infer<typeof StoredChannel>;

export const channelsOf = ({ channels }: Pick<SubscriptionRow, 'channels'>): StoredChannel[] =>
  z.array(StoredChannel).parse(JSON.parse(channels));

export const channelSealPlace = ({ fleet_id, id }: Pick<SubscriptionRow, 'fleet_id' | 'id'>) => ({
  table: 'notification_subscriptions',
  column: 'channels',
  fleet_id,
  row_id: id,
});

export const toSubscription = (row: SubscriptionRow): NotificationSubscription => ({
  id: row.id,
  name: row.name,
  enabled: row.enabled === 1,
  event_types: JSON.parse(row.event_types),
  conditions: JSON.parse(row.conditions),
  ...(row.vehicle_ids !== '[]' && { vehicle_filter: { vehicle_ids: JSON.parse(row.vehicle_ids) } }),
  channels: channelsOf(row).map((channel) => (channel.type === 'SLACK' ? { type: 'SLACK', url: channel.shown } : channel)),
  ...(row.quiet_hours && { quiet_hours: JSON.parse(row.quiet_hours) }),
  ...(row.hysteresis && { hysteresis: JSON.parse(row.hysteresis) }),
  language: row.language === 'de' ? 'de' : 'en',
  created_at: row.created_at,
  modified_at: row.modified_at,
});

export interface NotificationTarget {
  channel: StoredChannel['type'];
  target: string;
}

/** Whom the channels reach, each once. */
export const targetsOf = (channels: readonly StoredChannel[]): NotificationTarget[] => {
  const all = channels.flatMap((channel): NotificationTarget[] => {
    if (channel.type === 'EMAIL') return channel.addresses.map((target) => ({ channel: 'EMAIL', target }));
    return [{ channel: channel.type, target: channel.type === 'SLACK' ? channel.target : '' }];
  });
  return [...new Map(all.map((one) => [`${one.channel} ${one.target}`, one])).values()];
};

/** `hooks.slack.com #1a2b3c4d`: two hooks of a host differ. */
export const shownTarget = ({ channel, target }: Pick<NotificationRow, 'channel' | 'target'>): string =>
  channel === 'SLACK' ? (target.split(' ')[0] ?? '') : target;
