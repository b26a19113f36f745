import { RadiusPage } from '#components/radius/radius-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { findFleetCenter } from '#server/pages/find-fleet-center.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';

export const generateMetadata = pageTitle('Radius search');

export default async function Page() {
  const page = await requirePage('radius-search.ro');
  const { app, viewer } = page;
  return (
    <QueryProvider>
      <RadiusPage
        read_at={new Date(app.clock()).toISOString()}
        center={await findFleetCenter(page)}
        sees_vehicles={allows(viewer.permissions, 'vehicles.ro')}
      />
    </QueryProvider>
  );
}
