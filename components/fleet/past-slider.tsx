'use client';
import { useEffect, useRef, useState } from 'react';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { pastWindow, window_spans_ms } from './past-window.ts';

export interface PastSliderProps {
  at_ms: number;
  /** The moment that was last asked for. */
  asked: string;
  /** Where the history begins, once it is known. */
  from_ms: number | undefined;
  onMove: (to_ms: number) => void;
}

/** A moment that is dragged over is not asked for before the hand rests. */
const rest_ms = 200;
const steps = 360;

/** Moves through the history: the slider goes over a window of it, which moves along when the moment leaves it. */
export const PastSlider = ({ at_ms, asked, from_ms, onMove }: PastSliderProps) => {
  const { t, formatInstant, formatDuration } = useText();
  const { time_zone } = useClock();
  const [span_ms, setSpan] = useState(() => window_spans_ms.find((span) => Date.now() - at_ms < span) ?? window_spans_ms[2]);
  const [dragged_ms, setDragged] = useState<number>();
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef<ReturnType<typeof pastWindow>>(undefined);
  held.current = pastWindow({ at_ms, span_ms, from_ms, now_ms: Date.now(), before: held.current });
  const { begin_ms, end_ms } = held.current;
  const value_ms = dragged_ms ?? at_ms;
  // Whoever asks for a moment by other means no longer means the one under the thumb.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment ends the drag
  useEffect(
    () => () => {
      clearTimeout(rest.current);
      setDragged(undefined);
    },
    [asked],
  );

  const drag = (to_ms: number) => {
    clearTimeout(rest.current);
    setDragged(to_ms);
    rest.current = setTimeout(() => {
      setDragged(undefined);
      onMove(to_ms);
    }, rest_ms);
  };
  const instant = (ms: number) => formatInstant(new Date(ms).toISOString(), time_zone);
  return (
    <div className="flex min-w-56 flex-1 items-center gap-2">
      <input
        type="range"
        aria-label={t('Moment shown')}
        aria-valuetext={instant(value_ms)}
        title={`${instant(begin_ms)} – ${instant(end_ms)}`}
        min={begin_ms}
        max={end_ms}
        step={(end_ms - begin_ms) / steps || 1}
        value={Math.min(end_ms, Math.max(begin_ms, value_ms))}
        onChange={(event) => drag(Number(event.target.value))}
        className="h-6 min-w-24 flex-1 accent-warning"
      />
      <select
        aria-label={t('Time that the slider spans')}
        value={span_ms}
        onChange={(event) => setSpan(Number(event.target.value))}
        className="h-7 rounded-md border border-line-strong bg-raised px-1 text-ink text-xs"
      >
        {window_spans_ms.map((span) => (
          <option key={span} value={span}>
            {formatDuration(span)}
          </option>
        ))}
      </select>
    </div>
  );
};
