/** Writes down what is to be told: a delivery for each receiver, once, with the inbox filled in the same transaction. */
import { allows, type Permission } from '#lib/domain/access.ts';
import { isVehicleEvent } from '#lib/domain/event.ts';
import { isNotificationCondition } from '#lib/domain/notification.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { findFleet } from '#server/store/access.ts';
import { insertInboxEntries } from '#server/store/inbox.ts';
import { insertNotifications, type NewNotification } from '#server/store/notification-deliveries.ts';
import type { SubscriptionRow } from '#server/store/notifications.ts';
import { listMembers } from '#server/store/people.ts';
import { quietUntil } from './quiet-hours.ts';
import { channelsOf, type NotificationTarget, targetsOf } from './subscription-view.ts';

export interface Told {
  event_id: string;
  /** Null for a test. */
  sequence: number | null;
  matter: string;
  vehicle_id: string | null;
  detail: object;
  occurred_at: string;
}

export const inbox_kept = 500;
const most_members = 1000;

/** Nobody is told what he may not see himself. */
export const permissionToSee = (matter: string): Permission => {
  if (isNotificationCondition(matter)) return matter === 'COMMAND_UNKNOWN' ? 'events-trips.ro' : 'vehicles.ro';
  return isVehicleEvent(matter as Parameters<typeof isVehicleEvent>[0]) ? 'vehicles.ro' : 'events-trips.ro';
};

type Subscription = Pick<SubscriptionRow, 'id' | 'fleet_id' | 'name' | 'channels' | 'quiet_hours'>;

/** Those of the fleet whom the inbox channels name and who may see it. */
const listReaders = async (tx: Query, subscription: Subscription, matter: string): Promise<string[]> => {
  const inboxes = channelsOf(subscription).flatMap((channel) => (channel.type === 'INBOX' ? [channel] : []));
  if (inboxes.length === 0) return [];
  const is_everybody = inboxes.some(({ user_ids }) => user_ids === undefined);
  const named = inboxes.flatMap(({ user_ids }) => user_ids ?? []);
  const members = await listMembers(tx, subscription.fleet_id, { limit: most_members });
  const wanted = permissionToSee(matter);
  return members
    .filter(({ id, disabled_at }) => disabled_at === null && (is_everybody || named.includes(id)))
    .filter(({ permissions }) => allows(JSON.parse(permissions) as Permission[], wanted))
    .map(({ id }) => id);
};

export interface TellOptions {
  /** Of all channels, where only some are meant. */
  targets?: readonly NotificationTarget[];
  /** Reads it alone: whoever asked for a test. */
  only_reader?: string;
}

/** Outside of quiet hours mail and chat are due at once; the inbox is told at once anyway. */
export const tell = async (
  app: App,
  tx: Query,
  subscription: Subscription,
  entries: readonly Told[],
  { targets = targetsOf(channelsOf(subscription)), only_reader }: TellOptions = {},
): Promise<NewNotification[]> => {
  if (entries.length === 0) return [];
  const now = nowAt(app);
  const fleet = await findFleet(tx, subscription.fleet_id);
  const quiet = subscription.quiet_hours ? JSON.parse(subscription.quiet_hours) : undefined;
  const quiet_until_ms = quietUntil(quiet, fleet?.time_zone ?? 'UTC', app.clock());
  const of_subscription = { subscription_id: subscription.id, fleet_id: subscription.fleet_id };
  const rows = entries.flatMap((entry) =>
    targets.map(({ channel, target }): NewNotification => {
      const is_inbox = channel === 'INBOX';
      const due_at = entry.sequence !== null && quiet_until_ms !== undefined ? new Date(quiet_until_ms).toISOString() : now;
      return {
        id: newId(),
        ...of_subscription,
        channel,
        target,
        ...entry,
        detail: JSON.stringify(entry.detail),
        status: is_inbox ? 'DELIVERED' : 'PENDING',
        attempts: is_inbox ? 1 : 0,
        created_at: now,
        next_attempt_at: is_inbox ? null : due_at,
        last_attempt_at: is_inbox ? now : null,
        mail_id: null,
        response_status: null,
        error: null,
      };
    }),
  );
  await insertNotifications(tx, rows);
  if (!targets.some(({ channel }) => channel === 'INBOX')) return rows;
  for (const entry of entries) {
    const readers = only_reader ? [only_reader] : await listReaders(tx, subscription, entry.matter);
    const { fleet_id, id: source_id, name: source_name } = subscription;
    await insertInboxEntries(
      tx,
      readers.map((user_id) => {
        const own = { id: newId(), fleet_id, user_id, source_id, source_name, created_at: now, read_at: null };
        return { ...entry, ...own, detail: JSON.stringify(entry.detail) };
      }),
      inbox_kept,
    );
  }
  return rows;
};
