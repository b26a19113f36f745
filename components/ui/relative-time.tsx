'use client';
import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { subscribeToTicks, useClock } from './clock.tsx';
import { Tooltip } from './tooltip.tsx';

export interface RelativeTimeProps {
  /** ISO-8601 instant. */
  at: string;
  /** `3 min` in place of `3 min ago`, for columns that are ages by their heading. */
  short?: boolean;
  /** Reachable by keyboard to read the exact instant; leave off inside rows that are focusable themselves. */
  focusable?: boolean;
  className?: string;
}

/** An age that ticks; the exact instant in the fleet's zone on hover and focus. Renders anew only when its words change. */
export function RelativeTime({ at, short = false, focusable = false, className }: RelativeTimeProps) {
  const { time_zone, rendered_at, now } = useClock();
  const { formatAge, formatDuration, formatInstant } = useText();
  const at_ms = Date.parse(at);
  const ageAt = (now_ms: number) => (short ? formatDuration(now_ms - at_ms) : formatAge(at_ms, now_ms));
  const text = useSyncExternalStore(
    subscribeToTicks,
    () => ageAt(now()),
    () => ageAt(Date.parse(rendered_at)),
  );
  const exact = formatInstant(at, time_zone);
  const time = (
    <time dateTime={at} {...(focusable ? { tabIndex: 0 } : { title: exact })} className={clsx('whitespace-nowrap rounded-sm', className)}>
      {text}
    </time>
  );
  return focusable ? <Tooltip label={exact}>{time}</Tooltip> : time;
}
