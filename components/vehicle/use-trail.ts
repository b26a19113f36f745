'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { stateOfEvent } from '#components/events/log-entry.ts';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import type { TrailPoint } from '#lib/contract/vehicles.ts';
import { isPast, joinTrails, trail_hours, trailAround, trailPoint, trailStart } from './trail.ts';
import { useTicking } from './use-ticking.ts';

const no_points: readonly TrailPoint[] = [];
const minute_ms = 60_000;

/**
 * The way of the last two hours, followed live; or, when an older instant is looked at, the way of the hours around it.
 * `past_at`: that older instant.
 */
export const useTrail = (vehicle_id: string, enabled: boolean, look_at: string | undefined) => {
  const minute = useTicking((now_ms) => Math.floor(now_ms / minute_ms));
  const now_ms = minute * minute_ms;
  const past_at = look_at !== undefined && isPast(look_at, now_ms) ? look_at : undefined;
  const [live, setLive] = useState(no_points);
  const present = useQuery({
    queryKey: ['getTrail', { vehicle_id, hours: trail_hours }],
    queryFn: ({ signal }) => call('getTrail', { params: { vehicle_id }, query: { after: trailStart(Date.now()) } }, signal),
    enabled: enabled && !past_at,
    refetchOnMount: 'always',
  });
  const around = trailAround(past_at ?? new Date(now_ms).toISOString());
  const past = useQuery({
    queryKey: ['getTrail', { vehicle_id, ...around }],
    queryFn: ({ signal }) => call('getTrail', { params: { vehicle_id }, query: around }, signal),
    enabled: enabled && past_at !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  useLiveEvents(
    (events) => {
      const points = events.flatMap((event) => trailPoint(stateOfEvent(event.data)) ?? []);
      if (points.length > 0) setLive((before) => joinTrails(before, points, Date.now()));
    },
    { vehicle_id, types: ['VehicleStateRecorded'] },
  );
  const points = useMemo(() => {
    if (!enabled) return no_points;
    return past_at ? (past.data?.items ?? no_points) : joinTrails(present.data?.items ?? no_points, live, now_ms);
  }, [enabled, past_at, past.data, present.data, live, now_ms]);
  const shown = past_at ? past : present;
  return { points, past_at, now_ms, failed: shown.isError, retry: () => void shown.refetch() };
};
