import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { decodeSnapshot, snapshot_media_type } from '#lib/contract/snapshot-codec.ts';
import { ask } from './api.ts';

/** The fleet as columns, brought over as bytes where the server knows that form. Throws `ApiFailure`. */
export const loadFleetSnapshot = async (signal: AbortSignal): Promise<FleetSnapshot> => {
  const answer = await ask('getFleetSnapshot', {}, signal, { accept: `${snapshot_media_type}, application/json;q=0.5` });
  if (answer.headers.get('content-type') !== snapshot_media_type) return answer.json();
  return decodeSnapshot(new Uint8Array(await answer.arrayBuffer()));
};
