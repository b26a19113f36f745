'use client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { CheckCheck, Inbox } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { ApiFailure, call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { InboxActions } from './inbox-actions.ts';
import { inbox_changed } from './inbox-changed.ts';
import { InboxItem } from './inbox-item.tsx';

const page_size = 50;
const refetch_ms = 5_000;

export interface InboxPageProps extends InboxActions {
  /** The person decides who is told what. */
  may_set_up: boolean;
}

/** What the person was told, newest first. */
export function InboxPage({ may_set_up, markInboxEntry, markInboxRead }: InboxPageProps) {
  const text = useText();
  const { t, count } = text;
  const queries = useQueryClient();
  const [unread, setUnread] = useState(false);
  const [busy, setBusy] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['listInbox', { unread }],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listInbox',
        { query: { limit: page_size, ...(unread && { unread: 'true' }), ...(pageParam && { page_token: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    refetchInterval: refetch_ms,
    staleTime: 0,
  });
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread_count = list.data?.pages[0]?.unread_count ?? 0;
  const done = async (result: ActionResult<unknown>) => {
    if (!result.ok) notify.problem(result.problem, text);
    await queries.invalidateQueries({ queryKey: ['listInbox'] });
    window.dispatchEvent(new Event(inbox_changed));
  };
  const mark = (entry_id: string, read: boolean) => void markInboxEntry({ params: { entry_id }, body: { read } }).then(done);
  const markAll = async () => {
    setBusy(true);
    const [newest] = entries;
    await done(await markInboxRead({ body: newest ? { through: newest.id } : {} }));
    setBusy(false);
  };
  return (
    <>
      <PageHeader
        title={t('Inbox')}
        description={
          entries.length > 0 &&
          (unread_count === 0 ? t('Everything is read.') : count(unread_count, '{count} not read', '{count} not read'))
        }
        actions={
          (entries.length > 0 || unread) && (
            <div className="flex flex-wrap items-center gap-3">
              <Checkbox label={t('Only what is not read')} checked={unread} onChange={(event) => setUnread(event.target.checked)} />
              <Button icon={CheckCheck} busy={busy} disabled={unread_count === 0} onClick={() => void markAll()}>
                {t('Mark all as read')}
              </Button>
            </div>
          )
        }
      />
      {list.isPending && <Loading what="Inbox" rows={6} />}
      {list.isError && (
        <Failed {...(list.error instanceof ApiFailure && { problem: list.error.problem })} retry={() => void list.refetch()} />
      )}
      {list.data && entries.length === 0 && (
        <Empty
          icon={Inbox}
          title={t(unread ? 'Everything is read' : 'Nothing was told to you yet')}
          description={t('What notifications of the fleet tell you appears here.')}
          action={
            may_set_up &&
            !unread && (
              <Link href="/admin/notifications" className={buttonClass({ variant: 'secondary' })}>
                {t('Set up notifications')}
              </Link>
            )
          }
        />
      )}
      {entries.length > 0 && (
        <ul aria-label={t('Inbox')} className="divide-y divide-line border-line border-y">
          {entries.map((entry) => (
            <InboxItem key={entry.id} entry={entry} onRead={(read) => mark(entry.id, read)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button size="sm" className="m-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('Load older')}
        </Button>
      )}
    </>
  );
}
