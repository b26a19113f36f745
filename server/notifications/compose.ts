import { matterLabel, matterSentence } from '#lib/display/notification.ts';
import { mailText } from '#server/mail/account-mails.ts';
import { type MailContent, quoteForeign } from '#server/mail/mail-content.ts';
import type { NotificationRow } from '#server/store/notification-deliveries.ts';
import type { SubscriptionRow } from '#server/store/notifications.ts';

export const most_lines = 100;

export interface MessageParts {
  subscription: Pick<SubscriptionRow, 'name' | 'language'>;
  rows: readonly NotificationRow[];
  labels: ReadonlyMap<string, string>;
  app_url: string;
  time_zone: string;
}

const textOf = ({ subscription }: MessageParts) => mailText(subscription.language === 'de' ? 'de' : 'en');

const linesOf = (parts: MessageParts): { text: string; url?: string }[] => {
  const text = textOf(parts);
  return parts.rows.slice(0, most_lines).map(({ matter, vehicle_id, detail, occurred_at, sequence }) => {
    const at = text.formatInstant(occurred_at, parts.time_zone);
    if (sequence === null) return { text: text.t('Test: {what}', { what: matterLabel(matter, text) }) };
    const label = quoteForeign(parts.labels.get(vehicle_id ?? '') ?? vehicle_id ?? '');
    const line = `${at} · ${label} · ${quoteForeign(matterSentence(matter, JSON.parse(detail), text))}`;
    return { text: line, url: `${parts.app_url}/vehicles/${encodeURIComponent(vehicle_id ?? '')}` };
  });
};

const headingOf = (parts: MessageParts): string => {
  const text = textOf(parts);
  const [first] = parts.rows;
  const name = quoteForeign(parts.subscription.name);
  if (parts.rows.length > 1 || !first)
    return text.count(parts.rows.length, '{name}: {count} notification', '{name}: {count} notifications', { name });
  const label = first.sequence === null ? text.t('Test event') : quoteForeign(parts.labels.get(first.vehicle_id ?? '') ?? '');
  return `${name}: ${matterLabel(first.matter, text)}${label && ` · ${label}`}`;
};

const moreOf = (parts: MessageParts): string | undefined => {
  const more = parts.rows.length - most_lines;
  return more > 0 ? textOf(parts).count(more, 'and {count} more', 'and {count} more') : undefined;
};

/** One message for one notification or for many: what was held back comes as one. */
export const composeMail = (parts: MessageParts): MailContent => {
  const { t } = textOf(parts);
  const more = moreOf(parts);
  return {
    subject: headingOf(parts),
    paragraphs: [headingOf(parts)],
    lines: [...linesOf(parts), ...(more ? [{ text: more }] : [])],
    link: { label: t('Change what you are told'), url: `${parts.app_url}/admin/notifications` },
    footer: t('Sent by Motorpool at {address}.', { address: new URL(parts.app_url).host }),
  };
};

/** Slack reads `&`, `<` and `>` as its own (docs.slack.dev, "Formatting message text"): links are written here alone, and nobody is called by name. */
const escapeChat = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const composeChat = (parts: MessageParts): string => {
  const more = moreOf(parts);
  const lines = linesOf(parts).map(({ text, url }) =>
    url ? `• <${url}|${escapeChat(text.replaceAll('|', '/'))}>` : `• ${escapeChat(text)}`,
  );
  return JSON.stringify({ text: [`*${escapeChat(headingOf(parts))}*`, ...lines, ...(more ? [escapeChat(more)] : [])].join('\n') });
};
