'use client';
import { useEffect, useMemo, useRef } from 'react';
import type { FleetDesk } from '#lib/client/fleet.ts';

const after_keys_ms = 4000;

/** Keeps rows in place while the pointer is over the table and for a moment after keys moved in it. */
export const useOrderHold = (view: FleetDesk) => {
  const reasons = useRef(new Set<'pointer' | 'keys'>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hold = useMemo(() => {
    const set = (reason: 'pointer' | 'keys', value: boolean) => {
      if (value) reasons.current.add(reason);
      else reasons.current.delete(reason);
      view.hold(reasons.current.size > 0);
    };
    return {
      pointer: (inside: boolean) => set('pointer', inside),
      keys: () => {
        set('keys', true);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => set('keys', false), after_keys_ms);
      },
    };
  }, [view]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      reasons.current.clear();
      view.hold(false);
    },
    [view],
  );
  return hold;
};
