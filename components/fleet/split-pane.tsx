'use client';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '#lib/client/text-provider.tsx';

const storage_key = 'fleet-split';
const usual_percent = 56;
const least_percent = 25;
const most_percent = 80;
const step_percent = 2;

const limit = (percent: number): number => Math.min(most_percent, Math.max(least_percent, Math.round(percent * 10) / 10));

const readStored = (): number => {
  const stored = Number(localStorage.getItem(storage_key));
  return stored > 0 ? limit(stored) : usual_percent;
};
const neverChanges = () => () => undefined;

/** Two panes beside each other with a divider between, moved by pointer or arrow keys and remembered on this device. */
export const SplitPane = ({ start, end }: { start: ReactNode; end: ReactNode }) => {
  const { t } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const stored = useSyncExternalStore(neverChanges, readStored, () => usual_percent);
  const [dragged, setDragged] = useState<number>();
  const percent = dragged ?? stored;

  const set = (next: number) => {
    setDragged(limit(next));
    localStorage.setItem(storage_key, String(limit(next)));
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const { left, width } = frame.current.getBoundingClientRect();
    set(((event.clientX - left) / width) * 100);
  };
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -step_percent, ArrowRight: step_percent }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(percent + step);
  };

  return (
    <div ref={frame} className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-col" style={{ width: `${percent}%` }}>
        {start}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is no rule */}
      <div
        role="separator"
        aria-label={t('Width of the table')}
        aria-orientation="vertical"
        aria-valuenow={Math.round(percent)}
        aria-valuemin={least_percent}
        aria-valuemax={most_percent}
        tabIndex={0}
        onKeyDown={handleKey}
        onDoubleClick={() => set(usual_percent)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        className="relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line before:absolute before:inset-y-0 before:-right-1.5 before:-left-1.5 hover:bg-accent focus-visible:bg-accent"
      />
      <div className="min-w-0 flex-1">{end}</div>
    </div>
  );
};
