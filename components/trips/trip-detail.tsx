'use client';
import { useQuery } from '@tanstack/react-query';
import { MapPinOff } from 'lucide-react';
import { useMemo } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { LazyVehicleMap } from '#components/map/lazy-vehicle-map.tsx';
import type { MapPoint } from '#components/map/map-source.ts';
import { useTheme } from '#components/shell/use-theme.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { DataList } from '#components/ui/data-list.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Trip } from '#lib/domain/trip-schema.ts';
import { trigger_labels, tripFacts } from './trip-facts.ts';

/** The end of the way, for as long as the trip lasts the place of now. */
const endOf = (trip: Trip, label: string, last: { lat: number; lon: number } | undefined): MapPoint | undefined => {
  const place = last ?? trip.end_position ?? trip.start_position;
  return place && { id: trip.vehicle_id, label, ...place, status: trip.ended_at ? 'parked' : 'moving' };
};

function Route({ trip, label }: { trip: Trip; label: string }) {
  const { t } = useText();
  const theme = useTheme();
  const params = { trip_id: trip.id };
  const track = useQuery({
    queryKey: ['getTripTrack', { params, ended_at: trip.ended_at, measured: trip.metrics !== undefined }],
    queryFn: ({ signal }) => call('getTripTrack', { params }, signal),
    placeholderData: (before, asked) =>
      (asked?.queryKey[1] as { params?: { trip_id: string } } | undefined)?.params?.trip_id === trip.id ? before : undefined,
  });
  const points = useMemo(() => track.data?.items.map(({ occurred_at: at, ...point }) => ({ at, ...point })) ?? [], [track.data]);
  const last = points.at(-1);
  const vehicle = useMemo(() => endOf(trip, label, last), [trip, label, last]);
  if (track.isError && !track.data)
    return <Failed title={t('The route could not be loaded')} {...problemOf(track.error)} retry={() => void track.refetch()} />;
  if (track.isPending) return <Loading what="route" form="panel" rows={6} className="px-0!" />;
  if (points.length === 0)
    return (
      <Empty
        icon={MapPinOff}
        title={t('No route')}
        description={t('The vehicle told no position on this trip, or the time for which positions are kept is over.')}
      />
    );
  return (
    <section aria-label={t('Route')} className="relative h-72 overflow-hidden rounded-lg border border-line" data-print="never">
      <LazyVehicleMap key={trip.id} vehicle={vehicle} points={points} theme={theme} />
    </section>
  );
}

/** Route and metrics of a trip. */
export function TripDetail({ trip, label }: { trip: Trip; label: string }) {
  const text = useText();
  const { t, formatInstant } = text;
  const { time_zone } = useClock();
  const facts = tripFacts(trip, text);
  return (
    <div className="flex flex-col gap-4">
      <Route trip={trip} label={label} />
      <DataList
        items={[
          { label: t('Began'), value: formatInstant(trip.started_at, time_zone) },
          { label: t('Ended'), value: trip.ended_at ? formatInstant(trip.ended_at, time_zone) : t('Under way') },
          { label: t('Duration'), value: facts.duration },
          { label: t('Distance'), value: facts.distance },
          { label: t('Highest speed'), value: facts.max_speed },
          { label: t('Energy used'), value: facts.energy },
          { label: t('Told by'), value: t(trigger_labels[trip.trigger]) },
        ]}
      />
    </div>
  );
}
