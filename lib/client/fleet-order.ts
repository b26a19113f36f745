import type { FleetColumns } from './fleet-columns.ts';
import { compareText, type FleetSort, type Rows, rankReader, rankTexts } from './fleet-sort.ts';
import { sortByRank } from './sort-ranks.ts';

const label_range = 2 ** 21;
const last_rank = 2 ** 32 - 1;

/** Slots in the order of their labels, and the place of every slot in it: the tie-break of every order, found once. */
const rankLabels = (rows: Rows) => {
  const keys = rows.map((row) => row?.label_key);
  const labels = rows.flatMap((row, slot) => (row ? [{ slot, key: row.label_key, id: row.id }] : []));
  labels.sort((a, b) => compareText(a.key, b.key) || compareText(a.id, b.id));
  const place_of = new Int32Array(rows.length).fill(-1);
  const slots = new Int32Array(labels.length);
  for (const [place, { slot }] of labels.entries()) {
    place_of[slot] = place;
    slots[place] = slot;
  }
  return { slots, place_of, keys };
};
type Labels = ReturnType<typeof rankLabels>;

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

// Apart from the order that they are made for, so that they stay compiled from one sort to the next.

const rankAll = (rows: Rows, rankOf: (slot: number) => number): Float64Array => {
  const ranks = new Float64Array(rows.length);
  for (let slot = 0; slot < rows.length; slot++) ranks[slot] = rows[slot] ? rankOf(slot) : Number.NaN;
  return ranks;
};

/** All keys in order; each is noted in `keys` by its slot too. By labels the slots are sorted already: what remains is to sort by rank. */
const sortAll = ({ slots }: Labels, rank_of: Float64Array, keys: Float64Array): Float64Array<ArrayBuffer> => {
  const packed = new Float64Array(slots.length);
  const ranks = new Uint32Array(slots.length);
  let length = 0;
  for (let place = 0; place < slots.length; place++) {
    const slot = slots[place] ?? -1;
    const rank = rank_of[slot] ?? Number.NaN;
    if (Number.isNaN(rank)) continue;
    const key = rank * label_range + place;
    keys[slot] = key;
    packed[length] = key;
    ranks[length] = rank;
    length += 1;
  }
  return sortByRank(packed.slice(0, length), ranks.slice(0, length));
};

/** What an order found out at some cost and another order of the same vehicles can use. */
export interface OrderKnowledge {
  labels: Labels;
  text_ranks: Map<FleetSort['column'], ReturnType<typeof rankTexts>>;
}

export const learnOrder = (rows: Rows): OrderKnowledge => ({ labels: rankLabels(rows), text_ranks: new Map() });

/**
 * The whole fleet in one order. Every slot has a key, one number made of the value's rank and the label's, so that a full sort is a sort of
 * numbers and a changed row finds its new place without the others being looked at twice.
 */
export const createFleetOrder = (rows: Rows, columns: FleetColumns, sort: FleetSort, knowledge: OrderKnowledge) => {
  const { labels, text_ranks } = knowledge;
  if (!text_ranks.has(sort.column)) text_ranks.set(sort.column, rankTexts(rows, sort.column));
  const readRank = rankReader(rows, columns, sort.column, text_ranks.get(sort.column));

  const directedRank = (slot: number): number => {
    const rank = readRank(slot);
    return rank < 0 ? last_rank : sort.descending ? last_rank - 1 - rank : rank;
  };
  const keyOf = (slot: number): number => {
    const place = labels.place_of[slot] ?? -1;
    return place < 0 ? Number.NaN : directedRank(slot) * label_range + place;
  };

  const keys = new Float64Array(rows.length).fill(Number.NaN);
  let sorted = sortAll(labels, rankAll(rows, directedRank), keys);

  return {
    /** Whether a slot's row still stands where it belongs; `unknown` when only new knowledge can tell, as for a new text or label. */
    placeOf: (slot: number): 'kept' | 'moved' | 'unknown' => {
      const row = rows[slot];
      if (!row) return 'moved';
      if (row.label_key !== labels.keys[slot]) return 'unknown';
      const key = keyOf(slot);
      if (Number.isNaN(key)) return 'unknown';
      return key === keys[slot] ? 'kept' : 'moved';
    },
    /** Puts changed slots where they belong now; all others keep their order. */
    move: (slots: Iterable<number>): void => {
      const old_keys = new Set<number>();
      const moved: number[] = [];
      for (const slot of slots) {
        const key = rows[slot] ? keyOf(slot) : Number.NaN;
        old_keys.add(keys[slot] ?? Number.NaN);
        keys[slot] = key;
        if (!Number.isNaN(key)) moved.push(key);
      }
      sorted = mergeMoved(sorted, old_keys, Float64Array.from(moved).sort());
    },
    /** The slots in order whose mark has the given bit; `count` of them at most. */
    pick: (marks: Uint8Array, bit: number, count: number): Int32Array<ArrayBuffer> => {
      const picked = new Int32Array(count);
      let found = 0;
      for (const key of sorted) {
        const slot = labels.slots[key - Math.floor(key / label_range) * label_range] ?? -1;
        if (((marks[slot] ?? 0) & bit) !== 0 && found < count) picked[found++] = slot;
      }
      return picked.subarray(0, found);
    },
  };
};

export type FleetOrder = ReturnType<typeof createFleetOrder>;
