'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { stateOfEvent } from '#components/events/log-entry.ts';
import { LazyVehicleMap } from '#components/map/lazy-vehicle-map.tsx';
import { useTheme } from '#components/shell/use-theme.ts';
import { call } from '#lib/client/api.ts';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { TrailPoint } from '#lib/contract/vehicles.ts';
import { mapPoint } from './map-point.ts';
import { joinTrails, trail_hours, trailPoint, trailStart } from './trail.ts';
import { useTicking } from './use-ticking.ts';
import type { VehicleRecord } from './vehicle-record.ts';

export interface VehicleTrailMapProps {
  record: VehicleRecord;
  /** The person may read where the vehicle was. */
  with_trail: boolean;
  /** An instant of the timeline to mark on the trail. */
  highlighted_at?: string | undefined;
  onPickTime?: (at: string) => void;
}

const no_points: readonly TrailPoint[] = [];
const minute_ms = 60_000;

/** Where the vehicle is and the way it came in the last two hours, followed live. Nothing when no position is known. */
export function VehicleTrailMap({ record, with_trail, highlighted_at, onPickTime }: VehicleTrailMapProps) {
  const { t } = useText();
  const { id } = record.vehicle;
  const theme = useTheme();
  const minute = useTicking((now_ms) => Math.floor(now_ms / minute_ms));
  const [live, setLive] = useState(no_points);
  const loaded = useQuery({
    queryKey: ['getTrail', { vehicle_id: id, hours: trail_hours }],
    queryFn: ({ signal }) => call('getTrail', { params: { vehicle_id: id }, query: { after: trailStart(Date.now()) } }, signal),
    enabled: with_trail,
    refetchOnMount: 'always',
  });
  useLiveEvents(
    (events) => {
      const points = events.flatMap((event) => trailPoint(stateOfEvent(event.data)) ?? []);
      if (points.length > 0) setLive((before) => joinTrails(before, points, Date.now()));
    },
    { vehicle_id: id, types: ['VehicleStateRecorded'] },
  );
  const points = useMemo(
    () => (with_trail ? joinTrails(loaded.data?.items ?? no_points, live, minute * minute_ms) : []),
    [with_trail, loaded.data, live, minute],
  );
  const vehicle = useMemo(() => mapPoint(record, minute * minute_ms), [record, minute]);
  if (!vehicle) return null;
  return (
    <section
      aria-label={t('Map')}
      className="relative h-64 overflow-hidden rounded-lg border border-line bg-surface md:h-80"
      data-print="never"
    >
      <LazyVehicleMap vehicle={vehicle} points={points} highlighted_at={highlighted_at} theme={theme} {...(onPickTime && { onPickTime })} />
      {loaded.isError && (
        <p role="status" className="absolute top-2 left-2 rounded-sm bg-raised px-2 py-1 text-ink-soft text-xs shadow-floating">
          {t('The trail could not be loaded.')}{' '}
          <button type="button" className="text-accent-ink underline" onClick={() => void loaded.refetch()}>
            {t('Try again')}
          </button>
        </p>
      )}
    </section>
  );
}
