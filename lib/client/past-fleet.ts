import type { PastFleet as FleetAt } from '#lib/contract/past.ts';
import type { FleetStoreOptions } from './fleet-store.ts';
import { createLocalFleet, type LocalFleet } from './local-fleet.ts';

/** The fleet at a moment: one of its own, filled from the log, whose clock stands until somebody moves it on. */
export interface PastFleet {
  fleet: LocalFleet;
  now: () => number;
  /** The moment that is shown, in epoch milliseconds; what is loaded next is loaded for it. */
  clock: { now_ms: number };
  /** What the last answer told beside the fleet; undefined before the first. */
  told: () => { sequence: number; history_from_ms: number } | undefined;
}

type LoadFleetAt = (at_ms: number, signal: AbortSignal) => Promise<FleetAt>;

/** What reads the past is fetched with the first glance at it. */
const loadFromLog: LoadFleetAt = async (at_ms, signal) => (await import('./load-past.ts')).loadFleetAt(at_ms, signal);

export const createPastFleet = (load: LoadFleetAt = loadFromLog, options: Pick<FleetStoreOptions, 'schedule'> = {}): PastFleet => {
  const clock = { now_ms: Number.NaN };
  let told: ReturnType<PastFleet['told']>;
  const now = () => clock.now_ms;
  const fleet = createLocalFleet({
    ...options,
    now,
    loadSnapshot: async (signal) => {
      const { at, history_from, ...snapshot } = await load(clock.now_ms, signal);
      // Whoever called this off has moved the clock elsewhere.
      signal.throwIfAborted();
      clock.now_ms = Date.parse(at);
      told = { sequence: snapshot.sequence, history_from_ms: Date.parse(history_from) };
      return snapshot;
    },
  });
  return { fleet, now, clock, told: () => told };
};
