'use client';
import { type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './kbd.tsx';
import { placeBubble, type Side } from './tooltip-place.ts';

export interface TooltipText {
  label: ReactNode;
  shortcut?: string;
  side?: Side;
}

interface TooltipBubbleProps extends TooltipText {
  anchor: Element;
  onStay: () => void;
  onLeave: () => void;
  onClose: () => void;
}

/** What a tooltip says, beside its element. */
export function TooltipBubble({ label, shortcut, side = 'bottom', anchor, onStay, onLeave, onClose }: TooltipBubbleProps) {
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
