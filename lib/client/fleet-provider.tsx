'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { FleetRow } from './fleet-row.ts';
import { createFleetStore, type FleetStatus, type FleetStore } from './fleet-store.ts';
import { useLiveEvents, useLiveReset } from './live-provider.tsx';
import { loadFleetSnapshot } from './load-fleet-snapshot.ts';

const tick_ms = 10_000;

/** The store, and whether a page has asked for it yet: until then nothing is loaded. */
const createHolder = () => ({
  store: createFleetStore({ loadSnapshot: loadFleetSnapshot }),
  wanted: false,
});

const FleetContext = createContext<ReturnType<typeof createHolder> | undefined>(undefined);

/** Holds the fleet across pages, once the first page has asked for it. Needs a LiveProvider above it. */
export const FleetProvider = ({ children }: { children: ReactNode }) => {
  const [holder] = useState(createHolder);
  useLiveEvents((events) => {
    if (holder.wanted) holder.store.receive(events);
  });
  useLiveReset(() => {
    if (holder.wanted) void holder.store.load();
  });
  useEffect(() => {
    const timer = setInterval(holder.store.tick, tick_ms);
    return () => clearInterval(timer);
  }, [holder]);
  return <FleetContext value={holder}>{children}</FleetContext>;
};

/** The fleet, loaded when first asked for. */
export const useFleetStore = (): FleetStore => {
  const holder = useContext(FleetContext);
  if (!holder) throw new Error('The fleet needs a FleetProvider above it');
  useEffect(() => {
    if (holder.wanted) return;
    holder.wanted = true;
    void holder.store.load();
  }, [holder]);
  return holder.store;
};

export const useFleetStatus = (store: FleetStore): FleetStatus => useSyncExternalStore(store.subscribeStatus, store.status, store.status);

/** A vehicle's row; the caller renders anew when this row changes and at no other time. */
export const useFleetRow = (store: FleetStore, id: string | undefined): FleetRow | undefined => {
  const read = useCallback(() => (id === undefined ? undefined : store.get(id)), [store, id]);
  return useSyncExternalStore(store.subscribe, read, read);
};
