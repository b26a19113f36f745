'use client';
import { useEffect, useState } from 'react';
import { call } from '#lib/client/api.ts';
import { useLiveReset, useLiveStatus } from '#lib/client/live-provider.tsx';
import type { TrailPoint } from '#lib/contract/vehicles.ts';

const trail_ms = 2 * 3_600_000;
const no_trail: readonly TrailPoint[] = [];

/**
 * The way that a vehicle came in the last hours, oldest first; empty until it is known. Read again after an interruption; what the vehicle
 * reports meanwhile, the map adds by itself. `until`: a moment of the past in place of now.
 */
export const useTrail = (vehicle_id: string | undefined, until: string | undefined): readonly TrailPoint[] => {
  const [trail, setTrail] = useState({ vehicle_id, points: no_trail });
  const [resets, setResets] = useState(0);
  const offline = useLiveStatus() === 'offline';
  useLiveReset(() => setResets((count) => count + 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reset asks for a fresh reading
  useEffect(() => {
    if (vehicle_id === undefined || offline) return;
    const left = new AbortController();
    const after = new Date((until === undefined ? Date.now() : Date.parse(until)) - trail_ms).toISOString();
    call('getTrail', { params: { vehicle_id }, query: { after, ...(until !== undefined && { before: until }) } }, left.signal).then(
      ({ items }) => setTrail({ vehicle_id, points: items }),
      () => undefined,
    );
    return () => left.abort();
  }, [vehicle_id, until, offline, resets]);
  return trail.vehicle_id === vehicle_id ? trail.points : no_trail;
};
