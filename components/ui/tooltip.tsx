// biome-ignore-all lint/a11y/noStaticElementInteractions: the frame has no box; it only hears what happens to the element within
'use client';
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { TooltipText } from './tooltip-bubble.tsx';
import { useFetched } from './use-fetched.ts';

export interface TooltipProps extends TooltipText {
  /** One element. */
  children: ReactNode;
}

const delay_ms = 400;
/** Right after one tooltip the next opens without delay. */
const again_ms = 200;
/** Time to reach the bubble with the pointer. */
const leave_ms = 120;

let closeOther: (() => void) | undefined;
let closed_at_ms = Number.NEGATIVE_INFINITY;

const loadBubble = () => import('./tooltip-bubble.tsx').then((module) => module.TooltipBubble);

/** Supplement for pointer and keyboard focus. Never the only place of a meaning: touch does not show it. */
export function Tooltip({ children, ...bubble }: TooltipProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<Element>();
  const TooltipBubble = useFetched(loadBubble, anchor !== undefined);

  const close = useRef(() => {
    clearTimeout(timer.current);
    if (closeOther !== close.current) return;
    closeOther = undefined;
    closed_at_ms = performance.now();
    setAnchor(undefined);
  });
  const open = () => {
    clearTimeout(timer.current);
    if (closeOther !== close.current) closeOther?.();
    closeOther = close.current;
    setAnchor(frame.current?.firstElementChild ?? undefined);
  };
  const openSoon = ({ pointerType, buttons }: PointerEvent) => {
    clearTimeout(timer.current);
    if (pointerType === 'touch' || buttons > 0) return;
    const recently = performance.now() - closed_at_ms < again_ms || closeOther !== undefined;
    timer.current = setTimeout(open, recently ? 0 : delay_ms);
  };
  const closeSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(close.current, leave_ms);
  };
  useEffect(() => close.current, []);

  return (
    <span
      ref={frame}
      className="contents"
      onPointerEnter={openSoon}
      onPointerLeave={closeSoon}
      onPointerDown={close.current}
      onFocus={(event) => event.target.matches(':focus-visible') && open()}
      onBlur={close.current}
    >
      {children}
      {anchor && TooltipBubble && (
        <TooltipBubble {...bubble} anchor={anchor} onStay={() => clearTimeout(timer.current)} onLeave={closeSoon} onClose={close.current} />
      )}
    </span>
  );
}
