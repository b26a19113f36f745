'use client';
import { KeyRound, Lock, LockOpen, Power } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import type { SortColumn } from '#lib/client/fleet-sort.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { activities, life_statuses, operation_statuses, rental_statuses } from '#lib/display/status.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { EnergyCell } from './energy-cell.tsx';

export interface FleetColumn {
  id: SortColumn;
  label: Message;
  /** Least width in pixels; what is left over goes to columns by `share`. */
  width: number;
  share: number;
  /** Where there is little room, columns with small figures stay. */
  rank: number;
  end?: boolean;
  cell: (row: FleetRow, text: Text) => ReactNode;
}

const none = <span className="text-ink-faint">–</span>;
const text = (value: string | null): ReactNode => (value === null ? none : <span className="truncate">{value}</span>);

const modelName = ({ brand, model }: FleetRow): string | null => (brand || model ? [brand, model].filter(Boolean).join(' ') : null);

const LockCell = ({ row }: { row: FleetRow }) => {
  const { t } = useText();
  const { central_lock, driving_enabled, ignition } = row;
  if (central_lock === null && driving_enabled === null && ignition === null) return none;
  return (
    <span className="inline-flex items-center gap-1.5">
      {central_lock === 'LOCKED' && <Lock aria-label={t('Locked')} size={14} className="text-ink-faint" />}
      {central_lock === 'UNLOCKED' && <LockOpen aria-label={t('Unlocked')} size={14} className="text-ink" />}
      {driving_enabled !== null && (
        <KeyRound
          aria-label={t(driving_enabled ? 'Driving enabled' : 'Driving disabled')}
          size={14}
          className={driving_enabled ? 'text-ink' : 'text-ink-faint opacity-40'}
        />
      )}
      {ignition === 'ON' && <Power aria-label={t('Ignition on')} size={14} className="text-ink" />}
    </span>
  );
};

/** Every column in its order from left to right; the texts of a row stay on one line. */
export const fleet_columns: readonly FleetColumn[] = [
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
  { id: 'name', label: 'Name', width: 104, share: 1, rank: 8, cell: (row) => text(row.custom_name) },
  { id: 'model', label: 'Model', width: 112, share: 2, rank: 4, cell: (row) => text(modelName(row)) },
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
  { id: 'life', label: 'column|Life', width: 80, share: 0, rank: 7, cell: (row) => <StatusDot status={life_statuses[row.life_status]} /> },
  {
    id: 'tags',
    label: 'Tags',
    width: 110,
    share: 1,
    rank: 10,
    cell: (row) =>
      row.tags.length === 0 ? (
        none
      ) : (
        <span className="truncate text-ink-soft" title={row.tags.join(', ')}>
          {row.tags.join(', ')}
        </span>
      ),
  },
  {
    id: 'contact',
    label: 'Contact',
    width: 76,
    share: 0,
    rank: 3,
    end: true,
    cell: (row, { t }) =>
      row.last_contact_at === null ? <span className="text-ink-faint">{t('never')}</span> : <RelativeTime at={row.last_contact_at} short />,
  },
];

const gap_px = 12;
const padding_px = 24;

/** The columns that fit beside each other, in their order; those that matter most come first when room is short. */
export const fittingColumns = (width_px: number): readonly FleetColumn[] => {
  let left_px = width_px - padding_px;
  const fitting = new Set<FleetColumn>();
  for (const column of [...fleet_columns].sort((a, b) => a.rank - b.rank)) {
    left_px -= column.width + (fitting.size > 0 ? gap_px : 0);
    if (left_px < 0 && fitting.size > 0) break;
    fitting.add(column);
  }
  return fleet_columns.filter((column) => fitting.has(column));
};

export const columnTemplate = (columns: readonly FleetColumn[]): string =>
  columns.map(({ width, share }) => (share > 0 ? `minmax(${width}px, ${share}fr)` : `${width}px`)).join(' ');
