/** The fleet while the code that will hold it is on its way: nothing is known yet. */
import type { LiveEvent } from '#lib/contract/live.ts';
import type { Fleet, FleetDesk } from './fleet.ts';
import type { FleetStatus } from './fleet-store.ts';
import type { FleetViewState } from './fleet-view.ts';
import { no_answer } from './request.ts';
import { most_waiting_events } from './waiting-events.ts';

export const empty_state: FleetViewState = {
  total: 0,
  matching: 0,
  moving: 0,
  offline: 0,
  listed: 0,
  order_version: 0,
  out_of_date: false,
};

const doNothing = () => {};
const followNothing = () => doNothing;

const empty_desk: FleetDesk = {
  points: { subscribe: followNothing, forEach: doNothing, get: () => undefined },
  state: () => empty_state,
  show: doNothing,
  hold: doNothing,
  settle: doNothing,
  idAt: () => '',
  indexOf: () => -1,
  isListed: () => true,
  subscribe: followNothing,
  follow: followNothing,
  countFacet: async () => new Map(),
  describe: async () => [],
};

/** `begin` puts another fleet in the place of this one, and is given the events that came meanwhile; it is tried again until it succeeds. */
export const createAwaitedFleet = (begin: (missed: readonly LiveEvent[]) => Promise<void>, retry_after_ms = 5000): Fleet => {
  const listeners = new Set<() => void>();
  const missed: LiveEvent[] = [];
  let status: FleetStatus = { phase: 'loading' };
  let retry_timer: ReturnType<typeof setTimeout> | undefined;
  let has_begun = false;

  const load = async (): Promise<void> => {
    if (has_begun) return;
    has_begun = true;
    clearTimeout(retry_timer);
    try {
      await begin(missed);
    } catch {
      has_begun = false;
      status = { phase: 'failed', problem: no_answer };
      retry_timer = setTimeout(load, retry_after_ms);
      for (const listener of listeners) listener();
    }
  };

  return {
    load,
    receive: (events) => {
      if (missed.length <= most_waiting_events) missed.push(...events);
    },
    tick: doNothing,
    close: () => clearTimeout(retry_timer),
    status: () => status,
    subscribeStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => null,
    watch: followNothing,
    listFieldKeys: async () => [],
    openDesk: () => empty_desk,
  };
};
