import { HealthPage } from '#components/health/health-page.tsx';
import { brands } from '#lib/catalogue/brands.ts';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { getInstallationHealth } from '#server/services/installation-health.ts';

const brand_names = Object.fromEntries(brands.map(({ brand, name }) => [brand, name]));

export const generateMetadata = pageTitle('Health');

export default async function Page() {
  const { app, actor, viewer } = await requirePage('oem-credentials.ro');
  const health = await getInstallationHealth(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <QueryProvider>
      <HealthPage first={health} brand_names={brand_names} may_add={allows(viewer.permissions, 'vehicle-lifecycle')} />
    </QueryProvider>
  );
}
