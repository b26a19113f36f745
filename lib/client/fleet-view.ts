/**
 * What of the fleet is shown and in which order: one filter and one sort for table and map. Follows the store change by change: only rows
 * that changed are looked at again. Membership and counts are current at once; the order of the list catches up in calm intervals and never
 * while it is held, so that no row moves under a pointer.
 */
import { createFleetColumns } from './fleet-columns.ts';
import { clearFailing, compileFilter, countFacet, type Facet, type FleetFilter, no_filter, passesAll } from './fleet-filter.ts';
import { createFleetOrder, type FleetOrder, learnOrder } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';
import { type FleetSort, usual_sort } from './fleet-sort.ts';
import type { FleetChange, FleetStore } from './fleet-store.ts';

export interface FleetViewState {
  total: number;
  matching: number;
  /** Of the matching vehicles. */
  moving: number;
  offline: number;
  /** Rows in the list, which may lag behind `matching` while it is held. */
  listed: number;
  /** Another number means another list. */
  order_version: number;
  /** The list waits to be brought up to date. */
  out_of_date: boolean;
}

/** How a row counts: nothing, only on the map, or in the list too. */
const on_map = 1;
const in_list = 2;
const is_moving = 4;
const is_offline = 8;

export interface FleetViewOptions {
  filter?: FleetFilter;
  sort?: FleetSort;
  /** Shortest time between two changes of the order that nobody asked for. */
  settle_interval_ms?: number;
}

export const createFleetView = (store: FleetStore, options: FleetViewOptions = {}) => {
  const settle_interval_ms = options.settle_interval_ms ?? 1000;
  const map_listeners = new Set<(change: FleetChange) => void>();
  const state_listeners = new Set<() => void>();
  let filter = options.filter ?? no_filter;
  let sort = options.sort ?? usual_sort;
  let tests: CompiledFilter = compileFilter(filter);
  let order: FleetOrder = createFleetOrder(store.rows(), sort);
  let marks = new Uint8Array(0);
  let list = new Int32Array(0);
  let counts = { matching: 0, moving: 0, offline: 0 };
  let dirty = new Set<number>();
  let order_is_old = false;
  let held = false;
  let settle_timer: ReturnType<typeof setTimeout> | undefined;
  let state: FleetViewState = { total: 0, ...counts, listed: 0, order_version: 0, out_of_date: false };

  const markOf = (row: FleetRow | undefined): number => {
    if (!row || !tests.onMap(row)) return 0;
    if (!tests.inArea(row)) return on_map;
    return on_map | in_list | (row.activity === 'moving' ? is_moving : 0) | (row.life_status === 'OFFLINE' ? is_offline : 0);
  };

  const count = (mark: number, by: 1 | -1) => {
    if (mark & in_list) counts.matching += by;
    if (mark & is_moving) counts.moving += by;
    if (mark & is_offline) counts.offline += by;
  };

  const publish = (order_version: number) => {
    const next = {
      total: store.count(),
      ...counts,
      listed: list.length,
      order_version,
      out_of_date: held && (order_is_old || dirty.size > 0),
    };
    const keys = Object.keys(next) as (keyof FleetViewState)[];
    if (keys.every((key) => next[key] === state[key])) return;
    state = next;
    for (const listener of state_listeners) listener();
  };

  const fillList = () => {
    const next = new Int32Array(counts.matching);
    let length = 0;
    order.forEach((slot) => {
      if ((marks[slot] ?? 0) & in_list) next[length++] = slot;
    });
    list = next;
    publish(state.order_version + 1);
  };

  const settle = () => {
    clearTimeout(settle_timer);
    settle_timer = undefined;
    if (order_is_old) order = createFleetOrder(store.rows(), sort);
    else order.move(dirty);
    order_is_old = false;
    dirty = new Set();
    fillList();
  };

  const settleSoon = () => {
    if (held || settle_timer !== undefined || !(order_is_old || dirty.size > 0)) return;
    settle_timer = setTimeout(() => {
      settle_timer = undefined;
      if (!held) settle();
    }, settle_interval_ms);
  };

  const markAll = () => {
    const rows = store.rows();
    counts = { matching: 0, moving: 0, offline: 0 };
    marks = new Uint8Array(rows.length);
    for (const [slot, row] of rows.entries()) {
      const mark = markOf(row);
      marks[slot] = mark;
      count(mark, 1);
    }
  };

  const renew = () => {
    order_is_old = true;
    markAll();
    settle();
  };

  const takeRow = (slot: number, row: FleetRow | undefined) => {
    const before = marks[slot] ?? 0;
    const after = markOf(row);
    marks[slot] = after;
    count(before, -1);
    count(after, 1);
    const place = order.placeOf(slot, row);
    if (place === 'unknown') order_is_old = true;
    else if (place === 'moved' || (before & in_list) !== (after & in_list)) dirty.add(slot);
  };

  const followStore = (change: FleetChange) => {
    if (change === 'all') renew();
    else {
      const rows = store.rows();
      if (rows.length > marks.length) {
        const longer = new Uint8Array(Math.max(rows.length, marks.length * 2));
        longer.set(marks);
        marks = longer;
      }
      for (const id of change) {
        const slot = store.slotOf(id);
        if (slot !== undefined) takeRow(slot, rows[slot]);
      }
      publish(state.order_version);
      settleSoon();
    }
    for (const listener of map_listeners) listener(change);
  };

  renew();

  return {
    state: (): FleetViewState => state,
    filter: (): FleetFilter => filter,
    /** Applies at once, whether held or not: somebody asked for it. */
    show: (next: { filter: FleetFilter; sort: FleetSort }): void => {
      const other_sort = next.sort.column !== sort.column || next.sort.descending !== sort.descending;
      const other_filter = next.filter !== filter;
      if (!other_sort && !other_filter) return;
      filter = next.filter;
      sort = next.sort;
      tests = compileFilter(filter);
      if (other_sort) {
        order = createFleetOrder(store.rows(), sort, order_is_old ? undefined : order.labels);
        order_is_old = false;
        dirty = new Set();
      }
      if (other_filter) markAll();
      settle();
      if (other_filter) for (const listener of map_listeners) listener('all');
    },
    /** Holds the order of the list, or lets it catch up. */
    hold: (value: boolean): void => {
      if (value === held) return;
      held = value;
      if (!held && (order_is_old || dirty.size > 0)) settle();
      else publish(state.order_version);
    },
    settle,
    rowAt: (index: number): FleetRow | undefined => store.rows()[list[index] ?? -1],
    /** Also of a vehicle that went while the list was held. */
    idAt: (index: number): string => store.idAt(list[index] ?? -1) ?? '',
    /** -1 for a vehicle that is not in the list. */
    indexOf: (id: string): number => {
      const slot = store.slotOf(id);
      return slot === undefined ? -1 : list.indexOf(slot);
    },
    isListed: (id: string): boolean => ((marks[store.slotOf(id) ?? -1] ?? 0) & in_list) !== 0,
    isOnMap: (id: string): boolean => ((marks[store.slotOf(id) ?? -1] ?? 0) & on_map) !== 0,
    countFacet: (facet: Facet): Map<string, number> => countFacet(store.rows(), filter, facet),
    subscribe: (listener: () => void): (() => void) => {
      state_listeners.add(listener);
      return () => state_listeners.delete(listener);
    },
    subscribeMap: (listener: (change: FleetChange) => void): (() => void) => {
      map_listeners.add(listener);
      return () => map_listeners.delete(listener);
    },
    /** Keeps in step with the store from now on, until the returned function is called. */
    follow: (): (() => void) => {
      followStore('all');
      const unsubscribe = store.subscribe(followStore);
      return () => {
        clearTimeout(settle_timer);
        settle_timer = undefined;
        unsubscribe();
      };
    },
  };
};

export type FleetView = ReturnType<typeof createFleetView>;
