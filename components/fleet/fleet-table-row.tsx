// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their index, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows
'use client';
import clsx from 'clsx';
import { memo } from 'react';
import type { Fleet } from '#lib/client/fleet.ts';
import { useFleetRow } from '#lib/client/fleet-provider.tsx';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { FleetColumn } from './columns.tsx';
import { MarkBox } from './mark-box.tsx';

export const row_height_px = 36;

export const rowElementId = (id: string): string => `fleet-row-${id}`;

export interface FleetTableRowProps {
  fleet: Fleet;
  id: string;
  index: number;
  columns: readonly FleetColumn[];
  template: string;
  selected: boolean;
  /** Where the arrow keys are. */
  current: boolean;
  /** Undefined where nothing can be marked. */
  marked: boolean | undefined;
  onMark: (id: string, with_shift: boolean) => void;
  isListed: (id: string) => boolean;
  onSelect: (row: FleetRow, index: number) => void;
  onOpen: (row: FleetRow) => void;
}

/** One line of the table, placed where its index says. Renders anew when its vehicle changes, not when others do. */
export const FleetTableRow = memo((props: FleetTableRowProps) => {
  const { fleet, id, index, columns, template, selected, current, marked } = props;
  const { t } = useText();
  const row = useFleetRow(fleet, id);
  const leaving = row !== null && !props.isListed(id);
  return (
    <div
      id={rowElementId(id)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === null}
      // A click that opens the vehicle by its link does not select it too.
      onClick={(event) => row && !event.defaultPrevented && props.onSelect(row, index)}
      onDoubleClick={() => row && props.onOpen(row)}
      className={clsx(
        'absolute inset-x-0 grid cursor-default items-center gap-3 border-line border-b px-3 text-sm',
        selected || marked ? 'bg-selected' : 'hover:bg-hover',
        current && 'shadow-[inset_2px_0_0_var(--color-accent)]',
        leaving && 'opacity-45',
      )}
      style={{ height: row_height_px, transform: `translateY(${index * row_height_px}px)`, gridTemplateColumns: template }}
    >
      {marked !== undefined && (
        <div role="gridcell" className="flex">
          <MarkBox
            label={t('Select {vehicle}', { vehicle: row?.label ?? id })}
            checked={marked}
            onToggle={(with_shift) => props.onMark(id, with_shift)}
          />
        </div>
      )}
      {row ? (
        columns.map((column) => (
          <div key={column.id} role="gridcell" className={clsx('flex min-w-0 items-center', column.end && 'justify-end')}>
            {column.cell(row)}
          </div>
        ))
      ) : (
        <div role="gridcell" className="col-span-full text-ink-faint">
          {row === null ? <span className="block h-2 w-40 rounded-full bg-hover" /> : t('This vehicle was removed')}
        </div>
      )}
    </div>
  );
});
