'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CirclePlus } from 'lucide-react';
import { useState } from 'react';
import { type ListColumn, ListPage } from '#components/shell/list-page.tsx';
import { Button } from '#components/ui/button.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Invitation, User } from '#lib/contract/people.ts';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteSheet } from './invite-sheet.tsx';
import type { PeopleActions } from './people-actions.ts';
import { PermissionsSheet } from './permissions-sheet.tsx';
import { SessionsSheet } from './sessions-sheet.tsx';
import { PasswordLink, RemoveUser, ResetSecondFactor } from './user-dialogs.tsx';
import { type UserAct, UserRow } from './user-row.tsx';

export interface UsersPageProps extends PeopleActions {
  first_users: readonly User[];
  first_invitations: readonly Invitation[];
  presets: readonly PermissionPreset[];
  viewer_id: string;
  grantor: readonly Permission[];
}

const query = { limit: 1000 };
/** When people were last seen changes without an event. */
const options = { refetchInterval: 30_000, staleTime: 5000 };

/** Who belongs to the fleet, what each may do, and who is invited. */
export function UsersPage({ first_users, first_invitations, presets, viewer_id, grantor, ...actions }: UsersPageProps) {
  const { t, count } = useText();
  const queries = useQueryClient();
  const users = useQuery({
    queryKey: ['listUsers', { query }],
    queryFn: ({ signal }) => call('listUsers', { query }, signal),
    initialData: { items: [...first_users] },
    ...options,
  });
  const invitations = useQuery({
    queryKey: ['listInvitations', { query }],
    queryFn: ({ signal }) => call('listInvitations', { query }, signal),
    initialData: { items: [...first_invitations] },
    ...options,
  });
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['listUsers'] });
    void queries.invalidateQueries({ queryKey: ['listInvitations'] });
  };
  const [open, setOpen] = useState<{ act: UserAct; user: User } | { act: 'invite' }>();
  const may_change = allows(grantor, 'users');
  const close = () => setOpen(undefined);
  const { items } = users.data;
  const told = { presets, grantor, onClose: close };
  const columns: ListColumn[] = [
    { label: t('Name') },
    { label: t('E-mail'), from: 'md' },
    { label: t('Job title'), from: 'lg' },
    { label: t('Preset') },
    { label: t('Second factor'), from: 'sm' },
    { label: t('Last seen'), from: 'sm' },
  ];
  return (
    <>
      <ListPage
        title={t('Users')}
        description={count(items.length, '{count} person', '{count} people')}
        add={
          may_change && (
            <Button variant="primary" icon={CirclePlus} onClick={() => setOpen({ act: 'invite' })}>
              {t('Invite')}
            </Button>
          )
        }
        stale={users.isError || invitations.isError}
        columns={columns}
      >
        {items.map((user) => (
          <UserRow
            key={user.id}
            user={user}
            is_viewer={user.id === viewer_id}
            may_change={may_change}
            onAct={(act) => setOpen({ act, user })}
          />
        ))}
      </ListPage>
      {invitations.data.items.length > 0 && (
        <InvitationList {...actions} invitations={invitations.data.items} may_change={may_change} onChanged={refresh} />
      )}
      {open?.act === 'invite' && <InviteSheet {...actions} {...told} onInvited={refresh} />}
      {open?.act === 'permissions' && <PermissionsSheet {...actions} {...told} user={open.user} onSaved={refresh} />}
      {open?.act === 'sessions' && <SessionsSheet {...actions} user={open.user} may_change={may_change} onClose={close} />}
      {open?.act === 'password' && <PasswordLink {...actions} user={open.user} onClose={close} />}
      {open?.act === 'second-factor' && <ResetSecondFactor {...actions} user={open.user} onClose={close} onDone={refresh} />}
      {open?.act === 'remove' && <RemoveUser {...actions} user={open.user} onClose={close} onDone={refresh} />}
    </>
  );
}
