'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { memo } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry, EventMarks } from '#lib/contract/events.ts';
import { Initiator } from './initiator.tsx';
import { cameLate, entryText } from './log-entry.ts';
import { MarkSigns } from './mark-signs.tsx';

export const row_height = { wide: 32, narrow: 52 } as const;

export interface EventRowProps {
  entry: EventLogEntry;
  label: string;
  time_zone: string;
  selected: boolean;
  marks: EventMarks | undefined;
  onOpen: (entry: EventLogEntry) => void;
}

/** One line of the feed, in the order of arrival: when, which vehicle, what, by whom. */
export const EventRow = memo(function EventRow({ entry, label, time_zone, selected, marks, onOpen }: EventRowProps) {
  const text = useText();
  const { t, formatClock, formatInstant } = text;
  const { sentence, tone, icon } = entryText(entry, text);
  return (
    <div
      className={clsx(
        'grid h-full grid-cols-[4rem_minmax(0,1fr)_minmax(0,auto)] content-center items-center gap-x-3 border-line border-b px-4',
        'sm:grid-cols-[4.5rem_7rem_minmax(0,1fr)_minmax(0,11rem)]',
        selected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <time dateTime={entry.received_at} title={formatInstant(entry.received_at, time_zone)} className="text-ink-faint text-xs">
        {formatClock(entry.received_at, time_zone)}
      </time>
      <Link
        href={`/vehicles/${entry.vehicle_id}`}
        prefetch={false}
        className="justify-self-start truncate rounded-sm font-medium hover:underline"
      >
        {label}
      </Link>
      <span className="flex min-w-0 items-center gap-2 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2">
        <Icon name={icon} size={14} className={clsx('shrink-0', tone_classes[tone].mark)} />
        <button
          type="button"
          onClick={() => onOpen(entry)}
          aria-haspopup="dialog"
          className="min-w-0 truncate rounded-sm text-left hover:underline"
        >
          {sentence}
        </button>
        {marks && <MarkSigns marks={marks} />}
        {cameLate(entry) && (
          <span className="truncate text-ink-faint text-xs max-sm:hidden">
            {t('from {instant}', { instant: formatInstant(entry.occurred_at, time_zone) })}
          </span>
        )}
      </span>
      <span className="flex min-w-0 text-ink-soft text-xs">{entry.initiated_by && <Initiator initiator={entry.initiated_by} />}</span>
    </div>
  );
});
