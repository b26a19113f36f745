'use client';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Fleet, FleetDesk } from '#lib/client/fleet.ts';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import type { FleetViewState } from '#lib/client/fleet-view.ts';

/** The view of the fleet that the query asks for. One object for as long as the same holds the fleet. */
export const useFleetView = (fleet: Fleet, { filter, sort }: FleetQuery): FleetDesk => {
  const [opened, setOpened] = useState(() => ({ fleet, view: fleet.openDesk({ filter, sort }) }));
  if (opened.fleet !== fleet) setOpened({ fleet, view: fleet.openDesk({ filter, sort }) });
  const { view } = opened;
  useEffect(() => view.follow(), [view]);
  useLayoutEffect(() => view.show({ filter, sort }), [view, filter, sort]);
  return view;
};

/** One figure of the view's state; the caller renders anew when that figure changes. */
export const useViewState = <K extends keyof FleetViewState>(view: FleetDesk, key: K): FleetViewState[K] => {
  const read = () => view.state()[key];
  return useSyncExternalStore(view.subscribe, read, read);
};
