import { SupportPage } from '#components/people/support-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listSupportGrants } from '#server/services/support-grants.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Support access');

export default async function AdminSupportAccessPage() {
  const { app, actor, viewer } = await requirePage('users.ro');
  const { items } = await listSupportGrants(app, actor, { params: {}, query: { limit: 100 }, body: undefined });
  return (
    <QueryProvider>
      <SupportPage {...actions} first_grants={items} viewer_permissions={viewer.permissions} />
    </QueryProvider>
  );
}
