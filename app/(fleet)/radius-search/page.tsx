import { RadiusPage } from '#components/radius/radius-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';

export const generateMetadata = pageTitle('Radius search');

export default async function Page() {
  const { app, viewer } = await requirePage('radius-search.ro');
  return (
    <QueryProvider>
      <RadiusPage read_at={new Date(app.clock()).toISOString()} sees_vehicles={allows(viewer.permissions, 'vehicles.ro')} />
    </QueryProvider>
  );
}
