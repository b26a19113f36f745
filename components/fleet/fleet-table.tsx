// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their index, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
'use client';
import { RefreshCw } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ChosenColumn } from '#lib/client/column-choice.ts';
import type { Fleet, FleetDesk } from '#lib/client/fleet.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import type { FleetSort } from '#lib/client/fleet-sort.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { FleetTableHead } from './fleet-table-head.tsx';
import { FleetTableRow, row_height_px, rowElementId } from './fleet-table-row.tsx';
import { allIds } from './marks.ts';
import { useElementWidth } from './use-element-width.ts';
import { useViewState } from './use-fleet-view.ts';
import type { Marking } from './use-marks.ts';
import { useOrderHold } from './use-order-hold.ts';
import { useRowWindow } from './use-row-window.ts';
import { useShownColumns } from './use-shown-columns.ts';
import { useTableKeys } from './use-table-keys.ts';

export interface FleetTableProps {
  fleet: Fleet;
  view: FleetDesk;
  sort: FleetSort;
  /** Left out: the usual ones, as many as fit. */
  columns: readonly ChosenColumn[] | undefined;
  selected: string | undefined;
  /** Absent where nothing can be done with several vehicles. */
  marking: Marking | undefined;
  /** The element that takes the focus, for those who send it there. */
  focus_target: RefObject<HTMLDivElement | null>;
  /** Height at the bottom that something lies over: the current row is scrolled out from under it. */
  covered_px: number;
  /** Told which columns are in view. */
  shown_columns: RefObject<readonly ChosenColumn[]>;
  onSort: (sort: FleetSort) => void;
  onColumns: (columns: readonly ChosenColumn[]) => void;
  onSelect: (id: string | undefined) => void;
  onOpen: (id: string) => void;
  /** A letter or digit was typed here. */
  onType: (text: string) => void;
}

const head_height_px = 32;
/** The box and the gap behind it. */
const mark_column_px = 32;
const markNothing = () => {};

/**
 * The list of vehicles: one tab stop, arrow keys within, only the rows in view are drawn. The order is the view's; a row that the map
 * selects is scrolled to.
 */
export const FleetTable = (props: FleetTableProps) => {
  const { fleet, view, sort, selected, marking, focus_target, onSelect, onOpen } = props;
  const { t } = useText();
  const scroller = focus_target;
  const width = useElementWidth(scroller);
  const with_marks = marking !== undefined;
  const marks_px = with_marks ? mark_column_px : 0;
  const { columns, chosen, ...shown } = useShownColumns(props.columns, width - marks_px);
  useEffect(() => {
    props.shown_columns.current = chosen;
  }, [props.shown_columns, chosen]);
  const template = `${with_marks ? '20px ' : ''}${shown.template}`;
  const style = shown.least_width_px > 0 ? { minWidth: shown.least_width_px + marks_px } : undefined;
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

  const moveTo = (index: number, extend: boolean) => {
    const id = view.idAt(index);
    if (extend && id) marking?.mark(current === undefined ? [id] : [current, id]);
    rows.scrollToRow(index);
    if (!id) return;
    setCurrent(id);
    if (selected !== undefined) onSelect(id);
  };

  const handleKey = useTableKeys({
    length: count,
    currentIndex: () => (current === undefined ? -1 : view.indexOf(current)),
    pageLength: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - head_height_px) / row_height_px) - 1),
    onKey: hold.keys,
    onMove: moveTo,
    onMark: (index) => marking?.toggle(view.idAt(index)),
    onMarkAll: () => marking?.toggleAll(),
    onOpen: (index) => onOpen(view.idAt(index)),
    onSelect: (index) => onSelect(view.idAt(index) === selected ? undefined : view.idAt(index)),
    onClear: () => onSelect(undefined),
    onType: props.onType,
  });

  const enter = () => {
    if (current === undefined || view.indexOf(current) < 0) setCurrent(view.idAt(rows.first) || undefined);
  };

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="grid"
        aria-label={t('Vehicles')}
        aria-rowcount={count + 1}
        aria-activedescendant={current === undefined ? undefined : rowElementId(current)}
        tabIndex={0}
        data-scroll
        onKeyDown={handleKey}
        onFocus={enter}
        onPointerEnter={() => hold.pointer(true)}
        onPointerLeave={() => hold.pointer(false)}
        className="absolute inset-0 overflow-auto focus-visible:-outline-offset-2"
      >
        <FleetTableHead
          columns={columns}
          template={template}
          style={style}
          sort={sort}
          onSort={props.onSort}
          chosen={chosen}
          onColumns={props.onColumns}
          mark_all={
            marking && {
              checked: count > 0 && marking.marks.size >= count && allIds(view).every((id) => marking.marks.has(id)),
              indeterminate: marking.marks.size > 0 && marking.marks.size < count,
              onToggle: marking.toggleAll,
            }
          }
        />
        <div role="rowgroup" className="relative" style={{ ...style, height: count * row_height_px + props.covered_px }}>
          {Array.from({ length: rows.end - rows.first }, (_, offset) => {
            const index = rows.first + offset;
            const id = view.idAt(index);
            return (
              <FleetTableRow
                key={id}
                fleet={fleet}
                id={id}
                index={index}
                columns={columns}
                template={template}
                selected={id === selected}
                current={id === current}
                marked={marking?.marks.has(id)}
                onMark={marking?.toggle ?? markNothing}
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
          {t('Order has changed · update')}
        </button>
      )}
    </div>
  );
};
