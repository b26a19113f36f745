import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NotificationChannel, NotificationSubscription } from '#lib/contract/notifications.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { Secret } from '#lib/domain/secret.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { channelSealPlace, channelsOf, type StoredChannel, toSubscription } from '#server/notifications/subscription-view.ts';
import { permissionToSee } from '#server/notifications/tell.ts';
import { getEventBounds } from '#server/store/events.ts';
import {
  deleteMarks,
  deleteSubscription,
  findSubscription,
  insertSubscription,
  listSubscriptions,
  type SubscriptionRow,
  updateSubscription,
} from '#server/store/notifications.ts';
import { type Audit, write } from '#server/store/write.ts';
import { readWebhookAddress } from '#server/streams/webhook-address.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { onceWithin } from './idempotency.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const most_subscriptions = 50;

/** The subscription, when it is the caller's fleet's. Throws 404. */
export const getSubscriptionRow = async (db: Query, actor: Actor, id: string): Promise<SubscriptionRow> => {
  const row = await findSubscription(db, id.toUpperCase());
  if (row?.fleet_id !== actor.fleet_id) throw new Problem('resource-not-found', `There is no notification subscription ${id}.`);
  return row;
};

export const subscriptionEntry = (actor: Actor, act: string, id: string, detail: object = {}) => ({
  fleet_id: actor.fleet_id,
  actor,
  action: `notification-subscription.${act}`,
  object_type: 'notification-subscription',
  object_id: id,
  detail,
  flow_id: actor.flow_id,
});

const refuse = (pointer: string, code: string, message: string) =>
  new Problem('validation-error', message, { errors: [{ pointer, code, message }] });

type Wish = Pick<NotificationSubscription, 'event_types' | 'conditions' | 'channels'>;

const requireSense = (actor: Actor, { event_types, conditions }: Omit<Wish, 'channels'>): void => {
  if (event_types.length + conditions.length === 0)
    throw refuse('/event_types', 'missing', 'Name at least one type of event, or a condition.');
  if (new Set(conditions.map(({ type }) => type)).size < conditions.length)
    throw refuse('/conditions', 'repeated', 'Each condition stands once at most.');
  for (const matter of [...event_types, ...conditions.map(({ type }) => type)]) requirePermission(actor, permissionToSee(matter));
};

/** What may be shown of a chat's address: who has all of it may write there. */
const shownAddress = (url: URL): string => `${url.origin}/…`;

/** Seals the addresses of chats. One that reads as a kept one is that one. */
const storeChannels = (
  app: App,
  place: Pick<SubscriptionRow, 'id' | 'fleet_id'>,
  channels: readonly NotificationChannel[],
  kept: readonly StoredChannel[],
): StoredChannel[] => {
  const left = kept.flatMap((channel) => (channel.type === 'SLACK' ? [channel] : []));
  return channels.map((channel, index) => {
    if (channel.type !== 'SLACK') return channel;
    const at = left.findIndex(({ shown }) => shown === channel.url);
    const [known] = at < 0 ? [] : left.splice(at, 1);
    if (known) return known;
    const address = readWebhookAddress(channel.url, app.config.webhook_internal_hosts);
    if (!address)
      throw refuse(
        `/channels/${index}/url`,
        'not_allowed',
        'A chat is reached by https at a name, on port 443 or 8443, as its own page shows the address.',
      );
    const sealed_url = seal(app.public_key, new Secret(channel.url), channelSealPlace(place));
    const mark = createHash('sha256').update(channel.url).digest('hex').slice(0, 8);
    return { type: 'SLACK', shown: shownAddress(address.url), target: `${address.url.host} #${mark}`, sealed_url };
  });
};

const toldChannels = (channels: readonly StoredChannel[]) =>
  channels.map((channel) => (channel.type === 'SLACK' ? { type: 'SLACK', url: channel.shown } : channel));

const refuseTakenName = (app: App, name: string) => (error: unknown) => {
  if (!app.db.dialect.isUniqueViolation(error)) throw error;
  throw new Problem('conflicting-resource', `A subscription named ${name} exists already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });
};

/** One write to the fleet's subscriptions at a time. */
const writeSubscriptions = <T>(app: App, actor: Actor, work: (tx: Query, audit: Audit) => Promise<T>): Promise<T> =>
  write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${actor.fleet_id} notifications`);
    return work(tx, audit);
  });

type Patch = Call<'updateNotificationSubscription'>['body'];
const orNull = (value: object | null | undefined): string | null => (value ? JSON.stringify(value) : null);

export const listNotificationSubscriptions: Service<'listNotificationSubscriptions'> = async (
  app,
  actor,
  { query: { limit, page_token } },
) => {
  authorise(actor, 'listNotificationSubscriptions');
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), 'notifications');
  const rows = (await listSubscriptions(app.db.read, actor.fleet_id)).filter(({ id }) => id > (position?.id ?? ''));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toSubscription),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, 'notifications') }),
  };
};

/** Tells what happens from now on. */
export const createNotificationSubscription: Service<'createNotificationSubscription'> = async (app, actor, { body, ...door }) => {
  authorise(actor, 'createNotificationSubscription');
  requireSense(actor, body);
  const { fleet_id } = actor;
  return writeSubscriptions(app, actor, (tx, audit) =>
    onceWithin(app, tx, actor, door, { createNotificationSubscription: body }, async () => {
      if ((await listSubscriptions(tx, fleet_id)).length >= most_subscriptions)
        throw new Problem('conflicting-resource', `A fleet has at most ${most_subscriptions} notification subscriptions.`);
      const [id, now] = [newId(), nowAt(app)];
      const channels = storeChannels(app, { id, fleet_id }, body.channels, []);
      const row: SubscriptionRow = {
        id,
        fleet_id,
        name: body.name,
        enabled: body.enabled ? 1 : 0,
        language: body.language,
        event_types: JSON.stringify(body.event_types),
        conditions: JSON.stringify(body.conditions),
        vehicle_ids: JSON.stringify(body.vehicle_filter?.vehicle_ids ?? []),
        channels: JSON.stringify(channels),
        quiet_hours: orNull(body.quiet_hours),
        hysteresis: orNull(body.hysteresis),
        made_by_id: actor.id,
        sequence: (await getEventBounds(tx, fleet_id)).newest,
        revision: 1,
        created_at: now,
        modified_at: now,
      };
      await insertSubscription(tx, row).catch(refuseTakenName(app, body.name));
      audit(subscriptionEntry(actor, 'create', id, { ...body, channels: toldChannels(channels) }));
      return toSubscription(row);
    }),
  );
};

export const getNotificationSubscription: Service<'getNotificationSubscription'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getNotificationSubscription');
  const row = await getSubscriptionRow(app.db.read, actor, params.subscription_id);
  onRevision?.(etagOf(row));
  return toSubscription(row);
};

const changedColumns = ({ name, enabled, language, event_types, conditions, vehicle_filter, quiet_hours, hysteresis }: Patch) => ({
  ...(name !== undefined && { name }),
  ...(enabled !== undefined && { enabled: enabled ? 1 : 0 }),
  ...(language !== undefined && { language }),
  ...(event_types && { event_types: JSON.stringify(event_types) }),
  ...(conditions && { conditions: JSON.stringify(conditions) }),
  ...(vehicle_filter !== undefined && { vehicle_ids: JSON.stringify(vehicle_filter?.vehicle_ids ?? []) }),
  ...(quiet_hours !== undefined && { quiet_hours: orNull(quiet_hours) }),
  ...(hysteresis !== undefined && { hysteresis: orNull(hysteresis) }),
});

/** What was watched so far is forgotten when it changes; switched on again it begins with what happens then. */
export const updateNotificationSubscription: Service<'updateNotificationSubscription'> = async (app, actor, call) => {
  authorise(actor, 'updateNotificationSubscription');
  const { params, body, if_match, onRevision } = call;
  const changed = await writeSubscriptions(app, actor, async (tx, audit) => {
    const row = await getSubscriptionRow(tx, actor, params.subscription_id);
    requireUnchanged(`Subscription ${row.id}`, row, if_match);
    const before = toSubscription(row);
    requireSense(actor, { event_types: body.event_types ?? before.event_types, conditions: body.conditions ?? before.conditions });
    const channels = body.channels && storeChannels(app, row, body.channels, channelsOf(row));
    const begins_anew = (body.enabled && row.enabled === 0) || body.conditions !== undefined || body.hysteresis !== undefined;
    const changes = {
      ...changedColumns(body),
      ...(channels && { channels: JSON.stringify(channels) }),
      ...(body.enabled && row.enabled === 0 && { sequence: (await getEventBounds(tx, row.fleet_id)).newest }),
      revision: row.revision + 1,
      modified_at: nowAt(app),
    };
    await updateSubscription(tx, row.id, changes).catch(refuseTakenName(app, body.name ?? row.name));
    if (begins_anew) await deleteMarks(tx, row.id);
    audit(subscriptionEntry(actor, 'change', row.id, { ...body, ...(channels && { channels: toldChannels(channels) }) }));
    return { ...row, ...changes };
  });
  onRevision?.(etagOf(changed));
  return toSubscription(changed);
};

export const deleteNotificationSubscription: Service<'deleteNotificationSubscription'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteNotificationSubscription');
  await writeSubscriptions(app, actor, async (tx, audit) => {
    const row = await getSubscriptionRow(tx, actor, params.subscription_id);
    await deleteSubscription(tx, row.id);
    audit(subscriptionEntry(actor, 'delete', row.id, { name: row.name }));
  });
};
