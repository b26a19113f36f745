/** When each problem appears and what to do about it. Complete by type; the words of the pages under `/docs/problems`. */
import type { ProblemKind, problems } from '#lib/domain/problem.ts';

export type ProblemOwner = (typeof problems)[ProblemKind]['owner'];

export const owner_texts: Record<ProblemOwner, { name: string; short: string }> = {
  client: { name: 'The request', short: 'The request has to change.' },
  vehicle: { name: 'The vehicle', short: 'It lies with the vehicle or its unit.' },
  third_party: { name: 'The manufacturer’s service', short: 'It lies with the manufacturer’s service.' },
  us: { name: 'Motorpool', short: 'It lies with Motorpool.' },
};

export interface ProblemAdvice {
  /** The situation in which it appears. */
  when: string;
  /** Steps, the most useful first; the first also stands alone on the screens. */
  advice: readonly [string, ...string[]];
  /** Whether the same request may be sent again unchanged. */
  retry: 'yes' | 'after a change' | 'after a wait' | 'never blindly';
}

const about = (when: string, retry: ProblemAdvice['retry'], ...advice: ProblemAdvice['advice']): ProblemAdvice => ({ when, retry, advice });

export const problem_advice: Record<ProblemKind, ProblemAdvice> = {
  'validation-error': about(
    'The body or a parameter is malformed, has a wrong type, is too long, or names a property that does not exist; also for a page token that belongs to another list.',
    'after a change',
    'Correct the places that are named.',
    'In the API, read `errors`: each entry has a JSON pointer to the place, a code and a message.',
    'For a page token, start again from the first page.',
  ),
  'referenced-resource-not-found': about(
    'The request is well formed but names something that does not exist: a model, credentials, a unit unknown to the manufacturer, a vehicle in a list.',
    'after a change',
    'Check the ids that the request names.',
    'Ids belong to one fleet: what exists in another fleet counts as missing.',
  ),
  'missing-credentials': about(
    'The request carries no access token.',
    'after a change',
    'Sign in again.',
    'In the API, fetch a token and send it as `Authorization: Bearer …`.',
  ),
  'invalid-credentials': about(
    'The access token is expired, revoked or unreadable. Tokens live for 15 minutes.',
    'after a change',
    'Sign in again.',
    'In the API, fetch a new token, then repeat the request. If that is refused too, the client was removed or its secret replaced.',
  ),
  'forbidden-resource': about(
    'The token was issued for fewer scopes than the operation needs.',
    'after a change',
    'Ask for a token that includes the scope.',
    'Leave `scope` out of the token request to receive everything the client may do.',
  ),
  'missing-permissions': about(
    'The person or API client does not hold the permission that the operation needs.',
    'after a change',
    'Ask an administrator of the fleet for the permission.',
    'A permission includes its read-only twin, never the other way round.',
  ),
  'resource-not-found': about(
    'Nothing has this address in the fleet: it never existed, was removed, or belongs to another fleet.',
    'after a change',
    'Check the id; a removed vehicle may be in the archive.',
  ),
  'method-not-allowed': about(
    'The address exists but does not answer this method.',
    'after a change',
    'Use one of the methods that the `Allow` header lists.',
  ),
  'conflicting-resource': about(
    'The change contradicts something that exists: a name is taken, a unit is already in a fleet, credentials are still used by vehicles, or the vehicle is archived.',
    'after a change',
    'Resolve what the detail names, then try again.',
    'Credentials can be deleted once no vehicle uses them; an archived vehicle must be restored first.',
  ),
  'vehicle/command-not-supported': about(
    'The vehicle does not have the capability: its model lacks it, or an accessory was not chosen at set-up.',
    'after a change',
    'Look at the capabilities of the vehicle.',
    'If the accessory is built in, choose it in the configuration of the vehicle.',
  ),
  'vehicle/conflicting-command': about(
    'A command is still running on this vehicle. A vehicle carries out one at a time.',
    'after a wait',
    'Wait for the running command to settle; the command log shows it.',
    'In the API, wait as long as `Retry-After` says.',
  ),
  'vehicle/conflicting-state': about(
    'The state of the vehicle forbids the command, for example locking or disabling while it moves.',
    'after a wait',
    'Wait until the vehicle stands still with the ignition off, then try again.',
    'Who holds the override permission can pass the motion rule, with a reason.',
  ),
  'vehicle/conflicting-setup-status': about(
    'The set-up of the telematics unit has not finished or has failed.',
    'after a wait',
    'Finish the set-up in the configuration of the vehicle.',
  ),
  'vehicle/shared-with-partner': about(
    'The vehicle is shared with a partner fleet, which alone commands it meanwhile.',
    'after a change',
    'End the sharing, or ask the partner to send the command.',
  ),
  'incompatible-telematics-unit-model': about(
    'The model of the telematics unit does not have this setting.',
    'after a change',
    'Leave the setting out, or fit a unit model that has it.',
  ),
  'incompatible-installation-variant': about(
    'The way in which the unit is installed does not allow this setting, for example because it needs the diagnosis socket.',
    'after a change',
    'Leave the setting out, or change the installation.',
  ),
  'resource-modified': about(
    'Someone changed the resource after it was read.',
    'after a change',
    'Load it again, look at the change, and repeat yours if it still applies.',
    'In the API, send the new `ETag` as `If-Match`.',
  ),
  'payload-too-large': about('The body exceeds 1 MiB.', 'after a change', 'Send less at once, in several requests.'),
  'unsupported-media-type': about(
    'The body is not declared as JSON.',
    'after a change',
    'Send JSON with `Content-Type: application/json`.',
  ),
  'idempotency-key-reused': about(
    'The idempotency key was already used with a different request within 48 hours.',
    'after a change',
    'Use a new key for a new request, the old key only to repeat the same one.',
  ),
  'too-many-requests': about(
    'More requests or commands came than the limit allows.',
    'after a wait',
    'Wait a moment, then try again.',
    'In the API, wait until `X-Rate-Limit-Reset`, or as long as `Retry-After` says.',
  ),
  'internal-server-error': about(
    'Something failed inside Motorpool. It is in the log under the flow id.',
    'yes',
    'Try again; if it stays, give the flow id to whoever runs this installation.',
  ),
  'telematics-unit/error': about(
    'The telematics unit answered that it refused or failed to carry out the command.',
    'yes',
    'Request the state of the vehicle, then try once more.',
    'If it repeats, the unit or its wiring needs to be looked at.',
  ),
  'third-party/error': about(
    'The service of the manufacturer, or the vehicle behind it, answered with an error that means the command was not carried out.',
    'yes',
    'Try again in a few minutes; if it stays, check the credentials and ask the manufacturer.',
  ),
  'service-unavailable': about(
    'Motorpool is starting, its database is out of reach, or calls to this manufacturer are paused after repeated failures or at its rate limit. Nothing was done.',
    'after a wait',
    'Wait a moment, then try again.',
    'In the API, wait as long as `Retry-After` says.',
  ),
  'vehicle/no-connection': about(
    'The vehicle could not be reached, and it is certain that nothing was carried out.',
    'yes',
    'Check when the vehicle was last in contact; it may be in a garage or out of coverage.',
    'Commands are never queued for a vehicle that is offline: send it again once it is back.',
  ),
  'vehicle/command-outcome-unknown': about(
    'The command was sent, but neither success nor failure could be proved in time. It may still take effect.',
    'never blindly',
    'Look at the vehicle’s state and the command log before sending it again.',
    'A later report of the vehicle settles the command by itself; a person can settle it in the log.',
    'In the API, keep `command_id` and read the command log; `retry_safe` is false.',
  ),
};
