import { z } from 'zod';
import type { NotificationDelivery } from '#lib/contract/notifications.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { channelsOf, shownTarget, targetsOf } from '#server/notifications/subscription-view.ts';
import { tell } from '#server/notifications/tell.ts';
import { listNotifications, type NewNotification, type NotificationRow } from '#server/store/notification-deliveries.ts';
import { mapVehicleLabels } from '#server/store/notifications.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getSubscriptionRow, subscriptionEntry } from './notification-subscriptions.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const toDelivery = (row: NotificationRow | NewNotification, labels: ReadonlyMap<string, string> = new Map()): NotificationDelivery => {
  const { vehicle_id } = row;
  const vehicle_label = labels.get(vehicle_id ?? '');
  return {
    id: row.id,
    channel: row.channel as NotificationDelivery['channel'],
    target: shownTarget(row),
    event_type: row.matter,
    ...(typeof row.sequence === 'number' && { sequence: row.sequence }),
    ...(vehicle_id && { vehicle_id }),
    ...(vehicle_label && { vehicle_label }),
    occurred_at: row.occurred_at,
    status: row.status as NotificationDelivery['status'],
    attempts: row.attempts,
    created_at: row.created_at,
    ...(row.next_attempt_at && { next_attempt_at: row.next_attempt_at }),
    ...(row.last_attempt_at && { last_attempt_at: row.last_attempt_at }),
    ...(typeof row.response_status === 'number' && { response_status: row.response_status }),
    ...(row.error && { error: row.error as NotificationDelivery['error'] }),
  };
};

/** Goes out at once, quiet hours or not; the list of deliveries tells what came of it. */
export const testNotificationSubscription: Service<'testNotificationSubscription'> = async (app, actor, { params, body }) => {
  authorise(actor, 'testNotificationSubscription');
  return write(app, async (tx, _emit, audit) => {
    const row = await getSubscriptionRow(tx, actor, params.subscription_id);
    const channels = channelsOf(row);
    const chosen = body.channel === undefined ? channels : channels.slice(body.channel, body.channel + 1);
    if (chosen.length === 0) throw new Problem('conflicting-resource', `The subscription has ${channels.length} channels.`);
    // A program has no inbox.
    const targets = targetsOf(chosen).filter(({ channel }) => channel !== 'INBOX' || actor.type === 'USER');
    const entry = { event_id: newId(), sequence: null, matter: body.event_type, vehicle_id: null, detail: {}, occurred_at: nowAt(app) };
    const made = await tell(app, tx, row, [entry], { targets, only_reader: actor.id });
    audit(subscriptionEntry(actor, 'test', row.id));
    return { items: made.map((one) => toDelivery(one)) };
  });
};

export const listNotificationDeliveries: Service<'listNotificationDeliveries'> = async (app, actor, { params, query }) => {
  authorise(actor, 'listNotificationDeliveries');
  const { id } = await getSubscriptionRow(app.db.read, actor, params.subscription_id);
  const { limit, page_token, status } = query;
  const binding = { subscription_id: id, status };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), binding);
  const rows = await listNotifications(app.db.read, id, { status, before_id: position?.id, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const labels = await mapVehicleLabels(
    app.db.read,
    page.flatMap(({ vehicle_id }) => vehicle_id ?? []),
  );
  return {
    items: page.map((row) => toDelivery(row, labels)),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, binding) }),
  };
};
