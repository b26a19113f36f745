'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

interface Clock {
  /** IANA name of the fleet's zone. */
  time_zone: string;
  /** When the server made the page, so that its ages and the browser's first ones are equal. */
  rendered_at: string;
  /** What time it is for what is shown, in epoch milliseconds. */
  now: () => number;
}

const ClockContext = createContext<Clock>({ time_zone: 'UTC', rendered_at: new Date(0).toISOString(), now: Date.now });

export const useClock = (): Clock => useContext(ClockContext);

export const ClockProvider = ({
  time_zone,
  rendered_at,
  now = Date.now,
  children,
}: Omit<Clock, 'now'> & { now?: Clock['now']; children: ReactNode }) => {
  const clock = useMemo(() => ({ time_zone, rendered_at, now }), [time_zone, rendered_at, now]);
  return <ClockContext value={clock}>{children}</ClockContext>;
};

const tick_ms = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tell = () => {
  for (const listener of listeners) listener();
};

const follow = () => {
  clearInterval(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  timer = setInterval(tell, tick_ms);
  tell();
};

/** One interval for the whole page, at rest while nobody looks. */
export const subscribeToTicks = (listener: () => void): (() => void) => {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', follow);
    timer = document.hidden ? undefined : setInterval(tell, tick_ms);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', follow);
    clearInterval(timer);
    timer = undefined;
  };
};
