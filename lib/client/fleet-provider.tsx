'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Fleet } from './fleet.ts';
import { createFleetHolder, type FleetHolder } from './fleet-holder.ts';
import type { FleetRow } from './fleet-row.ts';
import type { FleetStatus } from './fleet-store.ts';
import { useLiveEvents, useLiveReset } from './live-provider.tsx';

const tick_ms = 10_000;

const FleetContext = createContext<FleetHolder | undefined>(undefined);

/** Holds the fleet across pages, once the first page has asked for it. Needs a LiveProvider above it. */
export const FleetProvider = ({ children }: { children: ReactNode }) => {
  const [holder] = useState(createFleetHolder);
  useLiveEvents((events) => {
    if (holder.isWanted()) holder.fleet().receive(events);
  });
  useLiveReset(() => {
    if (holder.isWanted()) void holder.fleet().load();
  });
  useEffect(() => {
    const timer = setInterval(() => holder.fleet().tick(), tick_ms);
    return () => clearInterval(timer);
  }, [holder]);
  return <FleetContext value={holder}>{children}</FleetContext>;
};

/** The fleet, loaded when first asked for. Another object when it has moved into a worker. */
export const useFleet = (): Fleet => {
  const holder = useContext(FleetContext);
  if (!holder) throw new Error('The fleet needs a FleetProvider above it');
  useEffect(() => holder.want(), [holder]);
  return useSyncExternalStore(holder.subscribe, holder.fleet, holder.fleet);
};

export const useFleetStatus = (fleet: Fleet): FleetStatus => useSyncExternalStore(fleet.subscribeStatus, fleet.status, fleet.status);

const watchNothing = () => () => {};

/**
 * A vehicle's row; the caller renders anew when this row changes and at no other time. Undefined: there is no such vehicle; null: it is not
 * known yet.
 */
export const useFleetRow = (fleet: Fleet, id: string | undefined): FleetRow | undefined | null => {
  const watch = useCallback((listener: () => void) => (id === undefined ? watchNothing() : fleet.watch(id, listener)), [fleet, id]);
  const read = useCallback(() => (id === undefined ? undefined : fleet.get(id)), [fleet, id]);
  return useSyncExternalStore(watch, read, read);
};
