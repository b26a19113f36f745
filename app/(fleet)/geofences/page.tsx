import { GeofencesPage } from '#components/geofences/geofences-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listGeofences } from '#server/services/geofences.ts';
import { getLatestVehicleState, listVehicles } from '#server/services/vehicles.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Geofences');

type Page = Awaited<ReturnType<typeof requirePage>>;

/** Where some vehicle of the fleet is: the first geofence is mostly drawn there. */
const somewhere = async ({ app, actor, viewer }: Page): Promise<[number, number] | undefined> => {
  if (!allows(viewer.permissions, 'vehicles.ro')) return undefined;
  const { items } = await listVehicles(app, actor, {
    params: {},
    query: { limit: 5, sort: '-last_contact_at', archived: false },
    body: undefined,
  });
  for (const { id: vehicle_id } of items) {
    const { position } = await getLatestVehicleState(app, actor, { params: { vehicle_id }, query: {}, body: undefined });
    if (position) return [position.value.lon, position.value.lat];
  }
  return undefined;
};

export default async function Page() {
  const page = await requirePage('geofences.ro');
  const { app, actor, viewer } = page;
  const { items } = await listGeofences(app, actor, { params: {}, query: { limit: 1000 }, body: undefined });
  return (
    <QueryProvider>
      <GeofencesPage
        first={items}
        may_change={allows(viewer.permissions, 'geofences')}
        center={items.length === 0 ? await somewhere(page) : undefined}
        {...actions}
      />
    </QueryProvider>
  );
}
