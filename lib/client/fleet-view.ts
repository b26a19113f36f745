/**
 * What of the fleet is shown and in which order: one filter and one sort for table and map. Follows the store change by change: only rows
 * that changed are looked at again. Membership and counts are current at once; the order of the list catches up in calm intervals and never
 * while it is held, so that no row moves under a pointer.
 */
import { createFleetColumns, type FleetColumns } from './fleet-columns.ts';
import { type FleetFilter, no_filter } from './fleet-filter.ts';
import { createMembership, type FleetCounts, in_list, on_map } from './fleet-membership.ts';
import { createFleetOrder } from './fleet-order.ts';
import type { FleetRow } from './fleet-row.ts';
import { type FleetSort, usual_sort } from './fleet-sort.ts';
import type { FleetChange, FleetStore } from './fleet-store.ts';

export interface FleetViewState extends FleetCounts {
  total: number;
  /** Rows in the list, which may lag behind `matching` while it is held. */
  listed: number;
  /** Another number means another list. */
  order_version: number;
  /** The list waits to be brought up to date. */
  out_of_date: boolean;
}

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
  let columns = createFleetColumns(store.rows());
  let membership = createMembership(columns, filter);
  let order = createFleetOrder(store.rows(), columns, sort);
  let list = new Int32Array(0);
  /** Some row belongs elsewhere in the list, or in it no more. */
  let is_dirty = false;
  /** The order rests on knowledge that no longer holds. */
  let order_is_old = false;
  let held = false;
  let settle_timer: ReturnType<typeof setTimeout> | undefined;
  let state: FleetViewState = { total: 0, ...membership.counts(), listed: 0, order_version: 0, out_of_date: false };

  const isUnsettled = () => order_is_old || is_dirty;

  const publish = (order_version: number) => {
    const next = { total: store.count(), ...membership.counts(), listed: list.length, order_version, out_of_date: held && isUnsettled() };
    const keys = Object.keys(next) as (keyof FleetViewState)[];
    if (keys.every((key) => next[key] === state[key])) return;
    state = next;
    for (const listener of state_listeners) listener();
  };

  const settle = () => {
    clearTimeout(settle_timer);
    settle_timer = undefined;
    if (order_is_old) order.learn();
    else order.catchUp();
    order_is_old = false;
    is_dirty = false;
    list = order.pick(membership.marks(), in_list, membership.counts().matching);
    publish(state.order_version + 1);
  };

  const settleSoon = () => {
    if (held || settle_timer !== undefined || !isUnsettled()) return;
    settle_timer = setTimeout(() => {
      settle_timer = undefined;
      if (!held) settle();
    }, settle_interval_ms);
  };

  const renew = () => {
    columns = createFleetColumns(store.rows());
    membership = createMembership(columns, filter);
    order = createFleetOrder(store.rows(), columns, sort);
    order_is_old = false;
    settle();
  };

  const takeRow = (slot: number) => {
    columns.put(slot, store.rows()[slot]);
    const crossed = membership.update(slot);
    const place = order.take(slot);
    if (place === 'unknown') order_is_old = true;
    else if (place === 'moved' || crossed) is_dirty = true;
  };

  const followStore = (change: FleetChange) => {
    if (change === 'all') renew();
    else {
      for (const id of change) {
        const slot = store.slotOf(id);
        if (slot !== undefined) takeRow(slot);
      }
      publish(state.order_version);
      settleSoon();
    }
    for (const listener of map_listeners) listener(change);
  };

  settle();

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
      if (other_sort) order.show(sort);
      if (other_filter) membership.show(filter);
      settle();
      if (other_filter) for (const listener of map_listeners) listener('all');
    },
    /** Holds the order of the list, or lets it catch up. */
    hold: (value: boolean): void => {
      if (value === held) return;
      held = value;
      if (!held && isUnsettled()) settle();
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
    isListed: (id: string): boolean => membership.has(store.slotOf(id), in_list),
    isSlotOnMap: (slot: number): boolean => membership.has(slot, on_map),
    /** Slots in the order of the list. Read only, and only until another order. */
    list: (): Int32Array => list,
    isOnMap: (id: string): boolean => membership.has(store.slotOf(id), on_map),
    /** What filters look at, for those who count. Good until the next change of the fleet. */
    columns: (): FleetColumns => columns,
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
