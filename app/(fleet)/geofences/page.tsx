import { GeofencesPage } from '#components/geofences/geofences-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { findFleetCenter } from '#server/pages/find-fleet-center.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listGeofences } from '#server/services/geofences.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Geofences');

export default async function Page() {
  const page = await requirePage('geofences.ro');
  const { app, actor, viewer } = page;
  const { items } = await listGeofences(app, actor, { params: {}, query: { limit: 1000 }, body: undefined });
  return (
    <QueryProvider>
      <GeofencesPage
        first={items}
        may_change={allows(viewer.permissions, 'geofences')}
        center={items.length === 0 ? await findFleetCenter(page) : undefined}
        {...actions}
      />
    </QueryProvider>
  );
}
