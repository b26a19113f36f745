// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their index, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
'use client';
import { RefreshCw } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import type { FleetSort } from '#lib/client/fleet-sort.ts';
import type { FleetStore } from '#lib/client/fleet-store.ts';
import type { FleetView } from '#lib/client/fleet-view.ts';
import { columnTemplate, fittingColumns } from './columns.tsx';
import { FleetTableHead } from './fleet-table-head.tsx';
import { FleetTableRow, row_height_px, rowElementId } from './fleet-table-row.tsx';
import { useElementWidth } from './use-element-width.ts';
import { useViewState } from './use-fleet-view.ts';
import { useOrderHold } from './use-order-hold.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTableKeys } from './use-table-keys.ts';

export interface FleetTableProps {
  store: FleetStore;
  view: FleetView;
  sort: FleetSort;
  selected: string | undefined;
  /** The element that takes the focus, for those who send it there. */
  focus_target: RefObject<HTMLDivElement | null>;
  /** Height at the bottom that something lies over: the current row is scrolled out from under it. */
  covered_px: number;
  onSort: (sort: FleetSort) => void;
  onSelect: (id: string | undefined) => void;
  onOpen: (id: string) => void;
  /** A letter or digit was typed here. */
  onType: (text: string) => void;
}

const head_height_px = 32;

/**
 * The list of vehicles: one tab stop, arrow keys within, only the rows in view are drawn. The order is the view's; a row that the map
 * selects is scrolled to.
 */
export const FleetTable = (props: FleetTableProps) => {
  const { store, view, sort, selected, focus_target, onSelect, onOpen } = props;
  const scroller = focus_target;
  const width = useElementWidth(scroller);
  const columns = useMemo(() => fittingColumns(width), [width]);
  const template = useMemo(() => columnTemplate(columns), [columns]);
  const hold = useOrderHold(view);
  useViewState(view, 'order_version');
  const count = useViewState(view, 'listed');
  const out_of_date = useViewState(view, 'out_of_date');
  const [current, setCurrent] = useState<string>();

  const rows = useRowWindow({ scroller, count, row_px: row_height_px, head_px: head_height_px, covered_px: props.covered_px });

  const select = useCallback(
    (row: FleetRow) => {
      setCurrent(row.id);
      onSelect(row.id);
    },
    [onSelect],
  );
  const open = useCallback((row: FleetRow) => onOpen(row.id), [onOpen]);

  const scroll = useRef(rows.scrollToRow);
  scroll.current = rows.scrollToRow;
  useEffect(() => {
    if (selected === undefined) return;
    setCurrent(selected);
    const index = view.indexOf(selected);
    if (index >= 0) scroll.current(index);
  }, [selected, view]);

  const moveTo = (index: number) => {
    const row = view.rowAt(index);
    rows.scrollToRow(index);
    if (!row) return;
    setCurrent(row.id);
    if (selected !== undefined) onSelect(row.id);
  };

  const handleKey = useTableKeys({
    length: count,
    currentIndex: () => (current === undefined ? -1 : view.indexOf(current)),
    pageLength: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - head_height_px) / row_height_px) - 1),
    onKey: hold.keys,
    onMove: moveTo,
    onOpen: (index) => onOpen(view.idAt(index)),
    onSelect: (index) => onSelect(view.idAt(index) === selected ? undefined : view.idAt(index)),
    onClear: () => onSelect(undefined),
    onType: props.onType,
  });

  const enter = () => {
    if (current === undefined || view.indexOf(current) < 0) setCurrent(view.rowAt(rows.first)?.id);
  };

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="grid"
        aria-label="Vehicles"
        aria-rowcount={count + 1}
        aria-activedescendant={current === undefined ? undefined : rowElementId(current)}
        tabIndex={0}
        data-scroll
        onKeyDown={handleKey}
        onFocus={enter}
        onPointerEnter={() => hold.pointer(true)}
        onPointerLeave={() => hold.pointer(false)}
        className="absolute inset-0 overflow-y-auto overflow-x-hidden focus-visible:-outline-offset-2"
      >
        <FleetTableHead columns={columns} template={template} sort={sort} onSort={props.onSort} />
        <div role="rowgroup" className="relative" style={{ height: count * row_height_px + props.covered_px }}>
          {Array.from({ length: rows.end - rows.first }, (_, offset) => {
            const index = rows.first + offset;
            const id = view.idAt(index);
            return (
              <FleetTableRow
                key={id}
                store={store}
                id={id}
                index={index}
                columns={columns}
                template={template}
                selected={id === selected}
                current={id === current}
                isListed={view.isListed}
                onSelect={select}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
      {out_of_date && (
        <button
          type="button"
          onClick={view.settle}
          onPointerEnter={() => hold.pointer(true)}
          className="absolute bottom-3 left-1/2 z-10 flex h-7 -translate-x-1/2 animate-appear items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 font-medium text-ink-soft text-xs shadow-floating hover:text-ink"
        >
          <RefreshCw aria-hidden size={12} />
          Order has changed · update
        </button>
      )}
    </div>
  );
};
