'use client';
import { useEffect, useMemo } from 'react';
import type { Fleet } from '#lib/client/fleet.ts';
import { useFleet } from '#lib/client/fleet-provider.tsx';
import type { FleetQuery } from '#lib/client/fleet-query.ts';
import { createPastFleet, type PastFleet } from '#lib/client/past-fleet.ts';
import { type ChangeFleetQuery, useFleetQuery } from './use-fleet-query.ts';

/** What the page shows, and of when. */
export interface FleetTime {
  query: FleetQuery;
  change: ChangeFleetQuery;
  /** The fleet of now, or that of the past while the address names a moment. */
  fleet: Fleet;
  past: PastFleet | undefined;
}

/** `with_past`: the viewer may see what happened. */
export const useFleetTime = (with_past: boolean): FleetTime => {
  const [query, change] = useFleetQuery();
  const present = useFleet();
  const is_past = with_past && query.at !== undefined;
  const past = useMemo(() => (is_past ? createPastFleet() : undefined), [is_past]);
  useEffect(() => () => past?.fleet.close(), [past]);
  return { query, change, fleet: past?.fleet ?? present, past };
};
