/**
 * The fleet, held once for table and map: a snapshot of the server and the live events after it.
 * What is shown is what the server told; a vehicle nobody reported on stays as it was. Listeners hear at most once per frame which
 * vehicles changed, appeared or went, or `all` when the whole was taken afresh. Until then a vehicle keeps its slot, even while it is gone.
 */
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { type FleetRow, refreshRow, rowsOfSnapshot } from './fleet-row.ts';
import { reduceFleetRow } from './reduce-fleet-row.ts';
import { ApiFailure, no_answer } from './request.ts';
import { most_waiting_events } from './waiting-events.ts';

export type FleetChange = readonly string[] | 'all';
export type FleetStatus = { phase: 'loading' | 'ready' } | { phase: 'failed'; problem: ProblemBody };

export interface FleetStoreOptions {
  loadSnapshot: (signal: AbortSignal) => Promise<FleetSnapshot>;
  now?: () => number;
  /** Runs a task with the next frame. */
  schedule?: (task: () => void) => void;
  retry_after_ms?: number;
}

/** A failure that may pass by itself: no answer, too many requests, a fault of the server. */
const mayPass = ({ status }: ProblemBody): boolean => status === 0 || status === 429 || status >= 500;

export const createFleetStore = (options: FleetStoreOptions) => {
  const now = options.now ?? Date.now;
  const schedule = options.schedule ?? ((task) => requestAnimationFrame(task));
  const listeners = new Set<(change: FleetChange) => void>();
  const status_listeners = new Set<() => void>();
  let slots = new Map<string, number>();
  let ids: string[] = [];
  let rows: (FleetRow | undefined)[] = [];
  let count = 0;
  let held_until = -1;
  let status: FleetStatus = { phase: 'loading' };
  let waiting: LiveEvent[] | undefined;
  let loading: AbortController | undefined;
  let retry_timer: ReturnType<typeof setTimeout> | undefined;
  let changed = new Set<string>();
  let everything_changed = false;
  let scheduled = false;

  const setStatus = (next: FleetStatus) => {
    status = next;
    for (const listener of status_listeners) listener();
  };

  const flush = () => {
    scheduled = false;
    const change = everything_changed ? 'all' : [...changed];
    changed = new Set();
    everything_changed = false;
    for (const listener of listeners) listener(change);
  };

  const announce = () => {
    if (scheduled || (changed.size === 0 && !everything_changed)) return;
    scheduled = true;
    schedule(flush);
  };

  const put = (id: string, row: FleetRow | undefined) => {
    const slot = slots.get(id);
    if (slot !== undefined) {
      count += Number(row !== undefined) - Number(rows[slot] !== undefined);
      rows[slot] = row;
    } else if (row) {
      count += 1;
      slots.set(id, rows.push(row) - 1);
      ids.push(id);
    }
    changed.add(id);
  };

  const getRow = (id: string): FleetRow | undefined => {
    const slot = slots.get(id);
    return slot === undefined ? undefined : rows[slot];
  };

  const apply = (events: readonly LiveEvent[]): 'applied' | 'snapshot' => {
    const now_ms = now();
    let outcome: 'applied' | 'snapshot' = 'applied';
    for (const event of events) {
      if (event.sequence <= held_until) continue;
      held_until = event.sequence;
      const before = getRow(event.vehicle_id);
      const after = reduceFleetRow(before, event, now_ms);
      if (after === 'snapshot') outcome = 'snapshot';
      else if (after !== before) put(event.vehicle_id, after);
    }
    announce();
    return outcome;
  };

  const replaceAll = (snapshot: FleetSnapshot) => {
    rows = rowsOfSnapshot(snapshot, now());
    ids = snapshot.columns.id.slice();
    slots = new Map(ids.map((id, slot) => [id, slot]));
    count = rows.length;
    held_until = snapshot.sequence;
    everything_changed = true;
  };

  const load = async (): Promise<void> => {
    clearTimeout(retry_timer);
    loading?.abort();
    const own = new AbortController();
    loading = own;
    waiting ??= [];
    try {
      const snapshot = await options.loadSnapshot(own.signal);
      if (own.signal.aborted) return;
      const missed = waiting ?? [];
      waiting = undefined;
      replaceAll(snapshot);
      const outcome = missed.length > most_waiting_events ? 'snapshot' : apply(missed);
      announce();
      setStatus({ phase: 'ready' });
      if (outcome === 'snapshot') void load();
    } catch (error) {
      if (own.signal.aborted) return;
      const problem = error instanceof ApiFailure ? error.problem : no_answer;
      if (mayPass(problem)) retry_timer = setTimeout(load, options.retry_after_ms ?? 5000);
      setStatus({ phase: 'failed', problem });
    }
  };

  return {
    load,
    /** Events of the stream, in sequence; those that a snapshot holds already are passed over. */
    receive: (events: readonly LiveEvent[]): void => {
      if (waiting) {
        if (waiting.length <= most_waiting_events) waiting.push(...events);
      } else if (apply(events) === 'snapshot') void load();
    },
    /** Lets time pass: what was moving and fell silent is moving no more, and what is known grows old. */
    tick: (): void => {
      const now_ms = now();
      for (const row of rows) {
        if (!row || (row.activity !== 'moving' && row.fresh_until_ms > now_ms)) continue;
        const after = refreshRow(row, now_ms);
        if (after !== row) put(row.id, after);
      }
      announce();
    },
    /** Ends here, since another holds the fleet from now on; gives the events that wait for a snapshot. */
    release: (): readonly LiveEvent[] => {
      clearTimeout(retry_timer);
      loading?.abort();
      return waiting ?? [];
    },
    close: (): void => {
      clearTimeout(retry_timer);
      loading?.abort();
    },
    get: getRow,
    /** Slot and id of each other, also of a vehicle that went. */
    idAt: (slot: number): string | undefined => ids[slot],
    /** By slot. Read only; another array when the whole was taken afresh. */
    ids: (): readonly string[] => ids,
    slotOf: (id: string): number | undefined => slots.get(id),
    /** Rows by slot, with holes where vehicles went. Read only, and only until the next `all`. */
    rows: (): readonly (FleetRow | undefined)[] => rows,
    count: (): number => count,
    status: (): FleetStatus => status,
    subscribe: (listener: (change: FleetChange) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    subscribeStatus: (listener: () => void): (() => void) => {
      status_listeners.add(listener);
      return () => status_listeners.delete(listener);
    },
  };
};

export type FleetStore = ReturnType<typeof createFleetStore>;
