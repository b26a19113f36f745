'use client';
import clsx from 'clsx';
import { Check, Circle, LoaderCircle, type LucideIcon, Minus, TriangleAlert, X } from 'lucide-react';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message, Text } from '#lib/messages/text.ts';
import type { Rung, RungState } from './ladder.ts';

const looks: Record<RungState, { icon: LucideIcon; ring: string; text: string; word: Message }> = {
  done: { icon: Check, ring: 'border-ok bg-ok-soft text-ok-ink', text: 'text-ink', word: 'done' },
  awaited: { icon: LoaderCircle, ring: 'border-accent bg-accent-soft text-accent-ink', text: 'text-accent-ink', word: 'waiting' },
  open: { icon: Circle, ring: 'border-line-strong text-transparent', text: 'text-ink-faint', word: 'not reached' },
  skipped: { icon: Minus, ring: 'border-line-strong text-ink-faint', text: 'text-ink-faint', word: 'no separate sign' },
  failed: { icon: X, ring: 'border-danger bg-danger-soft text-danger-ink', text: 'text-danger-ink', word: 'failed' },
  unknown: { icon: TriangleAlert, ring: 'border-warning bg-warning-soft text-warning-ink', text: 'text-warning-ink', word: 'unknown' },
};

const elapsed = (after_ms: number, { formatNumber }: Text): string => `+${formatNumber(after_ms / 1000, 's', after_ms < 10_000 ? 1 : 0)}`;

const detailOf = (rung: Rung, clock: string | undefined, text: Text): string => {
  const time =
    clock && rung.after_ms !== undefined && rung.after_ms > 0 && rung.after_ms < 600_000
      ? `${clock} (${elapsed(rung.after_ms, text)})`
      : clock;
  const note = rung.note ?? (rung.state === 'done' ? undefined : looks[rung.state].word);
  return [time, note && text.t(note)].filter(Boolean).join(', ');
};

/** One step of the ladder: mark, name, time and evidence. */
export function CommandRung({ rung, first, upright }: { rung: Rung; first: boolean; upright: boolean }) {
  const words = useText();
  const { time_zone } = useClock();
  const { icon: Glyph, ring, text } = looks[rung.state];
  const clock = rung.at && words.formatClock(rung.at, time_zone);
  return (
    <li className={clsx('relative flex min-w-0 gap-2', upright ? 'pb-2 last:pb-0' : 'flex-1 sm:flex-col sm:gap-1')}>
      {!first && (
        <span
          aria-hidden
          className={clsx(
            'absolute bg-line-strong',
            upright
              ? 'bottom-full left-[0.5625rem] h-2 w-px'
              : 'hidden h-px sm:top-[0.5625rem] sm:-left-[calc(100%-1.5rem)] sm:block sm:w-[calc(100%-1.75rem)]',
          )}
        />
      )}
      <span aria-hidden className={clsx('flex size-4.5 shrink-0 items-center justify-center rounded-full border', ring)}>
        <Glyph
          size={11}
          strokeWidth={2.5}
          className={rung.state === 'awaited' ? 'animate-spin motion-reduce:animate-breathe' : undefined}
        />
      </span>
      <span className="min-w-0">
        <span className={clsx('block font-medium text-xs', text)}>{words.t(rung.label)}</span>
        <span className="block text-ink-faint text-xs" {...(rung.at && { title: words.formatInstant(rung.at, time_zone) })}>
          {detailOf(rung, clock, words)}
        </span>
      </span>
    </li>
  );
}
