// biome-ignore-all lint/a11y/noStaticElementInteractions: the frame has no box; it only hears what happens to the element within
'use client';
import { type PointerEvent, type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './kbd.tsx';
import { placeBubble, type Side } from './tooltip-place.ts';

export interface TooltipProps {
  label: ReactNode;
  shortcut?: string;
  side?: Side;
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

interface BubbleProps extends Omit<TooltipProps, 'children'> {
  anchor: Element;
  onStay: () => void;
  onLeave: () => void;
  onClose: () => void;
}

function Bubble({ label, shortcut, side = 'bottom', anchor, onStay, onLeave, onClose }: BubbleProps) {
  const id = useId();
  const bubble = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  useLayoutEffect(() => {
    if (!bubble.current) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = placeBubble(side, anchor.getBoundingClientRect(), bubble.current.getBoundingClientRect(), view);
    bubble.current.style.translate = `${left}px ${top}px`;
  }, [anchor, side]);
  useEffect(() => {
    const described = anchor.getAttribute('aria-describedby');
    anchor.setAttribute('aria-describedby', described ? `${described} ${id}` : id);
    return () => {
      if (described) anchor.setAttribute('aria-describedby', described);
      else anchor.removeAttribute('aria-describedby');
    };
  }, [anchor, id]);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
    };
    const handleScroll = (event: Event) => event.target instanceof Node && event.target.contains(anchor) && close();
    window.addEventListener('keydown', handleKey, true);
    window.addEventListener('scroll', handleScroll, { capture: true, passive: true });
    return () => {
      window.removeEventListener('keydown', handleKey, true);
      window.removeEventListener('scroll', handleScroll, true);
    };
  }, [anchor]);
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      onPointerEnter={onStay}
      onPointerLeave={onLeave}
      className="fixed top-0 left-0 z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md border border-line bg-raised px-2 py-1 text-ink text-xs shadow-floating"
    >
      {label}
      {shortcut && <Kbd keys={shortcut} />}
    </div>,
    document.body,
  );
}

/** Supplement for pointer and keyboard focus. Never the only place of a meaning: touch does not show it. */
export function Tooltip({ children, ...bubble }: TooltipProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<Element>();

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
      {anchor && (
        <Bubble {...bubble} anchor={anchor} onStay={() => clearTimeout(timer.current)} onLeave={closeSoon} onClose={close.current} />
      )}
    </span>
  );
}
