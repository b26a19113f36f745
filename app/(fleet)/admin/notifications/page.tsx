import { NotificationsPage } from '#components/notifications/notifications-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listNotificationSubscriptions } from '#server/services/notification-subscriptions.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Notifications');

export default async function AdminNotificationsPage() {
  const { app, actor, viewer } = await requirePage('notification-subscriptions.ro');
  const { items } = await listNotificationSubscriptions(app, actor, { params: {}, query: { limit: 100 }, body: undefined });
  return (
    <QueryProvider>
      <NotificationsPage
        first={items}
        may_change={allows(viewer.permissions, 'notification-subscriptions')}
        own_id={actor.id}
        sends_mail={app.config.mail !== undefined}
        {...actions}
      />
    </QueryProvider>
  );
}
