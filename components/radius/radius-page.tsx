'use client';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useVehicleLabels } from '#components/events/use-vehicle-labels.ts';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { LazyCircleMap } from '#components/map/lazy-circle-map.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { useTheme } from '#components/shell/use-theme.ts';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Part } from '#components/states/part.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { RadiusSearch } from '#lib/contract/radius-search.ts';
import { RadiusForm } from './radius-form.tsx';
import { firstFields, type RadiusFields, readFields, readNumber } from './radius-query.ts';
import { RadiusResults } from './radius-results.tsx';

export interface RadiusPageProps {
  read_at: string;
  /** Where the map begins: about where the fleet is. */
  center?: [number, number] | undefined;
  sees_vehicles: boolean;
}

/** Who was near a place in a span of time: fields and a map for the question, a list for the answer. */
export function RadiusPage({ read_at, center, sees_vehicles }: RadiusPageProps) {
  const { t } = useText();
  const { time_zone } = useClock();
  const theme = useTheme();
  const [fields, setFields] = useState(() => firstFields(Date.parse(read_at), time_zone));
  const [shows_errors, setShowsErrors] = useState(false);
  const read = readFields(fields, time_zone);
  const found = useMutation({ mutationFn: (body: RadiusSearch) => call('searchRadius', { body }) });
  const items = found.data?.items ?? [];
  const labels = useVehicleLabels(sees_vehicles ? items.map(({ vehicle_id }) => vehicle_id) : [], {});
  const [lat, lon, radius_in_meters] = [
    readNumber(fields.lat, -90, 90),
    readNumber(fields.lon, -180, 180),
    readNumber(fields.radius, 1, 5000),
  ];
  const circle = useMemo(
    () => (lat === undefined || lon === undefined ? undefined : { lat, lon, radius_in_meters: radius_in_meters ?? 200 }),
    [lat, lon, radius_in_meters],
  );
  const change = (next: RadiusFields) => {
    setFields(next);
    // What is listed belongs to the fields above it.
    found.reset();
  };
  const search = () => {
    setShowsErrors(true);
    if ('search' in read) found.mutate(read.search);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title={t('Radius search')} description={t('Which vehicles were near a place, in up to 24 hours')} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-line border-t md:flex-row md:overflow-hidden">
        <div className="md:w-96 md:shrink-0 md:overflow-y-auto md:border-line md:border-r">
          <RadiusForm
            fields={fields}
            errors={shows_errors && 'errors' in read ? read.errors : {}}
            busy={found.isPending}
            onChange={change}
            onSearch={search}
          />
          <Part>
            {found.isPending && <Loading what="vehicles" form="panel" rows={4} />}
            {found.isError && <Failed title={t('The search could not be made')} {...problemOf(found.error)} retry={search} />}
            {found.data && <RadiusResults items={items} labels={labels} linked={sees_vehicles} />}
          </Part>
        </div>
        <section aria-label={t('Map')} className="relative h-80 shrink-0 md:h-auto md:flex-1" data-print="never">
          <LazyCircleMap
            theme={theme}
            circle={circle}
            center={center}
            onPlace={(place) => change({ ...fields, lat: String(place.lat), lon: String(place.lon) })}
          />
          {!circle && (
            <p className="pointer-events-none absolute top-2 left-2 rounded-md bg-raised px-2 py-1 text-xs shadow-floating">
              {t('Click the map to place the circle')}
            </p>
          )}
        </section>
      </div>
    </div>
  );
}
