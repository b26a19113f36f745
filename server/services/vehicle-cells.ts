import { type ColumnId, column_ids, fieldKey, isFieldColumn } from '#lib/client/column-choice.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';

type Cell = string | number | undefined;
interface CsvColumn {
  name: string;
  cell: (row: FleetRow) => Cell;
}

const column = (name: string, cell: (row: FleetRow) => string | number | boolean | null): CsvColumn => ({
  name,
  cell: (row) => {
    const value = cell(row);
    return value === null ? undefined : typeof value === 'boolean' ? String(value) : value;
  },
});

/** What a column of the fleet page is in a file: its values as the API has them, each in a column of its own. */
const csv_columns: Record<(typeof column_ids)[number], readonly CsvColumn[]> = {
  status: [column('status', (row) => row.activity)],
  plate: [column('license_plate', (row) => row.license_plate)],
  name: [column('custom_name', (row) => row.custom_name)],
  model: [column('brand', (row) => row.brand), column('model', (row) => row.model)],
  energy: [column('energy_in_percent', (row) => row.energy), column('charging_status', (row) => row.charging)],
  range: [column('range_in_kilometers', (row) => row.range)],
  lock: [column('central_lock', (row) => row.central_lock), column('ignition', (row) => row.ignition)],
  driving: [column('driving_enabled', (row) => row.driving_enabled)],
  freshness: [column('freshness', (row) => row.freshness)],
  contact: [column('last_contact_at', (row) => row.last_contact_at)],
  rental: [column('rental_status', (row) => row.rental_status)],
  operation: [column('operation_status', (row) => row.operation_status)],
  life: [column('life_status', (row) => row.life_status)],
  tags: [column('tags', (row) => row.tags.join(', '))],
  mileage: [column('mileage_in_kilometers', (row) => row.mileage)],
  type: [column('vehicle_type', (row) => row.vehicle_type)],
  vin: [column('vin', (row) => row.vin)],
  telematics: [column('telematics_brand', (row) => row.telematics_brand)],
  unit: [column('telematics_unit_id', (row) => row.telematics_unit_id)],
  id: [],
};
const place: readonly CsvColumn[] = [
  column('latitude', (row) => row.lat),
  column('longitude', (row) => row.lon),
  column('position_at', (row) => row.position_at),
];

const fieldCells = (key: string): readonly CsvColumn[] => [column(`custom_fields.${key}`, (row) => row.custom_fields[key] ?? null)];

/** Columns of a file: the vehicle id first, then the chosen ones in their order, or all with the place behind. */
export const csvColumns = (chosen: readonly { id: ColumnId }[] | undefined): readonly CsvColumn[] => {
  const columns = (chosen?.map(({ id }) => id) ?? column_ids).flatMap((id) =>
    isFieldColumn(id) ? fieldCells(fieldKey(id)) : csv_columns[id],
  );
  return [column('id', (row) => row.id), ...columns, ...(chosen ? [] : place)];
};
