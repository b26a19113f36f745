/**
 * Watches the log for subscriptions and sends what they are to be told. What is to be told lies in rows that are written with the subscription's cursor,
 * so a restart neither loses nor repeats it. Sending is a step of its own: a gateway that ends between sending and noting sends again.
 */
import type { KeyObject } from 'node:crypto';
import { type App, nowAt } from '#server/app.ts';
import { unseal } from '#server/auth/unseal.ts';
import type { Query } from '#server/db/dialect.ts';
import { queueMail } from '#server/mail/queue-mail.ts';
import { findFleet } from '#server/store/access.ts';
import { listEventsWithin } from '#server/store/events.ts';
import {
  countWaitingNotifications,
  listDueNotifications,
  type NotificationRow,
  trimNotifications,
  updateNotifications,
} from '#server/store/notification-deliveries.ts';
import {
  findSubscription,
  listAllSubscriptions,
  listDueMarks,
  mapVehicleLabels,
  moveSubscription,
  type SubscriptionRow,
} from '#server/store/notifications.ts';
import { write } from '#server/store/write.ts';
import { keepLooking } from '#server/streams/keep-looking.ts';
import { resume } from '#server/streams/resume.ts';
import { judgeAttempt } from '#server/streams/webhook-attempt.ts';
import type { WebhookSender } from '#server/streams/webhook-sender.ts';
import { composeChat, composeMail } from './compose.ts';
import { matchEvent, typesToRead } from './match-event.ts';
import { noteSignals, tellHeld } from './note-signals.ts';
import { channelSealPlace, channelsOf } from './subscription-view.ts';

export interface NotificationRelayParts {
  app: App;
  private_key: KeyObject;
  /** To chats. */
  sender: WebhookSender;
  /** False when another gateway has taken over. */
  isInOffice(tx: Query): Promise<boolean>;
}

const batch_size = 500;
const window_size = 50_000;
const most_waiting = 1_000;
const deliveries_kept = 1_000;
const due_at_once = 200;
/** What happens within it reaches a receiver as one message. */
const shortest_gap_ms = { EMAIL: 60_000, SLACK: 5_000 };
const mail_useful_ms = 86_400_000;
/** A cursor that has passed over nothing of interest is noted this often. */
const cursor_interval_ms = 5_000;

export const createNotificationRelay = ({ app, private_key, sender, isInOffice }: NotificationRelayParts) => {
  const { read } = app.db;
  /** How far a subscription was read beyond the cursor in its row; nothing of interest lies in between. */
  const positions = new Map<string, { revision: number; sequence: number; noted_ms: number }>();
  const sent_ms = new Map<string, number>();
  const pumps = new Map<string, Promise<void>>();
  let stopped = false;

  const inOffice = <T>(work: (tx: Query) => Promise<T>): Promise<T> =>
    write(app, async (tx) => {
      if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
      return work(tx);
    });

  const messageParts = async (subscription: SubscriptionRow, rows: readonly NotificationRow[]) => ({
    subscription,
    rows,
    labels: await mapVehicleLabels(
      read,
      rows.flatMap(({ vehicle_id }) => vehicle_id ?? []),
    ),
    app_url: app.config.app_url,
    time_zone: (await findFleet(read, subscription.fleet_id))?.time_zone ?? 'UTC',
  });
  const idsOf = (rows: readonly NotificationRow[]) => rows.map(({ id }) => id);

  const sendMail = async (subscription: SubscriptionRow, target: string, rows: readonly NotificationRow[]) => {
    const { fleet_id } = subscription;
    const language = subscription.language === 'de' ? 'de' : 'en';
    const content = composeMail(await messageParts(subscription, rows));
    const kind = rows.every(({ sequence }) => sequence === null) ? 'TEST' : 'NOTIFICATION';
    await inOffice(async (tx) => {
      const mail_id = await queueMail(app, tx, { fleet_id, kind, language, recipient: target, content, useful_ms: mail_useful_ms });
      const now = nowAt(app);
      if (mail_id) return updateNotifications(tx, idsOf(rows), { mail_id, next_attempt_at: null });
      const error = app.config.mail ? 'TOO_MANY_WAITING' : 'NO_MAIL_SERVER';
      return updateNotifications(tx, idsOf(rows), { status: 'FAILED', next_attempt_at: null, attempts: 1, last_attempt_at: now, error });
    });
  };

  const sendChat = async (subscription: SubscriptionRow, target: string, rows: readonly NotificationRow[]) => {
    const [channel] = channelsOf(subscription).flatMap((one) => (one.type === 'SLACK' && one.target === target ? [one] : []));
    const url = channel && unseal(private_key, channel.sealed_url, channelSealPlace(subscription)).reveal();
    const attempts = Math.max(...rows.map((row) => row.attempts));
    const failed = { response_status: null, error: 'ADDRESS_NOT_ALLOWED', duration_ms: 0 } as const;
    const attempt = url ? await sender.send(url, {}, composeChat(await messageParts(subscription, rows))) : failed;
    if (stopped) return;
    const { duration_ms: _, ...outcome } = judgeAttempt(attempts, attempt, app.clock());
    const is_test = rows.every(({ sequence }) => sequence === null);
    const final = is_test && outcome.status === 'PENDING' ? { ...outcome, status: 'FAILED', next_attempt_at: null } : outcome;
    await inOffice((tx) => updateNotifications(tx, idsOf(rows), final));
  };

  /** Sends what is due: to each receiver one message. Tests go by themselves, at once. */
  const sendDue = async (subscription: SubscriptionRow): Promise<void> => {
    const due = await listDueNotifications(read, subscription.id, nowAt(app), due_at_once);
    const groups = Map.groupBy(due, (row) => `${row.channel} ${row.target} ${row.sequence === null ? row.id : ''}`);
    for (const rows of groups.values()) {
      const [first] = rows;
      if (!first || stopped) return;
      const key = `${subscription.id} ${first.channel} ${first.target}`;
      const gap_ms = first.channel === 'EMAIL' ? shortest_gap_ms.EMAIL : shortest_gap_ms.SLACK;
      const since_ms = app.clock() - (sent_ms.get(key) ?? Number.NEGATIVE_INFINITY);
      if (first.sequence !== null && since_ms < gap_ms) continue;
      await (first.channel === 'EMAIL' ? sendMail : sendChat)(subscription, first.target, rows);
      if (first.sequence !== null) sent_ms.set(key, app.clock());
    }
  };

  /** Reads the next events. True when there may be more to read at once. */
  const advance = async (row: SubscriptionRow): Promise<boolean> => {
    const known = positions.get(row.id);
    const from = known?.revision === row.revision ? Math.max(known.sequence, row.sequence) : row.sequence;
    const { after, newest } = await resume(app, row.fleet_id, from);
    if (after >= newest) return false;
    const wanted = { event_types: JSON.parse(row.event_types), conditions: JSON.parse(row.conditions) };
    const vehicle_ids: string[] = JSON.parse(row.vehicle_ids);
    const through = Math.min(newest, after + window_size);
    const window = { after, through, types: typesToRead(wanted), limit: batch_size, ...(vehicle_ids.length > 0 && { vehicle_ids }) };
    const events = await listEventsWithin(read, row.fleet_id, window);
    const last = events.length === batch_size ? (events.at(-1)?.sequence ?? through) : through;
    const noted = events
      .filter(({ vehicle_id }) => vehicle_id !== '')
      .flatMap((event) => matchEvent(wanted, event).map((signal) => ({ event, signal })));
    const noted_ms = known?.noted_ms ?? Number.NEGATIVE_INFINITY;
    if (noted.length === 0 && app.clock() - noted_ms < cursor_interval_ms) {
      positions.set(row.id, { revision: row.revision, sequence: last, noted_ms });
      return last < newest;
    }
    const moved = await inOffice(async (tx) => {
      if (!(await moveSubscription(tx, row, last))) return false;
      await noteSignals(app, tx, row, noted);
      if (noted.length > 0) await trimNotifications(tx, row.id, deliveries_kept, 2 * batch_size);
      return true;
    });
    if (moved) positions.set(row.id, { revision: row.revision, sequence: last, noted_ms: app.clock() });
    else positions.delete(row.id);
    return moved && last < newest;
  };

  const tellDue = async (row: SubscriptionRow): Promise<void> => {
    const now = nowAt(app);
    if ((await listDueMarks(read, row.id, now, 1)).length === 0) return;
    await inOffice(async (tx) => tellHeld(app, tx, row, await listDueMarks(tx, row.id, now, batch_size)));
  };

  const pump = async (id: string): Promise<void> => {
    for (let more = true; more && !stopped; ) {
      const row = await findSubscription(read, id);
      if (!row) return;
      const may_read = row.enabled === 1 && (await countWaitingNotifications(read, id)) < most_waiting;
      more = may_read && (await advance(row));
      if (row.enabled === 1 && !more) await tellDue(row);
      await sendDue(row);
    }
  };

  const look = async () => {
    const rows = await listAllSubscriptions(read);
    const ids = new Set(rows.map(({ id }) => id));
    for (const id of positions.keys()) if (!ids.has(id)) positions.delete(id);
    for (const key of sent_ms.keys()) if (!ids.has(key.split(' ')[0] ?? '')) sent_ms.delete(key);
    for (const { id } of rows) {
      if (pumps.has(id) || stopped) continue;
      const running = pump(id)
        .catch((error: unknown) => app.log.error({ subscription_id: id, err: error }, 'A notification subscription could not be served'))
        .finally(() => pumps.delete(id));
      pumps.set(id, running);
    }
  };

  const looking = keepLooking(app, 'Notifications', look);
  return {
    start: looking.start,
    stop: async () => {
      stopped = true;
      await sender.close();
      await looking.stop();
      await Promise.all(pumps.values());
    },
  };
};
