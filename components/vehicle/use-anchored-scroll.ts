'use client';
import { useLayoutEffect, useRef } from 'react';

/**
 * Keeps what the reader looks at in its place when rows are added above it. At the very top the list follows.
 * `newest` is the key of the first row. Done by hand because Safari has no scroll anchoring.
 */
export const useAnchoredScroll = <E extends HTMLElement>(newest: string | undefined) => {
  const frame = useRef<E>(null);
  const height = useRef(0);
  const first = useRef(newest);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const grown = element.scrollHeight - height.current;
    if (first.current !== newest && height.current > 0 && element.scrollTop > 0) element.scrollTop += grown;
    first.current = newest;
    height.current = element.scrollHeight;
  });
  return frame;
};
