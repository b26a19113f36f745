'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display, command_statuses } from '#lib/display.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { CommandRung } from './command-rung.tsx';
import { ladderOf } from './ladder.ts';
import { verdictOf } from './verdict.ts';

export interface CommandLadderProps {
  entry: CommandLogEntry;
  /** Steps below each other, for narrow places. */
  compact?: boolean;
  /** Absent: the person may not settle unknown outcomes. */
  onSettle?: ((entry: CommandLogEntry) => void) | undefined;
}

function Ending({ entry, onSettle }: Pick<CommandLadderProps, 'entry' | 'onSettle'>) {
  const text = useText();
  const { t } = text;
  const verdict = verdictOf(entry, text);
  if (!verdict || (entry.status === 'SUCCEEDED' && entry.settled_by !== 'PERSON')) return null;
  const { soft, ink } = tone_classes[verdict.tone];
  return (
    <div className={clsx('rounded-md px-2.5 py-2 text-sm', soft)}>
      <p>
        <strong className={clsx('font-semibold', ink)}>{verdict.title}.</strong> {verdict.text} {verdict.advice}
      </p>
      {(verdict.problem_path || (entry.status === 'UNKNOWN' && onSettle)) && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          {entry.status === 'UNKNOWN' && onSettle && (
            <Button size="sm" onClick={() => onSettle(entry)}>
              {t('Settle…')}
            </Button>
          )}
          {verdict.problem_path && (
            <Link href={verdict.problem_path} target="_blank" className="text-accent-ink text-xs underline underline-offset-2">
              {t('About this problem')}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

/** How far a command has come, who asked for it and why, and what to do when it did not work. */
export function CommandLadder({ entry, compact = false, onSettle }: CommandLadderProps) {
  const { t } = useText();
  const status = command_statuses[entry.status];
  const label = t(command_display[entry.command].label);
  return (
    <section aria-label={t('Latest command: {command}', { command: label })} className="flex flex-col gap-2.5">
      <header className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        <h3 className="font-semibold text-sm">{label}</h3>
        <span role="status">
          <StatusDot status={status} />
        </span>
        <span className="text-ink-soft text-xs">
          {t('by {name}', { name: entry.initiated_by.name })}, <RelativeTime at={entry.requested_at} focusable />
        </span>
      </header>
      <ol aria-label={t('Steps')} className={clsx('flex', compact ? 'flex-col' : 'flex-col gap-2 sm:flex-row sm:gap-3')}>
        {ladderOf(entry).map((rung, index) => (
          <CommandRung key={rung.step} rung={rung} first={index === 0} upright={compact} />
        ))}
      </ol>
      <Ending entry={entry} onSettle={onSettle} />
      <footer className="flex flex-wrap items-center gap-x-3 text-ink-faint text-xs">
        {entry.reason && <span className="text-ink-soft">{t('Reason: {reason}', { reason: entry.reason })}</span>}
        <Copyable value={entry.flow_id} label={t('flow id')}>
          {t('Flow id')} <span className="font-mono">{entry.flow_id.slice(0, 8)}</span>
        </Copyable>
      </footer>
    </section>
  );
}
