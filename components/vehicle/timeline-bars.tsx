'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { ChevronLeft, ChevronRight, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { EventKind } from '#components/events/event-kinds.ts';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { dayOf, type EventWindow, eventWindows, hourOf, lastDay } from './timeline-windows.ts';
import { useTicking } from './use-ticking.ts';

export interface TimelineBarsProps {
  vehicle_id: string;
  kinds: readonly EventKind[];
  /** The instant that is looked at; undefined: now. */
  look_at: string | undefined;
  /** Shows the timeline at an instant, or at the present. */
  onLook: (at: string | undefined) => void;
}

const minute_ms = 60_000;
const refresh_ms = 30_000;
const iso = (at_ms: number) => new Date(at_ms).toISOString();

/** How much happened when: hours of a day, or five minutes of an hour. A bar leads to its time, an hour opens. */
export function TimelineBars({ vehicle_id, kinds, look_at, onLook }: TimelineBarsProps) {
  const { t, count, formatDay, formatClock } = useText();
  const { time_zone } = useClock();
  const now_ms = useTicking((present_ms) => Math.floor(present_ms / minute_ms)) * minute_ms;
  const [chosen_ms, setHour] = useState<number>();
  const looked_ms = look_at === undefined ? now_ms : Date.parse(look_at);
  // An hour that the look has left is closed.
  const hour_ms = chosen_ms !== undefined && looked_ms >= chosen_ms && looked_ms <= chosen_ms + 60 * minute_ms ? chosen_ms : undefined;
  const live = look_at === undefined;
  const span = useMemo(() => {
    if (hour_ms !== undefined) return hourOf(hour_ms);
    return look_at === undefined ? lastDay(now_ms, time_zone) : dayOf(Date.parse(look_at), time_zone);
  }, [hour_ms, look_at, now_ms, time_zone]);
  const query = { after: iso(span.start_ms), before: iso(span.end_ms), window_in_minutes: span.window_in_minutes };
  const counted = useQuery({
    queryKey: ['countEvents', { vehicle_id, ...query }],
    queryFn: ({ signal }) => call('countEvents', { params: { vehicle_id }, query }, signal),
    placeholderData: (before) => before,
    ...(span.end_ms > now_ms && { refetchInterval: refresh_ms }),
  });
  const windows = eventWindows(span, counted.data?.items ?? [], kinds);
  const most = Math.max(1, ...windows.map(({ events }) => events));
  const clock = (at_ms: number) => formatClock(iso(at_ms), time_zone).slice(0, 5);
  const drilled = hour_ms !== undefined;
  const lookUntil = (end_ms: number) => onLook(end_ms > now_ms ? undefined : iso(end_ms));
  const choose = ({ start_ms, end_ms }: EventWindow) => {
    if (!drilled) setHour(start_ms);
    lookUntil(end_ms);
  };
  const step = (direction: -1 | 1) => {
    if (drilled) setHour(span.start_ms + direction * 60 * minute_ms);
    // A millisecond less, so that midnight belongs to the day that it ends.
    lookUntil((direction === -1 ? span.start_ms : 2 * span.end_ms - span.start_ms) - 1);
  };
  const title = drilled
    ? `${clock(span.start_ms)} – ${clock(span.end_ms)}`
    : live
      ? t('Last 24 hours')
      : formatDay(iso(span.start_ms), time_zone);
  return (
    <section aria-label={t('Activity')} className="border-line border-b px-3 pt-1.5 pb-1" data-print="never">
      <div className="flex h-7 items-center gap-0.5 text-ink-faint text-xs">
        <span className="mr-auto truncate">
          {title}
          {counted.isError && ` · ${t('could not be counted')}`}
        </span>
        {!live && (
          <Button size="sm" variant="ghost" onClick={() => onLook(undefined)}>
            {t('Back to live')}
          </Button>
        )}
        {drilled && <IconButton size="sm" label={t('Whole day')} icon={ZoomOut} onClick={() => setHour(undefined)} />}
        <IconButton size="sm" label={t('Earlier')} icon={ChevronLeft} onClick={() => step(-1)} />
        <IconButton size="sm" label={t('Later')} icon={ChevronRight} disabled={span.end_ms > now_ms} onClick={() => step(1)} />
      </div>
      <ol className="flex h-10 items-stretch gap-px" aria-busy={counted.isPending}>
        {windows.map((window) => {
          const { start_ms, end_ms, events } = window;
          const looked_at = look_at !== undefined && Date.parse(look_at) > start_ms && Date.parse(look_at) <= end_ms;
          const future = start_ms > now_ms;
          return (
            <li key={start_ms} className="min-w-0 flex-1">
              <button
                type="button"
                disabled={future}
                onClick={() => choose(window)}
                aria-label={count(events, '{from} to {until}: {count} event', '{from} to {until}: {count} events', {
                  from: clock(start_ms),
                  until: clock(end_ms),
                })}
                title={`${clock(start_ms)} – ${clock(end_ms)}: ${events}`}
                className={clsx(
                  'flex h-full w-full items-end rounded-xs',
                  looked_at ? 'bg-selected' : 'bg-sunken',
                  future ? 'opacity-40' : 'hover:bg-hover',
                )}
              >
                <span
                  aria-hidden
                  className="block w-full rounded-xs bg-accent"
                  style={{ height: events === 0 ? 0 : `${Math.max(8, (events / most) * 100)}%` }}
                />
              </button>
            </li>
          );
        })}
      </ol>
      <p aria-hidden className="flex justify-between pt-0.5 text-[11px] text-ink-faint tabular-nums">
        <span>{clock(span.start_ms)}</span>
        <span>{clock((span.start_ms + span.end_ms) / 2)}</span>
        <span>{clock(span.end_ms)}</span>
      </p>
    </section>
  );
}
