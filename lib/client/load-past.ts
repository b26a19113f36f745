import type { FleetLog, PastFleet } from '#lib/contract/past.ts';
import type { routes } from '#lib/contract/routes.ts';
import { fetchColumns, loadCodec } from './load-fleet-snapshot.ts';
import { sendRequest } from './request.ts';

const past_route = { method: 'GET', path: '/fleet-at' } as const satisfies (typeof routes)['getFleetAt'];
const log_route = { method: 'GET', path: '/fleet-log' } as const satisfies (typeof routes)['listFleetLog'];

/** The fleet as it was at a moment in epoch milliseconds; the answer says which moment it is of. Throws `ApiFailure`. */
export const loadFleetAt = async (at_ms: number, signal: AbortSignal): Promise<PastFleet> => {
  const route = { ...past_route, path: `${past_route.path}?at=${new Date(at_ms).toISOString()}` };
  const [answer, codec] = await Promise.all([fetchColumns<PastFleet>(route, signal), loadCodec()]);
  return answer instanceof ArrayBuffer ? (codec.decodeSnapshot(new Uint8Array(answer)) as PastFleet) : answer;
};

const entries_a_call = 5000;

/** What the log tells behind the sequence; with steps, state records of a vehicle within so many seconds as one. Throws `ApiFailure`. */
export const loadFleetLog = async (after: number, step_in_seconds: number, signal: AbortSignal): Promise<FleetLog> => {
  const query = new URLSearchParams({
    after: String(after),
    limit: String(step_in_seconds > 0 ? 4 * entries_a_call : entries_a_call),
    step_in_seconds: String(step_in_seconds),
  });
  return (await sendRequest({ ...log_route, path: `${log_route.path}?${query}` }, { signal })).json();
};
