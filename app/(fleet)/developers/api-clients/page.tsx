import { ApiClientsPage } from '#components/developers/api-clients-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { api_path } from '#lib/contract/api-path.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listApiClients } from '#server/services/api-clients.ts';
import { createApiClient, deleteApiClient, replaceApiClientSecret, updateApiClient } from './actions.ts';

export const generateMetadata = pageTitle('API clients');

export default async function DeveloperApiClientsPage() {
  const { app, actor, viewer } = await requirePage('api-clients.ro');
  const { items } = await listApiClients(app, actor, { params: {}, query: { limit: 1000 }, body: undefined });
  return (
    <QueryProvider>
      <ApiClientsPage
        first={items}
        grantor={viewer.permissions}
        api_url={`${app.config.app_url}${api_path}`}
        createApiClient={createApiClient}
        updateApiClient={updateApiClient}
        replaceApiClientSecret={replaceApiClientSecret}
        deleteApiClient={deleteApiClient}
      />
    </QueryProvider>
  );
}
