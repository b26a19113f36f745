'use client';
import { Bell } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { inbox_changed } from './inbox-changed.ts';

const refetch_ms = 60_000;
/** What happens is told a moment later; many events are one reason to look. */
const pause_ms = 1_500;

const readCount = async (): Promise<number> => {
  const { call } = await import('#lib/client/api.ts');
  return (await call('listInbox', { query: { limit: 1, unread: 'true' } })).unread_count;
};

/** Leads to the inbox and says how much in it is not read. Asks anew when something happens to the fleet, and once a minute. */
export function InboxBell() {
  const { t, count } = useText();
  const [unread, setUnread] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useEffectEvent(() => {
    readCount().then(setUnread, () => undefined);
  });
  const lookSoon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      look();
    }, pause_ms);
  };
  useLiveEvents(lookSoon);
  useEffect(() => {
    look();
    const interval = setInterval(() => look(), refetch_ms);
    const changed = () => look();
    window.addEventListener(inbox_changed, changed);
    return () => {
      clearInterval(interval);
      clearTimeout(timer.current);
      window.removeEventListener(inbox_changed, changed);
    };
  }, []);
  const label = unread === 0 ? t('Inbox') : count(unread, 'Inbox: {count} not read', 'Inbox: {count} not read');
  return (
    <Link
      href="/inbox"
      aria-label={label}
      title={label}
      className="relative flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-ground hover:text-ink pointer-coarse:size-10"
    >
      <Bell aria-hidden size={16} />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent px-1 text-center font-semibold text-[10px] text-on-accent leading-4"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}
