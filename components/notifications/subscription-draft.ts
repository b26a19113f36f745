import type { NotificationChannel, NotificationCondition, NotificationSubscription } from '#lib/contract/notifications.ts';
import type { EventType } from '#lib/domain/event.ts';
import type { NotificationCondition as ConditionType, WeekDay } from '#lib/domain/notification.ts';

export type InboxReaders = 'none' | 'me' | 'everybody' | 'others';

/** What the dialog holds while it is filled in. */
export interface SubscriptionDraft {
  name: string;
  event_types: readonly EventType[];
  conditions: readonly ConditionType[];
  percent: string;
  vehicles: readonly { id: string; label: string }[];
  addresses: string;
  chat_url: string;
  inbox: InboxReaders;
  /** Of `others`, whom a program or another person chose. */
  user_ids: readonly string[];
  is_quiet: boolean;
  quiet_from: string;
  quiet_to: string;
  quiet_days: readonly WeekDay[];
  once_minutes: string;
  held_minutes: string;
}

const usual_percent = 20;

const inboxOf = (channels: readonly NotificationChannel[], own_id: string): Pick<SubscriptionDraft, 'inbox' | 'user_ids'> => {
  const inbox = channels.find(({ type }) => type === 'INBOX');
  if (inbox?.type !== 'INBOX') return { inbox: 'none', user_ids: [] };
  const { user_ids } = inbox;
  if (!user_ids) return { inbox: 'everybody', user_ids: [] };
  return { inbox: user_ids.length === 1 && user_ids[0] === own_id ? 'me' : 'others', user_ids };
};

export const draftOf = (subscription: NotificationSubscription | undefined, own_id: string): SubscriptionDraft => {
  const { channels = [], conditions = [], quiet_hours, hysteresis } = subscription ?? {};
  const low = conditions.find(({ type }) => type === 'LOW_ENERGY');
  return {
    name: subscription?.name ?? '',
    event_types: subscription?.event_types ?? [],
    conditions: conditions.map(({ type }) => type),
    percent: String(low?.type === 'LOW_ENERGY' ? low.percent : usual_percent),
    vehicles: (subscription?.vehicle_filter?.vehicle_ids ?? []).map((id) => ({ id, label: id })),
    addresses: channels.flatMap((channel) => (channel.type === 'EMAIL' ? channel.addresses : [])).join('\n'),
    chat_url: channels.flatMap((channel) => (channel.type === 'SLACK' ? [channel.url] : []))[0] ?? '',
    ...(subscription ? inboxOf(channels, own_id) : { inbox: 'me' as const, user_ids: [] }),
    is_quiet: quiet_hours !== undefined,
    quiet_from: quiet_hours?.from ?? '22:00',
    quiet_to: quiet_hours?.to ?? '06:00',
    quiet_days: quiet_hours?.days ?? [],
    once_minutes: String(hysteresis?.once_per_vehicle_in_minutes ?? ''),
    held_minutes: String(hysteresis?.held_for_minutes ?? ''),
  };
};

export const addressesIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

const channelsOf = (draft: SubscriptionDraft, own_id: string): NotificationChannel[] => {
  const addresses = addressesIn(draft.addresses);
  const readers = { none: [], me: [own_id], everybody: undefined, others: [...draft.user_ids] }[draft.inbox];
  return [
    ...(addresses.length > 0 ? [{ type: 'EMAIL' as const, addresses }] : []),
    ...(draft.chat_url.trim() ? [{ type: 'SLACK' as const, url: draft.chat_url.trim() }] : []),
    ...(draft.inbox === 'none' ? [] : [{ type: 'INBOX' as const, ...(readers && { user_ids: readers }) }]),
  ];
};

export const whatIsMissing = (draft: SubscriptionDraft) => ({
  name: draft.name.trim() === '',
  matter: draft.event_types.length + draft.conditions.length === 0,
  channel: addressesIn(draft.addresses).length === 0 && draft.chat_url.trim() === '' && draft.inbox === 'none',
});

const minutes = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

export const bodyOf = (draft: SubscriptionDraft, own_id: string, language: 'en' | 'de') => {
  const [once, held] = [minutes(draft.once_minutes), minutes(draft.held_minutes)];
  const conditions = draft.conditions.map(
    (type): NotificationCondition => (type === 'LOW_ENERGY' ? { type, percent: Number(draft.percent) } : { type }),
  );
  const days = draft.quiet_days.length > 0 && draft.quiet_days.length < 7 ? [...draft.quiet_days] : undefined;
  return {
    name: draft.name.trim(),
    event_types: [...draft.event_types],
    conditions,
    vehicle_filter: draft.vehicles.length > 0 ? { vehicle_ids: draft.vehicles.map(({ id }) => id) } : null,
    channels: channelsOf(draft, own_id),
    quiet_hours: draft.is_quiet ? { from: draft.quiet_from, to: draft.quiet_to, ...(days && { days }) } : null,
    hysteresis:
      once === undefined && held === undefined
        ? null
        : { ...(once !== undefined && { once_per_vehicle_in_minutes: once }), ...(held !== undefined && { held_for_minutes: held }) },
    language,
  };
};
