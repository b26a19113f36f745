/** Words, tones and shapes of every status; one table per enumeration, complete by type. */
import type { z } from 'zod';
import type { CommandStatus } from '#lib/domain/command.ts';
import type { SettledBy } from '#lib/domain/command-schema.ts';
import type { CredentialStatus, Evidence, SetupStatus } from '#lib/domain/telematics.ts';
import type { FuelType, Transmission } from '#lib/domain/vehicle-enums.ts';
import type { Message } from '#lib/messages/text.ts';
import { status } from './status-entry.ts';
import type { StatusDisplay } from './tone.ts';

export const command_statuses: Record<CommandStatus, StatusDisplay> = {
  REQUESTED: status('Requested', 'neutral', 'ring', 'Asked for; nothing has been sent.'),
  DISPATCHING: status('Sent', 'accent', 'half', 'On its way to the vehicle; no answer yet.'),
  ACCEPTED: status('Accepted', 'accent', 'disc', 'The vendor or unit took the command; the vehicle has not confirmed it.'),
  SUCCEEDED: status('Confirmed', 'ok', 'check', 'Proved by the answer or by the state of the vehicle.'),
  FAILED: status('Failed', 'danger', 'cross', 'Proved not to have happened.'),
  UNKNOWN: status('Unknown', 'warning', 'triangle', 'Sent, but nothing proves success or failure. It is not sent again by itself.'),
  REJECTED: status('Rejected', 'danger', 'cross', 'Refused before anything was sent.'),
  EXPIRED: status('Expired', 'warning', 'dash', 'Waited too long; nothing was sent.'),
};

/** The rungs that a command climbs when all goes well. */
export const command_ladder = ['REQUESTED', 'DISPATCHING', 'ACCEPTED', 'SUCCEEDED'] as const satisfies CommandStatus[];

export const settled_by_texts: Record<z.infer<typeof SettledBy>, Message> = {
  ANSWER: 'Settled by the answer to the command',
  STATE: 'Settled by the state of the vehicle',
  PERSON: 'Settled by a person',
};

export const setup_statuses: Record<z.infer<typeof SetupStatus>, StatusDisplay> = {
  IN_PROGRESS: status('In progress', 'accent', 'half', 'The unit is being set up.'),
  SUCCEEDED: status('Finished', 'ok', 'check', 'The unit is ready.'),
  FAILED: status('Failed', 'danger', 'cross', 'The unit could not be set up.'),
};

export const credential_statuses: Record<z.infer<typeof CredentialStatus>, StatusDisplay> = {
  UNTESTED: status('Unverified', 'warning', 'ring', 'The vendor has not accepted them yet.'),
  VALID: status('Valid', 'ok', 'check', 'The vendor accepted them.'),
  INVALID: status('Refused', 'danger', 'cross', 'The vendor refused them.'),
};

export const fuel_types: Record<z.infer<typeof FuelType>, Message> = {
  ELECTRIC: 'Electric',
  PETROL: 'Petrol',
  DIESEL: 'Diesel',
  HYBRID: 'Hybrid',
  PLUG_IN_HYBRID: 'Plug-in hybrid',
  LPG: 'LPG',
  CNG: 'CNG',
  HYDROGEN: 'Hydrogen',
  OTHER: 'Other',
};

export const transmissions: Record<z.infer<typeof Transmission>, Message> = { AUTOMATIC: 'Automatic', MANUAL: 'Manual' };

export const evidence_texts: Record<z.infer<typeof Evidence>, StatusDisplay> = {
  verified: status('Verified', 'ok', 'check', 'Stated by the vendor’s documents.'),
  'one implementation': status('One implementation', 'neutral', 'half', 'Seen in one public implementation.'),
  assumed: status('Assumed', 'warning', 'triangle', 'Inferred; try it on one vehicle first.'),
};
