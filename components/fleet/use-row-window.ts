'use client';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { type RowWindow, rowWindow, scrollToShow } from './row-window.ts';

export interface RowWindowOptions {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  row_px: number;
  /** Height at the top and at the bottom of the scroller that something lies over. */
  head_px: number;
  covered_px: number;
}

/** The rows in view of a list whose rows are of one height, and how to bring one into view. Renders anew when other rows come into view. */
export const useRowWindow = ({ scroller, count, row_px, head_px, covered_px }: RowWindowOptions) => {
  const [shown, setShown] = useState<RowWindow>({ first: 0, end: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const next = rowWindow(element.scrollTop, element.clientHeight, row_px, count);
      setShown((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, count, row_px]);

  const scrollToRow = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      element.scrollTop = scrollToShow(index, element.scrollTop, element.clientHeight - head_px - covered_px, row_px);
    },
    [scroller, row_px, head_px, covered_px],
  );

  return { first: Math.min(shown.first, count), end: Math.min(shown.end, count), scrollToRow };
};
