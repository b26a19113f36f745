import { HealthPage } from '#components/health/health-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { getInstallationHealth } from '#server/services/installation-health.ts';

export const generateMetadata = pageTitle('Health');

export default async function Page() {
  const { app, actor, viewer } = await requirePage('oem-credentials.ro');
  const health = await getInstallationHealth(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <QueryProvider>
      <HealthPage first={health} may_add={allows(viewer.permissions, 'vehicle-lifecycle')} />
    </QueryProvider>
  );
}
