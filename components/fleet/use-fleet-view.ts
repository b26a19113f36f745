'use client';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import type { FleetStore } from '#lib/client/fleet-store.ts';
import { createFleetView, type FleetView, type FleetViewState } from '#lib/client/fleet-view.ts';

/** The view of the fleet that the query asks for. One object for the life of the page. */
export const useFleetView = (store: FleetStore, { filter, sort }: FleetQuery): FleetView => {
  const [view] = useState(() => createFleetView(store, { filter, sort }));
  useEffect(() => view.follow(), [view]);
  useLayoutEffect(() => view.show({ filter, sort }), [view, filter, sort]);
  return view;
};

/** One figure of the view's state; the caller renders anew when that figure changes. */
export const useViewState = <K extends keyof FleetViewState>(view: FleetView, key: K): FleetViewState[K] => {
  const read = () => view.state()[key];
  return useSyncExternalStore(view.subscribe, read, read);
};
