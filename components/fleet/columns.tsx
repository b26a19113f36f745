import Link from 'next/link';
import type { ReactNode } from 'react';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { freshness_texts } from '#components/vehicle/freshness.ts';
import type { ChosenColumn, ColumnId } from '#lib/client/column-choice.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { activities, life_statuses, operation_statuses, rental_statuses } from '#lib/display/vehicle-status.ts';
import type { Message } from '#lib/messages/text.ts';
import { EnergyCell } from './energy-cell.tsx';
import { ContactCell, LockCell, TextCell } from './fleet-cells.tsx';

export interface FleetColumn {
  id: ColumnId;
  /** A custom field is called by its key in every language. */
  label: Message | { key: string };
  /** Least width in pixels; what is left over goes to columns by `share`. */
  width: number;
  share: number;
  /** Where there is little room, columns with small figures stay. */
  rank: number;
  end?: boolean;
  cell: (row: FleetRow) => ReactNode;
}

const modelName = ({ brand, model }: FleetRow): string | null => (brand || model ? [brand, model].filter(Boolean).join(' ') : null);

/** The columns that are shown unless others are chosen, in their order from left to right; the texts of a row stay on one line. */
export const usual_columns: readonly FleetColumn[] = [
  { id: 'status', label: 'Status', width: 88, share: 0, rank: 1, cell: (row) => <StatusDot status={activities[row.activity]} /> },
  {
    id: 'plate',
    label: 'Plate',
    width: 96,
    share: 1,
    rank: 0,
    cell: (row) => (
      <Link href={`/vehicles/${row.id}`} tabIndex={-1} prefetch={false} className="truncate font-medium hover:underline">
        {row.license_plate ?? <span className="font-normal text-ink-faint">{row.id}</span>}
      </Link>
    ),
  },
  { id: 'name', label: 'Name', width: 104, share: 1, rank: 8, cell: (row) => <TextCell text={row.custom_name} /> },
  { id: 'model', label: 'Model', width: 112, share: 2, rank: 4, cell: (row) => <TextCell text={modelName(row)} /> },
  {
    id: 'energy',
    label: 'Energy',
    width: 104,
    share: 0,
    rank: 2,
    cell: (row) => <EnergyCell energy={row.energy} low={row.low} charging={row.charging === 'CHARGING'} />,
  },
  { id: 'lock', label: 'column|Lock', width: 66, share: 0, rank: 5, cell: (row) => <LockCell row={row} /> },
  {
    id: 'rental',
    label: 'Rental',
    width: 118,
    share: 0,
    rank: 6,
    cell: (row) => <StatusDot status={rental_statuses[row.rental_status]} />,
  },
  {
    id: 'operation',
    label: 'Operation',
    width: 100,
    share: 0,
    rank: 9,
    cell: (row) => <StatusDot status={operation_statuses[row.operation_status]} />,
  },
  { id: 'life', label: 'column|Life', width: 80, share: 0, rank: 10, cell: (row) => <StatusDot status={life_statuses[row.life_status]} /> },
  {
    id: 'freshness',
    label: 'Freshness',
    width: 88,
    share: 0,
    rank: 7,
    cell: (row) => <StatusDot status={freshness_texts[row.freshness]} />,
  },
  { id: 'tags', label: 'Tags', width: 110, share: 1, rank: 11, cell: (row) => <TextCell text={row.tags.join(', ')} quiet /> },
  { id: 'contact', label: 'Contact', width: 76, share: 0, rank: 3, end: true, cell: (row) => <ContactCell at={row.last_contact_at} /> },
];

const gap_px = 12;
const padding_px = 24;

/** The usual columns that fit beside each other, in their order; those that matter most come first when room is short. */
export const fittingColumns = (width_px: number): readonly FleetColumn[] => {
  let left_px = width_px - padding_px;
  const fitting = new Set<FleetColumn>();
  for (const column of [...usual_columns].sort((a, b) => a.rank - b.rank)) {
    left_px -= column.width + (fitting.size > 0 ? gap_px : 0);
    if (left_px < 0 && fitting.size > 0) break;
    fitting.add(column);
  }
  return usual_columns.filter((column) => fitting.has(column));
};

/** The chosen columns in their order, with the widths chosen for them; what `find` does not know yet is left out. */
export const chosenColumns = (chosen: readonly ChosenColumn[], find: (id: ColumnId) => FleetColumn | undefined): readonly FleetColumn[] =>
  chosen.flatMap(({ id, width_px }) => {
    const column = find(id);
    if (!column) return [];
    return width_px === undefined ? column : { ...column, width: width_px, share: 0 };
  });

export const columnTemplate = (columns: readonly FleetColumn[]): string =>
  columns.map(({ width, share }) => (share > 0 ? `minmax(${width}px, ${share}fr)` : `${width}px`)).join(' ');

/** Room that the columns take at least, in pixels. */
export const leastWidth = (columns: readonly FleetColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width + gap_px, padding_px - gap_px);
