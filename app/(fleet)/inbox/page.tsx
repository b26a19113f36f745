import { InboxPage } from '#components/inbox/inbox-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { allows } from '#lib/domain/access.ts';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Inbox');

export default async function PersonsInboxPage() {
  const { viewer } = await requirePage();
  return (
    <QueryProvider>
      <InboxPage may_set_up={allows(viewer.permissions, 'notification-subscriptions')} {...actions} />
    </QueryProvider>
  );
}
