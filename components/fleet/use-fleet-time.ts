'use client';
import { useEffect, useMemo } from 'react';
import { useFetched } from '#components/ui/use-fetched.ts';
import { createAwaitedFleet } from '#lib/client/awaited-fleet.ts';
import type { Fleet } from '#lib/client/fleet.ts';
import { useFleet } from '#lib/client/fleet-provider.tsx';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import type { PastFleet } from '#lib/client/past-fleet.ts';
import { type ChangeFleetQuery, useFleetQuery } from './use-fleet-query.ts';

/** What the page shows, and of when. */
export interface FleetTime {
  query: FleetQuery;
  change: ChangeFleetQuery;
  /** The fleet of now, or that of the past while the address names a moment. */
  fleet: Fleet;
  is_past: boolean;
  /** Undefined too while the code that reads the past is on its way. */
  past: PastFleet | undefined;
}

const loadPast = () => import('#lib/client/past-fleet.ts').then((module) => module.createPastFleet);

/** Shown until then, so that the present never passes for the past. */
const awaited_past = createAwaitedFleet(async () => {});

/** `with_past`: the viewer may see what happened. */
export const useFleetTime = (with_past: boolean): FleetTime => {
  const [query, change] = useFleetQuery();
  const present = useFleet();
  const is_past = with_past && query.at !== undefined;
  const createPastFleet = useFetched(loadPast, is_past);
  const past = useMemo(() => (is_past ? createPastFleet?.() : undefined), [is_past, createPastFleet]);
  useEffect(() => () => past?.fleet.close(), [past]);
  return { query, change, fleet: is_past ? (past?.fleet ?? awaited_past) : present, is_past, past };
};
