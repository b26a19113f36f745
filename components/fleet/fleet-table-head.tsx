// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their index, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { FleetSort, SortColumn } from '#lib/client/fleet-sort.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { FleetColumn } from './columns.tsx';
import { MarkBox } from './mark-box.tsx';

export interface FleetTableHeadProps {
  columns: readonly FleetColumn[];
  template: string;
  sort: FleetSort;
  onSort: (sort: FleetSort) => void;
  /** Absent where nothing can be marked. */
  mark_all?: { checked: boolean; indeterminate: boolean; onToggle: () => void } | undefined;
}

/** Where a first click on a column sorts downwards: what is newest or fullest is asked for more often. */
const downwards_first: readonly SortColumn[] = ['contact'];

export const nextSort = (sort: FleetSort, column: SortColumn): FleetSort => ({
  column,
  descending: sort.column === column ? !sort.descending : downwards_first.includes(column),
});

export const FleetTableHead = ({ columns, template, sort, onSort, mark_all }: FleetTableHeadProps) => {
  const { t } = useText();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 grid h-8 items-center gap-3 border-line border-b bg-surface px-3"
      style={{ gridTemplateColumns: template }}
    >
      {mark_all && (
        <div role="columnheader" className="flex">
          <MarkBox label={t('Select all vehicles of the list')} {...mark_all} />
        </div>
      )}
      {columns.map((column) => {
        const sorted = sort.column === column.id;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            className={clsx('flex min-w-0', column.end && 'justify-end')}
          >
            <button
              type="button"
              onClick={() => onSort(nextSort(sort, column.id))}
              className={clsx(
                '-mx-1 flex h-7 min-w-0 items-center gap-1 rounded-sm px-1 font-medium text-xs hover:text-ink',
                sorted ? 'text-ink' : 'text-ink-faint',
              )}
            >
              <span className="truncate">{t(column.label)}</span>
              {sorted && <Arrow aria-hidden size={12} className="shrink-0" />}
            </button>
          </div>
        );
      })}
    </div>
  );
};
