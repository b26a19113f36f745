import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Route, routes } from '#lib/contract/routes.ts';
import { snapshot_media_type } from '#lib/contract/snapshot/media-type.ts';
import { sendRequest } from './request.ts';

/** Beside the table of all routes, which the fleet page would load for this one alone. */
const snapshot_route = { method: 'GET', path: '/fleet-snapshot' } as const satisfies (typeof routes)['getFleetSnapshot'];

/** What reads the bytes of a snapshot, apart from the page: it is fetched while the server still makes them. */
export const loadCodec = () => import('#lib/contract/snapshot-codec.ts');

/** A fleet as columns, as bytes where the server knows that form. Throws `ApiFailure`. */
export const fetchColumns = async <T extends FleetSnapshot>(route: Route, signal: AbortSignal): Promise<ArrayBuffer | T> => {
  const headers = { accept: `${snapshot_media_type}, application/json;q=0.5` };
  const answer = await sendRequest(route, { signal, headers });
  return answer.headers.get('content-type') === snapshot_media_type ? answer.arrayBuffer() : answer.json();
};

export const fetchSnapshot = (signal: AbortSignal): Promise<ArrayBuffer | FleetSnapshot> => fetchColumns(snapshot_route, signal);
