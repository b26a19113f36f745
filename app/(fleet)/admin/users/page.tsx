import { UsersPage } from '#components/people/users-page.tsx';
import { QueryProvider } from '#lib/client/query-provider.tsx';
import { pageTitle } from '#server/pages/page-text.ts';
import { requirePage } from '#server/pages/require-page.ts';
import { listInvitations } from '#server/services/invitations.ts';
import { listUsers } from '#server/services/people.ts';
import { listPermissionPresets } from '#server/services/presets.ts';
import * as actions from './actions.ts';

export const generateMetadata = pageTitle('Users');

export default async function AdminUsersPage() {
  const { app, actor, viewer } = await requirePage('users.ro');
  const all = { params: {}, query: { limit: 1000 }, body: undefined };
  const [users, invitations] = [await listUsers(app, actor, all), await listInvitations(app, actor, all)];
  const presets = await listPermissionPresets(app, actor, { params: {}, query: {}, body: undefined });
  return (
    <QueryProvider>
      <UsersPage
        {...actions}
        first_users={users.items}
        first_invitations={invitations.items}
        presets={presets.items}
        viewer_id={viewer.id}
        grantor={viewer.permissions}
      />
    </QueryProvider>
  );
}
