'use client';
import clsx from 'clsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { type LiveStatus, live_statuses } from '#lib/display/vehicle-status.ts';

export interface LiveBadgeProps {
  status: LiveStatus;
  /** ISO-8601 instant at which the status began. */
  since: string;
}

/** Whether what is on screen is fresh. The word is announced when it changes, the ticking age is not. */
export function LiveBadge({ status, since }: LiveBadgeProps) {
  const shown = live_statuses[status];
  const troubled = status === 'delayed' || status === 'offline';
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border px-2 font-medium text-xs',
        troubled ? `border-transparent ${tone_classes[shown.tone].soft} ${tone_classes[shown.tone].ink}` : 'border-line text-ink-soft',
      )}
    >
      <span role="status">
        <StatusDot status={shown} size={8} />
      </span>
      {troubled && (
        <span aria-hidden className="max-sm:hidden">
          <RelativeTime at={since} short />
        </span>
      )}
    </span>
  );
}
