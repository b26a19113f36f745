// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their index, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
'use client';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { useFetchAtFirstGesture } from '#components/ui/use-fetched.ts';
import type { ChosenColumn, ColumnId } from '#lib/client/column-choice.ts';
import type { FleetSort, SortColumn } from '#lib/client/fleet-sort.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { FleetColumn } from './columns.tsx';
import { MarkBox } from './mark-box.tsx';

export interface FleetTableHeadProps {
  columns: readonly FleetColumn[];
  template: string;
  style: CSSProperties | undefined;
  sort: FleetSort;
  onSort: (sort: FleetSort) => void;
  /** The columns as chosen, or as they happen to fit: what a change of one begins with. */
  chosen: readonly ChosenColumn[];
  onColumns: (columns: readonly ChosenColumn[]) => void;
  /** Absent where nothing can be marked. */
  mark_all?: { checked: boolean; indeterminate: boolean; onToggle: () => void } | undefined;
}

/** Where a first click on a column sorts downwards: what is newest or fullest is asked for more often. */
const downwards_first: readonly SortColumn[] = ['contact'];

export const nextSort = (sort: FleetSort, column: SortColumn): FleetSort => ({
  column,
  descending: sort.column === column ? !sort.descending : downwards_first.includes(column),
});

const loadGestures = () => import('./column-gestures.ts');
const at_first_gesture = [loadGestures];

const cellOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>('[data-column]');

export const FleetTableHead = ({ columns, template, style, sort, onSort, chosen, onColumns, mark_all }: FleetTableHeadProps) => {
  const { t } = useText();
  useFetchAtFirstGesture(at_first_gesture);
  const gestureOn = (id: ColumnId) => ({ columns: chosen, id, onChange: onColumns });
  const widthOf = (element: Element): number => cellOf(element)?.clientWidth ?? 0;

  const drag = (id: ColumnId, { button, pointerType, clientX, currentTarget }: PointerEvent) => {
    const row = currentTarget.closest('[role="row"]');
    if (button !== 0 || pointerType === 'touch' || !row) return;
    void loadGestures().then(({ dragByPointer }) => dragByPointer(gestureOn(id), row, clientX));
  };
  const resize = (id: ColumnId, event: PointerEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const [start_x, width_px] = [event.clientX, widthOf(event.currentTarget)];
    void loadGestures().then(({ resizeByPointer }) => resizeByPointer(gestureOn(id), start_x, width_px));
  };
  const handleKey = (id: ColumnId, event: KeyboardEvent) => {
    const { key, altKey, shiftKey } = event;
    if (!altKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return;
    event.preventDefault();
    const width_px = widthOf(event.currentTarget);
    void loadGestures().then(({ changeByKey }) => changeByKey(gestureOn(id), key, shiftKey, width_px));
  };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 grid h-8 items-center gap-3 border-line border-b bg-surface px-3"
      style={{ ...style, gridTemplateColumns: template }}
    >
      {mark_all && (
        <div role="columnheader" className="flex">
          <MarkBox label={t('Select all vehicles of the list')} {...mark_all} />
        </div>
      )}
      {columns.map(({ id, label, end }) => {
        const sorted = sort.column === id;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <div
            key={id}
            role="columnheader"
            data-column={id}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            className={clsx('group/head relative flex min-w-0', end && 'justify-end')}
          >
            <button
              type="button"
              onClick={() => onSort(nextSort(sort, id))}
              onPointerDown={(event) => drag(id, event)}
              onKeyDown={(event) => handleKey(id, event)}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight"
              className={clsx(
                '-mx-1 flex h-7 min-w-0 items-center gap-1 rounded-sm px-1 font-medium text-xs hover:text-ink',
                sorted ? 'text-ink' : 'text-ink-faint',
              )}
            >
              <span className="truncate">{typeof label === 'string' ? t(label) : label.key}</span>
              {sorted && <Arrow aria-hidden size={12} className="shrink-0" />}
            </button>
            <span
              aria-hidden
              data-resize={id}
              onPointerDown={(event) => resize(id, event)}
              className="absolute inset-y-0 -right-2.5 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1 after:right-0.5 after:w-px group-hover/head:after:bg-line-strong hover:after:bg-accent"
            />
          </div>
        );
      })}
    </div>
  );
};
