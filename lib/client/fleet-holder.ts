import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { LiveEvent } from '#lib/contract/live.ts';
import { createAwaitedFleet } from './awaited-fleet.ts';
import type { Fleet } from './fleet.ts';
import { fetchSnapshot, loadCodec } from './load-fleet-snapshot.ts';

/** From so many vehicles on the fleet is held in a worker, so that no look at the whole of it delays what the hand does. */
const large_fleet = 5000;

/** Holds the fleet for all pages, and moves it into a worker when it turns out to be large. Listeners hear when another object holds it. */
export const createFleetHolder = () => {
  const listeners = new Set<() => void>();
  let may_move = typeof Worker !== 'undefined';
  let wanted = false;

  const hold = (next: Fleet) => {
    fleet = next;
    for (const listener of listeners) listener();
  };

  const holdLocal = async (missed: readonly LiveEvent[]): Promise<void> => {
    const { createLocalFleet } = await import('./local-fleet.ts');
    const local = createLocalFleet({
      loadSnapshot: async (signal): Promise<FleetSnapshot> => {
        const [answer, codec] = await Promise.all([fetchSnapshot(signal), loadCodec()]);
        if (!(answer instanceof ArrayBuffer)) return answer;
        const bytes = new Uint8Array(answer);
        if (!may_move || codec.countVehicles(bytes) < large_fleet) return codec.decodeSnapshot(bytes);
        const { startFleetWorker } = await import('./fleet-worker/start-worker.ts');
        signal.throwIfAborted();
        hold(startFleetWorker({ bytes: answer, missed: local.release() }, stayHere));
        throw new DOMException('Another holds the fleet now', 'AbortError');
      },
    });
    hold(local);
    void local.load();
    local.receive(missed);
  };
  let fleet = createAwaitedFleet(holdLocal);

  /** A worker that fails is not tried again: a slow page is better than none. */
  const stayHere = () => {
    may_move = false;
    fleet.close();
    hold(createAwaitedFleet(holdLocal));
    void fleet.load();
  };

  return {
    fleet: (): Fleet => fleet,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Whether a page has asked for the fleet yet: until then nothing is loaded. */
    isWanted: (): boolean => wanted,
    want: (): void => {
      if (wanted) return;
      wanted = true;
      void fleet.load();
    },
  };
};

export type FleetHolder = ReturnType<typeof createFleetHolder>;
