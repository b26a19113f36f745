import { activities, life_statuses, operation_statuses, rental_statuses } from '#lib/display/status.ts';
import type { FleetRow } from './fleet-row.ts';
import { naturalKey } from './fold-text.ts';

type Value = number | string | null;

/** Order of a status column: by urgency, as its table lists it. */
const place = (table: Record<string, unknown>) => {
  const places = new Map(Object.keys(table).map((key, index) => [key, index]));
  return (key: string): number => places.get(key) ?? places.size;
};
const urgency = ['alarm', 'moving', 'charging', 'idle', 'parked', 'offline'] as const satisfies (keyof typeof activities)[];
const activityPlace = place(Object.fromEntries(urgency.map((activity) => [activity, activities[activity]])));
const [lifePlace, operationPlace, rentalPlace] = [place(life_statuses), place(operation_statuses), place(rental_statuses)];

const modelText = ({ brand, model }: FleetRow): string | null => (brand || model ? `${brand ?? ''} ${model ?? ''}`.trim() : null);

const base_ms = Date.parse('2020-01-01T00:00:00.000Z');

/** What each column sorts by: a text, or a number from 0 of which the whole part counts; null goes last in either direction. */
const sort_values = {
  status: (row) => activityPlace(row.activity),
  plate: (row) => row.license_plate,
  name: (row) => row.custom_name,
  model: modelText,
  energy: (row) => (row.energy === null ? null : row.energy * 10),
  lock: (row) => (row.central_lock === null ? null : row.central_lock === 'UNLOCKED' ? 0 : 1),
  operation: (row) => operationPlace(row.operation_status),
  rental: (row) => rentalPlace(row.rental_status),
  life: (row) => lifePlace(row.life_status),
  contact: (row) => (row.last_contact_at === null ? null : (Date.parse(row.last_contact_at) - base_ms) / 1000),
  tags: (row) => (row.tags.length > 0 ? row.tags.join(' ') : null),
} as const satisfies Record<string, (row: FleetRow) => Value>;

export type SortColumn = keyof typeof sort_values;
export const sort_columns = Object.keys(sort_values) as SortColumn[];
export interface FleetSort {
  column: SortColumn;
  descending: boolean;
}
export const usual_sort: FleetSort = { column: 'plate', descending: false };

/** Columns whose values come from the vehicle and change while one looks. */
export const live_columns: readonly SortColumn[] = ['status', 'energy', 'lock', 'life', 'contact'];

const label_range = 2 ** 21;
const last_rank = 2 ** 32 - 1;

type Rows = readonly (FleetRow | undefined)[];

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ranks of the texts in a column, as people count. */
const rankTexts = (rows: Rows, textOf: (row: FleetRow) => Value): Map<string, number> => {
  const keys = new Map<string, string>();
  for (const row of rows) {
    const text = row && textOf(row);
    if (typeof text === 'string' && !keys.has(text)) keys.set(text, naturalKey(text));
  }
  const sorted = [...keys].sort((a, b) => compareText(a[1], b[1]));
  return new Map(sorted.map(([text], rank) => [text, rank]));
};

/** Slots in the order of their labels, and the place of every slot in it: the tie-break of every order, found once. */
const rankLabels = (rows: Rows) => {
  const slots: number[] = [];
  for (const [slot, row] of rows.entries()) if (row) slots.push(slot);
  slots.sort((a, b) => {
    const [x, y] = [rows[a], rows[b]];
    return x && y ? compareText(x.label_key, y.label_key) || compareText(x.id, y.id) : 0;
  });
  const place_of = new Int32Array(rows.length).fill(-1);
  for (const [rank, slot] of slots.entries()) place_of[slot] = rank;
  return { slots: Int32Array.from(slots), place_of, keys: rows.map((row) => row?.label_key) };
};

/**
 * The whole fleet in one order. Every slot has a key, one number made of the value's rank and the label's, so that a full sort is a sort of
 * numbers and a changed row finds its new place without the others being looked at twice.
 */
export const createFleetOrder = (rows: Rows, sort: FleetSort, labels = rankLabels(rows)) => {
  const readValue: (row: FleetRow) => Value = sort_values[sort.column];
  const text_ranks = rankTexts(rows, readValue);

  const rankOf = (row: FleetRow): number => {
    const value = readValue(row);
    if (value === null) return last_rank;
    const rank =
      typeof value === 'string' ? (text_ranks.get(value) ?? Number.NaN) : Math.min(Math.max(0, Math.floor(value)), last_rank - 1);
    return sort.descending ? last_rank - 1 - rank : rank;
  };
  const keyOf = (slot: number, row: FleetRow): number => {
    const place = labels.place_of[slot] ?? -1;
    return place < 0 ? Number.NaN : rankOf(row) * label_range + place;
  };

  const keys = new Float64Array(rows.length).fill(Number.NaN);
  const packed = new Float64Array(labels.slots.length);
  let length = 0;
  for (const slot of labels.slots) {
    const row = rows[slot];
    if (row) packed[length++] = keys[slot] = keyOf(slot, row);
  }
  let sorted = packed.slice(0, length);
  sorted.sort();

  return {
    labels,
    /** Whether a row still stands where it belongs; `unknown` when only a new order can tell, as for a new text or label. */
    placeOf: (slot: number, row: FleetRow | undefined): 'kept' | 'moved' | 'unknown' => {
      if (!row) return 'moved';
      if (row.label_key !== labels.keys[slot]) return 'unknown';
      const key = keyOf(slot, row);
      if (Number.isNaN(key)) return 'unknown';
      return key === keys[slot] ? 'kept' : 'moved';
    },
    /** Puts changed slots where they belong now; all others keep their order. */
    move: (slots: Iterable<number>): void => {
      const old_keys = new Set<number>();
      const moved: number[] = [];
      for (const slot of slots) {
        const row = rows[slot];
        old_keys.add(keys[slot] ?? Number.NaN);
        keys[slot] = row ? keyOf(slot, row) : Number.NaN;
        if (row) moved.push(keys[slot] ?? Number.NaN);
      }
      sorted = mergeMoved(sorted, old_keys, Float64Array.from(moved).sort());
    },
    /** Visits every slot in order. */
    forEach: (visit: (slot: number) => void): void => {
      for (const key of sorted) visit(labels.slots[key % label_range] ?? -1);
    },
  };
};

const mergeMoved = (sorted: Float64Array, leaving: ReadonlySet<number>, arriving: Float64Array): Float64Array<ArrayBuffer> => {
  const merged = new Float64Array(sorted.length + arriving.length);
  let length = 0;
  let next = 0;
  for (const key of sorted) {
    if (leaving.has(key)) continue;
    while (next < arriving.length && (arriving[next] ?? 0) < key) merged[length++] = arriving[next++] ?? 0;
    merged[length++] = key;
  }
  while (next < arriving.length) merged[length++] = arriving[next++] ?? 0;
  return merged.slice(0, length);
};

export type FleetOrder = ReturnType<typeof createFleetOrder>;
