'use client';
import { useEffect, useState } from 'react';

type Load<T> = () => Promise<T>;

const fetched = new WeakMap<Load<unknown>, { value: unknown }>();

/** Fetches code ahead of its use. What could not be fetched is tried again when it is wanted. */
export const fetchAhead = async <T>(load: Load<T>): Promise<void> => {
  if (fetched.has(load)) return;
  fetched.set(load, { value: await load() });
};

/** What `load` brings, from the moment it is wanted and there; at once when it was fetched before. `load` is one constant function. */
export const useFetched = <T>(load: Load<T>, wanted: boolean): T | undefined => {
  const [, setArrivals] = useState(0);
  const found = fetched.get(load) as { value: T } | undefined;
  const missing = wanted && !found;
  useEffect(() => {
    if (!missing) return;
    let left = false;
    const attempt = () =>
      fetchAhead(load).then(
        () => !left && setArrivals((count) => count + 1),
        () => undefined,
      );
    void attempt();
    window.addEventListener('online', attempt);
    return () => {
      left = true;
      window.removeEventListener('online', attempt);
    };
  }, [load, missing]);
  return wanted ? found?.value : undefined;
};

const gestures = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/** Fetches what a gesture may open when the first one is made: the first view loads without it, and a click finds it there. */
export const useFetchAtFirstGesture = (loads: readonly Load<unknown>[]): void => {
  useEffect(() => {
    const begun = new AbortController();
    const begin = () => {
      begun.abort();
      for (const load of loads) fetchAhead(load).catch(() => undefined);
    };
    for (const gesture of gestures) window.addEventListener(gesture, begin, { signal: begun.signal, passive: true, capture: true });
    return () => begun.abort();
  }, [loads]);
};
