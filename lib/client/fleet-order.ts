import { type ColumnOrder, createColumnOrder, type LabelOrder } from './column-order.ts';
import type { FleetColumns } from './fleet-columns.ts';
import { compareText, type FleetSort, type Rows, type SortColumn } from './fleet-sort.ts';

/** Orders that are kept current beside the one that is shown, so that a column is sorted once and not each time that it is chosen. */
const most_orders = 6;

const orderLabels = (rows: Rows): LabelOrder & { keys: readonly (string | undefined)[] } => {
  const labels = rows.flatMap((row, slot) => (row ? [{ slot, key: row.label_key, id: row.id }] : []));
  labels.sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id));
  const place_of = new Int32Array(rows.length).fill(-1);
  const slots = new Int32Array(labels.length);
  for (const [place, { slot }] of labels.entries()) {
    place_of[slot] = place;
    slots[place] = slot;
  }
  return { slots, place_of, keys: rows.map((row) => row?.label_key) };
};

/** The whole fleet in the order of any column. What changes is told slot by slot, and the order catches up when it is asked to. */
export const createFleetOrder = (rows: Rows, columns: FleetColumns, sort: FleetSort) => {
  let labels = orderLabels(rows);
  let { column, descending } = sort;
  /** The one that was shown last stands last. */
  const kept = new Map<SortColumn, ColumnOrder>();

  const choose = (): ColumnOrder => {
    const chosen = kept.get(column) ?? createColumnOrder(rows, columns, column, labels);
    kept.delete(column);
    kept.set(column, chosen);
    for (const oldest of kept.keys()) if (kept.size > most_orders) kept.delete(oldest);
    return chosen;
  };
  let shown = choose();

  return {
    show: (next: FleetSort): void => {
      ({ column, descending } = next);
      shown = choose();
    },
    /** Looks at a changed slot: whether its row still stands where it belongs; `unknown` when only `learn` can tell. */
    take: (slot: number): 'kept' | 'moved' | 'unknown' => {
      const row = rows[slot];
      if (row && row.label_key !== labels.keys[slot]) return 'unknown';
      let outcome: 'kept' | 'moved' | 'unknown' = 'kept';
      for (const [name, order] of kept) {
        const place = order.take(slot);
        if (order === shown) outcome = place;
        else if (place === 'unknown') kept.delete(name);
      }
      return outcome;
    },
    /** Looks at everything anew. */
    learn: (): void => {
      labels = orderLabels(rows);
      kept.clear();
      shown = choose();
    },
    /** Puts what has moved where it belongs. */
    catchUp: (): void => shown.catchUp(),
    /** The slots whose mark has the given bit, in order; `count` of them at most. */
    pick: (marks: Uint8Array, bit: number, count: number): Int32Array<ArrayBuffer> => shown.pick(descending, marks, bit, count),
  };
};
