import { life_statuses, operation_statuses, rental_statuses } from '#lib/display/vehicle-status.ts';
import { freshness_values } from '#lib/domain/freshness.ts';
import { type ColumnId, fieldKey, isFieldColumn } from './column-choice.ts';
import type { CodedColumn, FleetColumns } from './fleet-columns.ts';
import type { FleetRow } from './fleet-row.ts';
import { naturalKey } from './fold-text.ts';

/** Columns that sort as people count, by the text that they show; null goes last in either direction. */
const texts = {
  plate: (row) => row.license_plate,
  name: (row) => row.custom_name,
  model: ({ brand, model }) => (brand || model ? `${brand ?? ''} ${model ?? ''}`.trim() : null),
  tags: (row) => (row.tags.length > 0 ? row.tags.join(' ') : null),
  type: (row) => row.vehicle_type,
  vin: (row) => row.vin,
  telematics: (row) => row.telematics_brand,
  unit: (row) => row.telematics_unit_id,
  id: (row) => row.id,
} as const satisfies Record<string, (row: FleetRow) => string | null>;

/** The text of a column that sorts by text, custom fields among them; undefined for any other column. */
const textReader = (column: SortColumn): ((row: FleetRow) => string | null) | undefined => {
  if (!isFieldColumn(column)) return column in texts ? texts[column as keyof typeof texts] : undefined;
  const key = fieldKey(column);
  return (row) => row.custom_fields[key] ?? null;
};

/** Columns that sort by a list of values, the most urgent first; a value that the list lacks goes last. */
const places = {
  status: ['alarm', 'moving', 'charging', 'idle', 'parked', 'offline'],
  lock: ['UNLOCKED', 'LOCKED'],
  driving: ['true', 'false'],
  freshness: [...freshness_values].reverse(),
  operation: Object.keys(operation_statuses),
  rental: Object.keys(rental_statuses),
  life: Object.keys(life_statuses),
} as const satisfies Partial<Record<CodedColumn, readonly string[]>>;
type PlaceColumn = keyof typeof places;

export type SortColumn = ColumnId;
export interface FleetSort {
  column: SortColumn;
  descending: boolean;
}
export const usual_sort: FleetSort = { column: 'plate', descending: false };

export type Rows = readonly (FleetRow | undefined)[];

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isPlaceColumn = (column: SortColumn): column is PlaceColumn => column in places;

/** Ranks of the texts in a column. Asked again only when a text appears that has none. */
export const rankTexts = (rows: Rows, column: SortColumn): ReadonlyMap<string, number> | undefined => {
  const textOf = textReader(column);
  if (!textOf) return undefined;
  const keys = new Map<string, string>();
  for (const row of rows) {
    const text = row ? textOf(row) : null;
    if (text !== null && !keys.has(text)) keys.set(text, naturalKey(text));
  }
  const sorted = [...keys].sort((a, b) => compareText(a[1], b[1]));
  const ranks = new Map<string, number>();
  let rank = -1;
  let before: string | undefined;
  for (const [text, key] of sorted) {
    if (key !== before) rank += 1;
    before = key;
    ranks.set(text, rank);
  }
  return ranks;
};

const base_ms = Date.parse('2020-01-01T00:00:00.000Z');

/** Where a slot's value stands in its column, from 0, in whole numbers below 2^32 - 1; -1 for no value, NaN when its text has no rank yet. */
export const rankReader = (
  rows: Rows,
  columns: FleetColumns,
  column: SortColumn,
  text_ranks: ReadonlyMap<string, number> | undefined,
): ((slot: number) => number) => {
  const textOf = textReader(column);
  if (textOf) {
    return (slot) => {
      const row = rows[slot];
      const text = row ? textOf(row) : null;
      return text === null ? -1 : (text_ranks?.get(text) ?? Number.NaN);
    };
  }
  if (isPlaceColumn(column)) {
    const order: readonly string[] = places[column];
    const by_code: number[] = [];
    return (slot) => {
      const code = columns.codes(column)[slot] ?? 0;
      by_code[code] ??= order.indexOf(columns.values(column)[code] ?? '');
      return by_code[code];
    };
  }
  const toWhole = (value: number): number => (Number.isNaN(value) ? -1 : Math.max(0, Math.floor(value)));
  if (column === 'energy' || column === 'range' || column === 'mileage') {
    return (slot) => toWhole((columns.numbers()[column][slot] ?? Number.NaN) * 10);
  }
  return (slot) => toWhole(((columns.numbers().contact_ms[slot] ?? Number.NaN) - base_ms) / 1000);
};
