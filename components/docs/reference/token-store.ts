'use client';
import { useSyncExternalStore } from 'react';

/** The token that requests of this page carry. Lives in memory alone: a reload forgets it. */
export interface HeldToken {
  value: string;
  /** Milliseconds since 1970, where known. */
  expires_at: number | undefined;
}

let held: HeldToken | undefined;
const listeners = new Set<() => void>();

export const holdToken = (token: HeldToken | undefined): void => {
  held = token;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useToken = (): HeldToken | undefined =>
  useSyncExternalStore(
    subscribe,
    () => held,
    () => undefined,
  );
