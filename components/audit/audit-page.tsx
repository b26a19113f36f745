'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Button } from '#components/ui/button.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { saveCsv } from '#lib/client/csv.ts';
import { ApiFailure, no_answer, sendRequest } from '#lib/client/request.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { routes } from '#lib/contract/routes.ts';
import { type AuditFilter, AuditFilters, filterQuery } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { AuditVerification } from './audit-verification.tsx';

const limit = 100;

/** Who did what, newest first. */
export function AuditPage({ first_filter }: { first_filter: AuditFilter }) {
  const text = useText();
  const { t } = text;
  const [filter, setFilter] = useState(first_filter);
  const [saving, setSaving] = useState(false);
  const asked = filterQuery(filter);
  const list = useInfiniteQuery({
    queryKey: ['listAuditLogEntries', asked],
    queryFn: ({ pageParam, signal }) =>
      call('listAuditLogEntries', { query: { ...asked, limit, ...(pageParam && { page_token: pageParam }) } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const change = (next: AuditFilter) => {
    setFilter(next);
    const search = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ''));
    window.history.replaceState(null, '', search.size > 0 ? `?${search}` : window.location.pathname);
  };
  const save = async () => {
    setSaving(true);
    try {
      saveCsv('audit-log.csv', await (await sendRequest(routes.exportAuditLog, { body: asked })).text());
    } catch (error) {
      notify.problem(error instanceof ApiFailure ? error.problem : no_answer, text);
    }
    setSaving(false);
  };
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={t('Audit log')}
        description={t('Who did what, when and from where. Nothing is ever changed here.')}
        actions={
          <Button icon={Download} busy={saving} onClick={() => void save()}>
            {t('Export as CSV')}
          </Button>
        }
      />
      <AuditVerification />
      <AuditFilters filter={filter} onChange={change} />
      {list.isPending && <Loading what="Audit log" />}
      {list.isError && (
        <Failed {...(list.error instanceof ApiFailure && { problem: list.error.problem })} retry={() => void list.refetch()} />
      )}
      {list.data && entries.length === 0 && (
        <Empty icon={ScrollText} title={t('No entry matches')} description={t('Take a part of the filter away.')} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} onFilter={(part) => change({ ...filter, ...part })} />}
      {list.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('Show older entries')}
          </Button>
        </div>
      )}
    </>
  );
}
