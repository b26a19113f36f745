'use client';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { digest_types, digestOf } from './shift-digest.ts';

/** In this browser: when its person last looked at the events. */
const seen_key = 'motorpool-events-seen-at';
const away_ms = 15 * 60_000;
const longest_ms = 30 * 86_400_000;
const beat_ms = 30_000;
const most = 1000;

const readSeen = (me: string): number => {
  try {
    return Date.parse(JSON.parse(localStorage.getItem(seen_key) ?? '{}')[me] ?? '');
  } catch {
    return Number.NaN;
  }
};

const writeSeen = (me: string) => {
  try {
    localStorage.setItem(seen_key, JSON.stringify({ [me]: new Date().toISOString() }));
  } catch {
    // Storage is full or forbidden: there is no digest then.
  }
};

/** When the person left, if that was long enough ago to be told of; keeps note of the present visit. */
const useLeftAt = (me: string): string | undefined => {
  const [left_at, setLeftAt] = useState<string>();
  useEffect(() => {
    const seen_ms = readSeen(me);
    const away = Date.now() - seen_ms;
    if (away > away_ms) setLeftAt(new Date(Math.max(seen_ms, Date.now() - longest_ms)).toISOString());
    writeSeen(me);
    const timer = setInterval(() => {
      if (!document.hidden) writeSeen(me);
    }, beat_ms);
    return () => clearInterval(timer);
  }, [me]);
  return left_at;
};

/** What happened while the person was away, in one line. */
export function SinceYouLeft({ me }: { me: string }) {
  const { t, count } = useText();
  const left_at = useLeftAt(me);
  const [dismissed, setDismissed] = useState(false);
  const missed = useQuery({
    queryKey: ['queryEventLog', { digest_since: left_at }],
    queryFn: ({ signal }) =>
      call('queryEventLog', { body: { limit: most, event_types: [...digest_types], ...(left_at && { occurred_after: left_at }) } }, signal),
    enabled: left_at !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!left_at || !missed.data || dismissed) return null;
  const { commands, failed, unknown, warnings, offline, added, archived } = digestOf(missed.data.items);
  const parts = [
    count(commands, '{count} command', '{count} commands'),
    ...(failed > 0 ? [t('{count} failed', { count: failed })] : []),
    ...(unknown > 0 ? [t('{count} of unknown outcome', { count: unknown })] : []),
    count(warnings, '{count} warning', '{count} warnings'),
    ...(offline > 0 ? [t('{count} went offline', { count: offline })] : []),
    ...(added > 0 ? [t('{count} added', { count: added })] : []),
    ...(archived > 0 ? [t('{count} archived', { count: archived })] : []),
  ];
  return (
    <section
      aria-label={t('Since you left')}
      className="mb-2 flex items-center gap-2 border-line border-y bg-accent-soft px-4 py-1.5 text-accent-ink"
    >
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{t('Since you left')}</strong> (<RelativeTime at={left_at} focusable />
        ): {parts.join(' · ')}
        {missed.data.next_page_token && ` · ${t('and more before that')}`}
      </p>
      <IconButton size="sm" label={t('Dismiss')} icon={X} onClick={() => setDismissed(true)} />
    </section>
  );
}
