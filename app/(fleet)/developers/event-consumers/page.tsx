import { EventConsumersPage } from '#components/event-consumers/event-consumers-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listEventConsumers } from '#server/services/event-consumers.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Event consumers');

export default async function DeveloperEventConsumersPage() {
  const { app, actor, viewer } = await requirePage('event-subscriptions.ro');
  const { items } = await listEventConsumers(app, actor, { params: {}, query: { limit: 100 }, body: undefined });
  return (
    <QueryProvider>
      <EventConsumersPage
        first={items}
        may_change={allows(viewer.permissions, 'event-subscriptions')}
        has_broker={app.config.broker !== undefined}
        {...actions}
      />
    </QueryProvider>
  );
}
