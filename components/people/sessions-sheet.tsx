'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { ApiFailure, call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { User } from '#lib/contract/people.ts';
import type { PeopleActions } from './people-actions.ts';
import { SessionList } from './session-list.tsx';
import { useAct } from './use-act.ts';

export interface SessionsSheetProps {
  user: User;
  may_change: boolean;
  revokeUserSession: PeopleActions['revokeUserSession'];
  onClose: () => void;
}

/** Where a person of the fleet is signed in; each can be ended. */
export function SessionsSheet({ user, may_change, revokeUserSession, onClose }: SessionsSheetProps) {
  const { t } = useText();
  const queries = useQueryClient();
  const params = { user_id: user.id };
  const queryKey = ['listUserSessions', { params }];
  const list = useQuery({ queryKey, queryFn: ({ signal }) => call('listUserSessions', { params }, signal), staleTime: 0 });
  const { busy, problem, act } = useAct();
  const revoke = (session_id: string) =>
    void act(
      () => revokeUserSession({ params: { ...params, session_id } }),
      () => void queries.invalidateQueries({ queryKey }),
    );
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Sign-ins of {name}', { name: user.name })}
      description={t('One that is ended is refused at once; its open pages lead to the sign-in within seconds.')}
    >
      {list.isPending && <Loading what="Sign-ins" form="panel" rows={3} />}
      {list.isError && (
        <Failed {...(list.error instanceof ApiFailure && { problem: list.error.problem })} retry={() => void list.refetch()} />
      )}
      {list.data && (
        <SessionList sessions={list.data.items} busy={busy} {...(may_change && { onRevoke: ({ id }: { id: string }) => revoke(id) })} />
      )}
      <ProblemNote problem={problem} />
    </Sheet>
  );
}
