import type { FleetRow } from '../fleet-row.ts';
import type { WatchedVehicle } from './messages.ts';

/** Vehicles that nobody watches any more are known for a while: a scrolled table goes back and forth. */
const kept_unwatched = 500;

type Known = Pick<WatchedVehicle, 'slot' | 'row' | 'listed'>;

/**
 * The vehicles that a page watches, and what it was told of them. `ask` is called once a turn with those that came and went: a scrolled table
 * asks for all its new rows at once.
 */
export const createWatchList = (ask: (begin: readonly string[], end: readonly string[]) => void) => {
  const listeners = new Map<string, Set<() => void>>();
  const known = new Map<string, Known>();
  const asked = new Set<string>();
  let scheduled = false;

  const settle = () => {
    scheduled = false;
    const begin = [...listeners.keys()].filter((id) => !asked.has(id));
    const end = [...asked].filter((id) => !listeners.has(id));
    for (const id of begin) asked.add(id);
    for (const id of end) asked.delete(id);
    if (begin.length + end.length > 0) ask(begin, end);
    const unwatched = [...known.keys()].filter((id) => !asked.has(id));
    for (const id of unwatched.slice(0, Math.max(0, unwatched.length - kept_unwatched))) known.delete(id);
  };

  const settleSoon = () => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(settle);
  };

  return {
    watch: (id: string, listener: () => void): (() => void) => {
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      settleSoon();
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(id) === own) listeners.delete(id);
        settleSoon();
      };
    },
    isWatched: (id: string): boolean => listeners.has(id),
    /** What was told of a vehicle, if anything. */
    find: (id: string): Known | undefined => known.get(id),
    /** Undefined: gone; null: nothing is known yet. */
    rowOf: (id: string): FleetRow | undefined | null => {
      const found = known.get(id);
      return found ? found.row : null;
    },
    take: (vehicles: readonly WatchedVehicle[]): void => {
      for (const { id, slot, row, listed } of vehicles) {
        known.delete(id);
        known.set(id, { slot, row, listed });
      }
      for (const { id } of vehicles) for (const listener of listeners.get(id) ?? []) listener();
    },
  };
};
