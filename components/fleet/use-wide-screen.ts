'use client';
import { useSyncExternalStore } from 'react';

/** Room for a table and a map beside each other. */
const wide_query = '(min-width: 56rem)';

const subscribe = (listener: () => void) => {
  const query = matchMedia(wide_query);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

export const useWideScreen = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(wide_query).matches,
    () => true,
  );
