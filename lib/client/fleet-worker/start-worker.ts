import type { LiveEvent } from '#lib/contract/live.ts';
import type { Fleet } from '../fleet.ts';
import type { FromWorker } from './messages.ts';
import { createRemoteFleet } from './remote-fleet.ts';

/** Hands a fleet to a worker of its own. `onLost`: the worker could not be started, or has failed. */
export const startFleetWorker = (start: { bytes: ArrayBuffer; missed: readonly LiveEvent[] }, onLost: () => void): Fleet =>
  createRemoteFleet((receive) => {
    const worker = new Worker(new URL('./fleet.worker.ts', import.meta.url), { type: 'module', name: 'fleet' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => receive(data));
    worker.addEventListener('error', onLost);
    return {
      send: (message, transfer = []) => worker.postMessage(message, transfer),
      close: () => worker.terminate(),
    };
  }, start);
