'use client';
import { useQuery } from '@tanstack/react-query';
import { Route as RouteIcon } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useVehicleLabels } from '#components/events/use-vehicle-labels.ts';
import { VehicleFilter } from '#components/events/vehicle-filter.tsx';
import type { VehicleLabels } from '#components/events/vehicle-label.ts';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Part } from '#components/states/part.tsx';
import { Button } from '#components/ui/button.tsx';
import { ListFrame } from '#components/ui/list-frame.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { speeding_above_kilometers_per_hour } from '#lib/domain/trip.ts';
import { TripSheet } from './trip-sheet.tsx';
import {
  formatTripsFilter,
  parseTripsFilter,
  type TripSpan,
  type TripsFilter,
  trip_span_labels,
  trip_spans,
  tripsQuery,
} from './trips-filter.ts';
import { TripsTable } from './trips-table.tsx';
import { type TripPage, useTrips } from './use-trips.ts';

export interface TripsPageProps {
  /** First page for the address with which the page was opened, and when it was read. */
  first_page: TripPage;
  read_at: string;
  labels: VehicleLabels;
}

/** The fleet's trips; the address holds the filters and the open trip. */
export function TripsPage({ first_page, read_at, labels }: TripsPageProps) {
  const { t, formatNumber } = useText();
  const search = useSearchParams();
  const filter = parseTripsFilter((name) => search.get(name));
  const { trip_id, ...listed } = filter;
  const key = formatTripsFilter(listed);
  const [first_key] = useState(key);
  const [asked, setAsked] = useState({ key, now_ms: Date.parse(read_at) });
  if (asked.key !== key) setAsked({ key, now_ms: Date.now() });
  const { list, trips } = useTrips(tripsQuery(listed, asked.now_ms), key === first_key ? first_page : undefined);
  const names = useVehicleLabels(
    [...(filter.vehicle_id ? [filter.vehicle_id] : []), ...(trips ?? []).map((trip) => trip.vehicle_id)],
    labels,
  );
  const among = trips?.find(({ id }) => id === trip_id);
  const linked = useQuery({
    queryKey: ['getTrip', { params: { trip_id } }],
    queryFn: ({ signal }) => call('getTrip', { params: { trip_id: trip_id ?? '' } }, signal),
    enabled: trip_id !== undefined && !among && !list.isFetching,
    retry: false,
  });
  const open = trip_id === undefined ? undefined : (among ?? linked.data);
  const labelOf = ({ vehicle_id }: { vehicle_id: string }) => names[vehicle_id] ?? vehicle_id;

  const change = (next: Partial<TripsFilter>) => {
    window.history.replaceState(null, '', `/trips${formatTripsFilter({ ...filter, ...next })}`);
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title={t('Trips')} description={t('Of at least a minute, newest first')} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3">
        <VehicleFilter
          vehicle_id={filter.vehicle_id}
          label={filter.vehicle_id && names[filter.vehicle_id]}
          onChange={(vehicle) => change({ vehicle_id: vehicle?.id })}
        />
        <Segmented
          label={t('Span of time')}
          value={filter.span}
          onChange={(span) => change({ span })}
          segments={(Object.keys(trip_spans) as TripSpan[]).map((value) => ({ value, label: t(trip_span_labels[value]) }))}
        />
        <Switch
          label={t('Faster than {speed}', { speed: formatNumber(speeding_above_kilometers_per_hour, 'km/h') })}
          checked={filter.speeding}
          onChange={(speeding) => change({ speeding })}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Part>
          {list.isError && !trips && (
            <Failed title={t('Trips could not be loaded')} {...problemOf(list.error)} retry={() => void list.refetch()} />
          )}
          {list.isPending && <Loading what="trips" />}
          {trips?.length === 0 && (
            <Empty
              icon={RouteIcon}
              title={t('No trips in this time')}
              description={t(
                'A trip begins when driving is enabled, or by whatever the fleet’s settings name. Choose a longer time, or other filters.',
              )}
            />
          )}
          {trips && trips.length > 0 && (
            <ListFrame>
              <TripsTable trips={trips} labelOf={labelOf} selected_id={open?.id} onOpen={({ id }) => change({ trip_id: id })} />
            </ListFrame>
          )}
          {list.hasNextPage && (
            <div className="flex justify-center p-3">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('Show older trips')}
              </Button>
            </div>
          )}
        </Part>
      </div>
      <TripSheet trip={open} label={open ? labelOf(open) : ''} onClose={() => change({ trip_id: undefined })} />
    </div>
  );
}
