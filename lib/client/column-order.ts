import type { FleetColumns } from './fleet-columns.ts';
import { type Rows, rankReader, rankTexts, type SortColumn } from './fleet-sort.ts';
import { type Ranked, sortByRank } from './sort-ranks.ts';

/** The place of every slot among the labels, and the slots by that place: the tie-break of every order. */
export interface LabelOrder {
  slots: Int32Array;
  place_of: Int32Array;
}

/** Of a vehicle without a value: it goes last in either direction. */
const no_value = 2 ** 32 - 2;
/** Of a slot without a vehicle. */
const no_vehicle = 2 ** 32 - 1;
const place_range = 2 ** 21;
/** When more than one in so many moved, it is quicker to sort them all. */
const most_moved_share = 8;

/** Slots by the labels with their ranks, those without a value apart; the ranks of the others count from `base`. */
const rankByLabel = ({ slots }: LabelOrder, rank_of: Uint32Array) => {
  const valued: Ranked = { slots: new Int32Array(slots.length), ranks: new Uint32Array(slots.length) };
  const without = new Int32Array(slots.length);
  let [found, missing, base] = [0, 0, no_value];
  for (const slot of slots) {
    const rank = rank_of[slot] ?? no_vehicle;
    if (rank < base) base = rank;
    if (rank < no_value) {
      valued.slots[found] = slot;
      valued.ranks[found++] = rank;
    } else if (rank === no_value) without[missing++] = slot;
  }
  const ranks = valued.ranks.subarray(0, found);
  for (let index = 0; index < found; index += 1) ranks[index] = (ranks[index] ?? 0) - base;
  return { valued: { slots: valued.slots.subarray(0, found), ranks }, without: without.subarray(0, missing), base };
};

const sortAll = (labels: LabelOrder, rank_of: Uint32Array): Ranked => {
  const { valued, without, base } = rankByLabel(labels, rank_of);
  const sorted = sortByRank(valued);
  const all: Ranked = {
    slots: new Int32Array(sorted.slots.length + without.length),
    ranks: new Uint32Array(sorted.slots.length + without.length).fill(no_value),
  };
  all.slots.set(sorted.slots);
  all.slots.set(without, sorted.slots.length);
  for (let index = 0; index < sorted.ranks.length; index += 1) all.ranks[index] = (sorted.ranks[index] ?? 0) + base;
  return all;
};

/** What is sorted without the slots that leave, and with those that arrive, which are in order too. */
const merge = (sorted: Ranked, leaves: Uint8Array, arriving: Ranked, place_of: Int32Array): Ranked => {
  const most = sorted.slots.length + arriving.slots.length;
  const [slots, ranks] = [new Int32Array(most), new Uint32Array(most)];
  let [length, next] = [0, 0];
  const arrive = () => {
    slots[length] = arriving.slots[next] ?? 0;
    ranks[length++] = arriving.ranks[next++] ?? 0;
  };
  const arrivesBefore = (rank: number, slot: number): boolean => {
    const arriving_rank = arriving.ranks[next] ?? no_vehicle;
    return arriving_rank < rank || (arriving_rank === rank && (place_of[arriving.slots[next] ?? 0] ?? 0) < (place_of[slot] ?? 0));
  };
  for (let index = 0; index < sorted.slots.length; index += 1) {
    const [slot, rank] = [sorted.slots[index] ?? 0, sorted.ranks[index] ?? 0];
    if (leaves[slot] === 1) continue;
    while (next < arriving.slots.length && arrivesBefore(rank, slot)) arrive();
    slots[length] = slot;
    ranks[length++] = rank;
  }
  while (next < arriving.slots.length) arrive();
  return { slots: slots.subarray(0, length), ranks: ranks.subarray(0, length) };
};

/**
 * The whole fleet by one column, upwards and, among equals, by label. It serves both directions, and a changed slot finds its new place
 * without the others being sorted again.
 */
export const createColumnOrder = (rows: Rows, columns: FleetColumns, column: SortColumn, labels: LabelOrder) => {
  const readRank = rankReader(rows, columns, column, rankTexts(rows, column));
  /** NaN when its text has no rank yet. */
  const rankNow = (slot: number): number => {
    if (!rows[slot]) return no_vehicle;
    const rank = readRank(slot);
    return rank < 0 ? no_value : rank;
  };
  const rank_of = new Uint32Array(labels.place_of.length);
  for (let slot = 0; slot < rank_of.length; slot += 1) rank_of[slot] = rankNow(slot);
  let sorted = sortAll(labels, rank_of);
  let moved = new Set<number>();

  const pickUp = (picked: Int32Array, marks: Uint8Array, bit: number, from = 0, found_before = 0): number => {
    const { slots } = sorted;
    let found = found_before;
    for (let index = from; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0;
      if (((marks[slot] ?? 0) & bit) !== 0) picked[found++] = slot;
    }
    return found;
  };

  const pickDown = (picked: Int32Array, marks: Uint8Array, bit: number): number => {
    const { slots, ranks } = sorted;
    let valued = ranks.length;
    while (valued > 0 && ranks[valued - 1] === no_value) valued -= 1;
    let found = 0;
    let end = valued;
    while (end > 0) {
      const rank = ranks[end - 1];
      let begin = end - 1;
      while (begin > 0 && ranks[begin - 1] === rank) begin -= 1;
      for (let index = begin; index < end; index += 1) {
        const slot = slots[index] ?? 0;
        if (((marks[slot] ?? 0) & bit) !== 0) picked[found++] = slot;
      }
      end = begin;
    }
    return pickUp(picked, marks, bit, valued, found);
  };

  const moveSome = () => {
    const leaves = new Uint8Array(rank_of.length);
    for (const slot of moved) leaves[slot] = 1;
    const keys = Float64Array.from(moved, (slot) => (rank_of[slot] ?? 0) * place_range + (labels.place_of[slot] ?? 0)).sort();
    const there = keys.filter((key) => key < no_vehicle * place_range);
    const slots = Int32Array.from(there, (key) => labels.slots[key % place_range] ?? 0);
    sorted = merge(sorted, leaves, { slots, ranks: Uint32Array.from(there, (key) => Math.floor(key / place_range)) }, labels.place_of);
  };

  return {
    /** Looks at a slot again; `unknown` when only new knowledge can tell where it belongs, as for a new text. */
    take: (slot: number): 'kept' | 'moved' | 'unknown' => {
      const rank = rankNow(slot);
      if (Number.isNaN(rank) || slot >= rank_of.length) return 'unknown';
      if (rank === rank_of[slot]) return moved.has(slot) ? 'moved' : 'kept';
      rank_of[slot] = rank;
      moved.add(slot);
      return 'moved';
    },
    /** Puts the slots that moved where they belong now; all others keep their order. */
    catchUp: (): void => {
      if (moved.size > rank_of.length / most_moved_share) sorted = sortAll(labels, rank_of);
      else if (moved.size > 0) moveSome();
      moved = new Set();
    },
    /** The slots whose mark has the given bit, in order; `count` of them at most. */
    pick: (descending: boolean, marks: Uint8Array, bit: number, count: number): Int32Array<ArrayBuffer> => {
      const picked = new Int32Array(count);
      const found = descending ? pickDown(picked, marks, bit) : pickUp(picked, marks, bit);
      return picked.subarray(0, found);
    },
  };
};

export type ColumnOrder = ReturnType<typeof createColumnOrder>;
