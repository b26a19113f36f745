'use client';
import { useEffect } from 'react';

/** Keeps the focus of whoever works without a mouse; fetched with his first key. */
export const useFocusKeeper = (): void => {
  useEffect(() => {
    const shell = new AbortController();
    const begin = () =>
      import('./focus-keeper.ts').then(
        ({ keepFocus }) => !shell.signal.aborted && keepFocus(shell.signal),
        () => undefined,
      );
    document.addEventListener('keydown', () => void begin(), { once: true, signal: shell.signal });
    return () => shell.abort();
  }, []);
};
