'use client';
import { useSyncExternalStore } from 'react';
import { subscribeToTicks, useClock } from '#components/ui/clock.tsx';

/** Something that follows from the present, looked at every second; renders anew only when it becomes another value. */
export const useTicking = <T extends string | number | boolean>(read: (now_ms: number) => T): T => {
  const { rendered_at } = useClock();
  return useSyncExternalStore(
    subscribeToTicks,
    () => read(Date.now()),
    () => read(Date.parse(rendered_at)),
  );
};
