'use client';
import clsx from 'clsx';
import { Mail, MailOpen } from 'lucide-react';
import Link from 'next/link';
import { IconButton } from '#components/ui/icon-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InboxEntry } from '#lib/contract/notifications.ts';
import { matterSentence } from '#lib/display/notification.ts';

const notice_pages: Record<string, string> = {
  WEBHOOK_DISABLED: '/developers/webhooks',
  QUEUE_DROP_ANNOUNCED: '/developers/event-consumers',
  QUEUE_DROPPED: '/developers/event-consumers',
};

/** Where the entry leads: to its vehicle, or to the page of what it is about. */
const addressOf = ({ vehicle_id, matter }: InboxEntry): string | undefined =>
  vehicle_id ? `/vehicles/${encodeURIComponent(vehicle_id)}` : notice_pages[matter];

export interface InboxItemProps {
  entry: InboxEntry;
  onRead: (read: boolean) => void;
}

export function InboxItem({ entry, onRead }: InboxItemProps) {
  const text = useText();
  const { t } = text;
  const { read, vehicle_label, vehicle_id, source, occurred_at, sequence, matter, detail } = entry;
  const is_test = sequence === undefined && !(matter in notice_pages);
  const said = matterSentence(matter, detail, text);
  const sentence = is_test ? t('Test: {what}', { what: said }) : said;
  const name = vehicle_label ?? vehicle_id;
  const address = addressOf(entry);
  const title = name ? `${name} · ${sentence}` : sentence;
  return (
    <li className={clsx('flex items-center gap-3 px-4 py-2', !read && 'bg-surface')}>
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', read ? 'bg-transparent' : 'bg-accent')} />
      <div className="min-w-0 flex-1">
        <p className={clsx('truncate', !read && 'font-medium')} title={title}>
          {!read && <span className="sr-only">{t('Not read:')} </span>}
          {address ? (
            <Link href={address} onClick={() => !read && onRead(true)} className="rounded-sm hover:underline">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        <p className="truncate text-ink-soft text-xs">
          <RelativeTime at={occurred_at} focusable /> · {source}
        </p>
      </div>
      <IconButton
        size="sm"
        icon={read ? Mail : MailOpen}
        label={t(read ? 'Mark as not read: {what}' : 'Mark as read: {what}', { what: title })}
        side="left"
        onClick={() => onRead(!read)}
      />
    </li>
  );
}
