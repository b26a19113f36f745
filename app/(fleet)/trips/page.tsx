import { vehicleLabel } from '#components/events/vehicle-label.ts';
import { parseTripsFilter, tripsQuery } from '#components/trips/trips-filter.ts';
import { TripsPage } from '#components/trips/trips-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listTrips } from '#server/services/trips.ts';
import { listVehicles } from '#server/services/vehicles.ts';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = pageTitle('Trips');

export default async function Page({ searchParams }: Props) {
  const { app, actor, viewer } = await requirePage('events-trips.ro');
  const search = await searchParams;
  const filter = parseTripsFilter((name) => [search[name]].flat()[0]);
  const now_ms = app.clock();
  const first_page = await listTrips(app, actor, { params: {}, query: tripsQuery(filter, now_ms), body: undefined });
  const ids = [...new Set([...(filter.vehicle_id ? [filter.vehicle_id] : []), ...first_page.items.map((trip) => trip.vehicle_id)])].slice(
    0,
    50,
  );
  const named =
    ids.length > 0 && allows(viewer.permissions, 'vehicles.ro')
      ? await listVehicles(app, actor, {
          params: {},
          query: { id: ids, limit: ids.length, sort: 'created_at', archived: false },
          body: undefined,
        })
      : { items: [] };
  return (
    <QueryProvider>
      <TripsPage
        first_page={first_page}
        read_at={new Date(now_ms).toISOString()}
        labels={Object.fromEntries(named.items.map((vehicle) => [vehicle.id, vehicleLabel(vehicle)]))}
      />
    </QueryProvider>
  );
}
