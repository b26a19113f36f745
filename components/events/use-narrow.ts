'use client';
import { useSyncExternalStore } from 'react';

const query = '(max-width: 639px)';

const subscribe = (listener: () => void) => {
  const list = matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** Narrower than the first breakpoint of the style sheet: rows take two lines there. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
