/** The worker's own script. It begins with the snapshot that the page brings; a later one it fetches by itself. */
import { decodeSnapshot } from '#lib/contract/snapshot-codec.ts';
import { fetchSnapshot } from '../load-fleet-snapshot.ts';
import type { ToWorker } from './messages.ts';
import { serveFleet } from './serve-fleet.ts';

let brought: ArrayBuffer | undefined;

const receive = serveFleet({
  post: (message, transfer = []) => self.postMessage(message, { transfer }),
  loadSnapshot: async (signal) => {
    const snapshot = brought ?? (await fetchSnapshot(signal));
    brought = undefined;
    return snapshot instanceof ArrayBuffer ? decodeSnapshot(new Uint8Array(snapshot)) : snapshot;
  },
});

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.tell === 'begin') brought = data.bytes;
  receive(data);
});
