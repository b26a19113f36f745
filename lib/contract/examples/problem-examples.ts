import { Problem, type ProblemBody, type ProblemExtras, type ProblemKind, problemBody, problems } from '#lib/domain/problem.ts';
import { command_id, flow_id, vehicle_id } from './example-vehicle.ts';

const details: { [K in ProblemKind]?: [detail: string, extras?: ProblemExtras] } = {
  'validation-error': [
    'The body is not valid. /value: Invalid option',
    { errors: [{ pointer: '/value', code: 'invalid_value', message: 'Invalid option' }] },
  ],
  'referenced-resource-not-found': [
    'There is no such model.',
    { errors: [{ pointer: '/telematics_unit/setup/vehicle_model_id', code: 'not_found', message: 'There is no such model.' }] },
  ],
  'missing-credentials': ['Send an access token: Authorization: Bearer …'],
  'invalid-credentials': ['The access token is not known or has expired. Ask for a new one.'],
  'missing-permissions': ['This needs the permission vehicles.'],
  'resource-not-found': [`There is no vehicle ${vehicle_id} in this fleet.`],
  'conflicting-resource': [`Vehicle ${vehicle_id} is archived. Restore it first.`],
  'vehicle/command-not-supported': [`${vehicle_id} has no UNLOCK_TOP_CASE capability.`],
  'vehicle/conflicting-command': [`LOCK_CENTRAL_LOCK (${command_id}) is still running on ${vehicle_id}.`, { command_id }],
  'vehicle/conflicting-state': ['The vehicle moves at 31 km/h.', { command_id }],
  'vehicle/conflicting-setup-status': [`The setup of ${vehicle_id} is IN_PROGRESS.`],
  'resource-modified': [`Vehicle ${vehicle_id} has changed since it was read.`],
  'vehicle/no-connection': ['The vehicle could not be reached. Nothing was sent.', { command_id }],
  'vehicle/command-outcome-unknown': [
    'The command was sent, but nothing proves what became of it. Ask the command log before you try again.',
    { command_id, outcome: 'UNKNOWN', retry_safe: false },
  ],
};

/** How a problem looks on the wire. `app_url` is the address of the installation. */
export const problemExample = (kind: ProblemKind, app_url: string): ProblemBody => {
  const [detail, extras] = details[kind] ?? [`${problems[kind].title}.`];
  return problemBody(new Problem(kind, detail, extras), flow_id, app_url);
};
