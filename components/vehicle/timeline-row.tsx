'use client';
import clsx from 'clsx';
import { Link2 } from 'lucide-react';
import { Initiator } from '#components/events/initiator.tsx';
import { entryText } from '#components/events/log-entry.ts';
import { useClock } from '#components/ui/clock.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { TimelineEntry } from './timeline-model.ts';

export interface TimelineRowProps {
  entry: TimelineEntry;
  /** How many entries have the same flow id. */
  related_count: number;
  /** Its flow id is the one that was asked for. */
  related: boolean;
  selected: boolean;
  onRelated: () => void;
  onSelect: () => void;
  /** Shows all about its newest event. */
  onOpen: () => void;
  /** Present while the command's outcome is unknown and the person may settle it. */
  onSettle?: (() => void) | undefined;
}

/** One line of the history: when, what, by whom. */
export function TimelineRow({ entry, related_count, related, selected, onRelated, onSelect, onOpen, onSettle }: TimelineRowProps) {
  const text = useText();
  const { t, formatClock, formatInstant } = text;
  const { time_zone } = useClock();
  const { command } = entry;
  const { sentence, tone, icon } = entryText(entry.event, text);
  return (
    <li
      data-key={entry.key}
      className={clsx(
        'flex items-start gap-2 border-line border-b px-3 py-1.5',
        related ? 'bg-accent-soft' : selected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <time dateTime={entry.at} title={formatInstant(entry.at, time_zone)} className="w-14 shrink-0 text-ink-faint text-xs leading-4.5">
        {formatClock(entry.at, time_zone)}
      </time>
      <Icon name={icon} size={14} className={clsx('mt-0.5 shrink-0', tone_classes[tone].mark)} />
      <div className="min-w-0 flex-1">
        <button type="button" onClick={onSelect} aria-pressed={selected} className="block max-w-full rounded-sm text-left hover:underline">
          {sentence}
        </button>
        {command?.reason && <p className="text-ink-soft text-xs">{t('Reason: {reason}', { reason: command.reason })}</p>}
        <p className="flex flex-wrap items-center gap-x-3 text-ink-soft text-xs">
          {entry.initiated_by && <Initiator initiator={entry.initiated_by} />}
          {related_count > 1 && (
            <button
              type="button"
              aria-pressed={related}
              onClick={onRelated}
              className="inline-flex items-center gap-1 rounded-sm text-accent-ink hover:underline"
            >
              <Link2 aria-hidden size={12} /> {t('{count} related', { count: related_count })}
            </button>
          )}
          {onSettle && (
            <button
              type="button"
              aria-label={`${t('Settle…')} ${sentence}`}
              onClick={onSettle}
              className="rounded-sm text-accent-ink hover:underline"
            >
              {t('Settle…')}
            </button>
          )}
          {selected && (
            <button
              type="button"
              aria-haspopup="dialog"
              aria-label={`${t('Details')} ${sentence}`}
              onClick={onOpen}
              className="rounded-sm text-accent-ink hover:underline"
            >
              {t('Details')}
            </button>
          )}
          {selected && (
            <Copyable value={entry.flow_id} label={t('flow id')} className="text-ink-faint">
              {t('Flow id')} <span className="font-mono">{entry.flow_id.slice(0, 8)}</span>
            </Copyable>
          )}
        </p>
      </div>
    </li>
  );
}
