import { feedFilter, parseEventsFilter } from '#components/events/events-filter.ts';
import { EventsPage } from '#components/events/events-page.tsx';
import { vehicleLabel } from '#components/events/vehicle-label.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { queryEventLog } from '#server/services/events.ts';
import { listVehicles } from '#server/services/vehicles.ts';
import * as actions from './actions.ts';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = pageTitle('Events');

const first_count = 100;

export default async function Page({ searchParams }: Props) {
  const { app, actor, viewer } = await requirePage('events-trips.ro');
  const search = await searchParams;
  const filter = parseEventsFilter((name) => [search[name]].flat()[0]);
  const { vehicle_id, types, before } = feedFilter(filter);
  const first_page = await queryEventLog(app, actor, {
    params: {},
    query: {},
    body: {
      limit: first_count,
      ...(vehicle_id && { vehicle_id }),
      ...(types && { event_types: [...types] }),
      ...(before && { occurred_before: before }),
    },
  });
  const ids = [...new Set([...(vehicle_id ? [vehicle_id] : []), ...first_page.items.map((entry) => entry.vehicle_id)])].slice(0, 50);
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
      <EventsPage
        first_page={first_page}
        labels={Object.fromEntries(named.items.map((vehicle) => [vehicle.id, vehicleLabel(vehicle)]))}
        me={viewer.id}
        marking={allows(viewer.permissions, 'vehicle-commands') ? { actions: { ...actions }, me: viewer.id } : undefined}
      />
    </QueryProvider>
  );
}
