'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Import, ImportCell, ImportRow, ImportVerdict } from '#lib/contract/imports.ts';
import { cellWords, columnWords, kept_words, outcome_words, refusalWords, unit_check_words, verdict_words } from './import-words.ts';

const page_size = 100;

const Value = ({ value, gone = false }: { value: ImportCell['new']; gone?: boolean }) => {
  const { t } = useText();
  const words = cellWords(value);
  if (words === '') return <span className="text-ink-faint">{t('empty')}</span>;
  return gone ? <del className="break-words text-ink-soft">{words}</del> : <ins className="break-words no-underline">{words}</ins>;
};

/** One cell: what it was, if it was, and what it becomes. */
const Cell = ({ cell }: { cell: ImportCell }) => {
  const text = useText();
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
      <dt className="text-ink-faint text-xs">{columnWords(cell.column, text)}</dt>
      <dd className="min-w-0">
        {cell.old !== undefined && (
          <>
            <Value value={cell.old} gone />
            <span aria-hidden className="mx-1 text-ink-faint">
              →
            </span>
            <span className="sr-only">{text.t('becomes')} </span>
          </>
        )}
        <Value value={cell.new} />
      </dd>
    </div>
  );
};

const Row = ({ row, status }: { row: ImportRow; status: Import['status'] }) => {
  const text = useText();
  const { t } = text;
  const outcome = row.outcome && outcome_words[row.outcome];
  const check = status === 'READY' && row.unit_check ? unit_check_words[row.unit_check] : undefined;
  const has_page = row.vehicle_id && (row.verdict !== 'ADD' || status !== 'READY');
  return (
    <li className="flex flex-col gap-0.5 border-line border-b px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="w-14 shrink-0 text-ink-faint text-xs tabular-nums">
          {row.line ? t('Line {line}', { line: row.line }) : t('Row {row}', { row: row.row })}
        </span>
        {has_page ? (
          <Link href={`/vehicles/${row.vehicle_id}`} className="rounded-sm font-medium hover:underline">
            {row.label || row.vehicle_id}
          </Link>
        ) : (
          <span className="font-medium">{row.label || t('without a name')}</span>
        )}
        {outcome && <Badge tone={outcome.tone}>{t(outcome.label)}</Badge>}
        {check && <Badge tone={check.tone}>{t(check.label)}</Badge>}
        {row.kept_reason && <span className="text-ink-soft">{t(kept_words[row.kept_reason])}</span>}
      </div>
      {row.refusal && <p className="text-danger-ink sm:pl-16">{refusalWords(row.refusal, text)}</p>}
      {row.cells.length > 0 && (
        <dl className="flex flex-wrap gap-x-4 gap-y-0.5 sm:pl-16">
          {row.cells.map((cell) => (
            <Cell key={cell.column} cell={cell} />
          ))}
        </dl>
      )}
    </li>
  );
};

/** The rows of one verdict, as many as are asked for. */
export function ImportRows({ of, verdict }: { of: Import; verdict: ImportVerdict }) {
  const { t } = useText();
  const list = useInfiniteQuery({
    queryKey: ['listImportRows', of.id, of.checked_at, of.status, verdict],
    queryFn: ({ pageParam, signal }) =>
      call(
        'listImportRows',
        { params: { import_id: of.id }, query: { verdict, limit: page_size, ...(pageParam && { page_token: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token,
  });
  if (list.isPending) return <Loading what="rows of the file" />;
  if (list.isError && !list.data)
    return (
      <Failed
        title={t('The rows could not be loaded')}
        {...problemOf(list.error)}
        retry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    );
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Empty title={t(verdict_words[verdict].none)} />;
  return (
    <>
      <ul aria-label={t(verdict_words[verdict].label)} className="border-line border-t bg-surface">
        {rows.map((row) => (
          <Row key={row.row} row={row} status={of.status} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('Show more')}
          </Button>
        </div>
      )}
    </>
  );
}
