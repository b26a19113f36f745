import type { ReactNode } from 'react';
import { type ColumnId, column_ids, fieldKey, isFieldColumn } from '#lib/client/column-choice.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { vehicle_types } from '#lib/display/vehicle-status.ts';
import { type FleetColumn, usual_columns } from './columns.tsx';
import { none, TextCell } from './fleet-cells.tsx';

const Distance = ({ kilometers }: { kilometers: number | null }) => {
  const { formatNumber } = useText();
  return kilometers === null ? none : <span className="whitespace-nowrap">{formatNumber(Math.round(kilometers), 'km')}</span>;
};

const Driving = ({ enabled }: { enabled: boolean | null }) => {
  const { t } = useText();
  if (enabled === null) return none;
  return <span className={enabled ? undefined : 'text-ink-soft'}>{enabled ? t('Enabled') : t('Disabled')}</span>;
};

const TypeName = ({ type }: { type: keyof typeof vehicle_types | null }): ReactNode => {
  const { t } = useText();
  return <TextCell text={type && t(vehicle_types[type].label)} />;
};

/** Columns that nobody sees without choosing them. */
const further_columns: readonly FleetColumn[] = [
  { id: 'range', label: 'Range', width: 72, share: 0, rank: 20, end: true, cell: (row) => <Distance kilometers={row.range} /> },
  { id: 'driving', label: 'Driving', width: 84, share: 0, rank: 20, cell: (row) => <Driving enabled={row.driving_enabled} /> },
  { id: 'mileage', label: 'Mileage', width: 96, share: 0, rank: 20, end: true, cell: (row) => <Distance kilometers={row.mileage} /> },
  { id: 'type', label: 'Type', width: 88, share: 0, rank: 20, cell: (row) => <TypeName type={row.vehicle_type} /> },
  { id: 'vin', label: 'VIN', width: 164, share: 0, rank: 20, cell: (row) => <TextCell text={row.vin} /> },
  {
    id: 'telematics',
    label: 'Unit brand',
    width: 112,
    share: 0,
    rank: 20,
    cell: (row) => <TextCell text={row.telematics_brand.replaceAll('_', ' ')} />,
  },
  { id: 'unit', label: 'Unit id', width: 140, share: 1, rank: 20, cell: (row) => <TextCell text={row.telematics_unit_id} /> },
  { id: 'id', label: 'Vehicle id', width: 84, share: 0, rank: 20, cell: (row) => <TextCell text={row.id} /> },
];

const known = new Map<string, FleetColumn>([...usual_columns, ...further_columns].map((column) => [column.id, column]));

/** One object for a column: tables compare them. */
const fieldColumnNamed = (key: string): FleetColumn => ({
  id: `field.${key}`,
  label: { key },
  width: 110,
  share: 1,
  rank: 20,
  cell: (row) => <TextCell text={row.custom_fields[key] ?? null} />,
});

/** Any column by its id, custom fields among them. */
export const findColumn = (id: ColumnId): FleetColumn | undefined => {
  const column = known.get(id);
  if (column || !isFieldColumn(id)) return column;
  const made = fieldColumnNamed(fieldKey(id));
  known.set(id, made);
  return made;
};

/** Every column but those of custom fields, in their usual order. */
export const all_columns: readonly FleetColumn[] = column_ids.flatMap((id) => known.get(id) ?? []);
