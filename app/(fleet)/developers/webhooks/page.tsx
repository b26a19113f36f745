import { WebhooksPage } from '#components/webhooks/webhooks-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listWebhooks } from '#server/services/webhooks.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Webhooks');

export default async function DeveloperWebhooksPage() {
  const { app, actor, viewer } = await requirePage('event-subscriptions.ro');
  const { items } = await listWebhooks(app, actor, { params: {}, query: { limit: 100 }, body: undefined });
  return (
    <QueryProvider>
      <WebhooksPage first={items} may_change={allows(viewer.permissions, 'event-subscriptions')} {...actions} />
    </QueryProvider>
  );
}
