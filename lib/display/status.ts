/** Words, tones and shapes of every status; one table per enumeration, complete by type. */
import type { z } from 'zod';
import type { CommandStatus } from '#lib/domain/command.ts';
import type { SettledBy } from '#lib/domain/command-schema.ts';
import type { CredentialStatus, Evidence, SetupStatus } from '#lib/domain/telematics.ts';
import type { FuelType, LifeStatus, OperationStatus, RentalStatus, Transmission, VehicleType } from '#lib/domain/vehicle-enums.ts';
import type { Message } from '#lib/messages/text.ts';
import type { IconName } from './icons.ts';
import type { Shape, StatusDisplay, Tone } from './tone.ts';

const status = (label: Message, tone: Tone, shape: Shape, hint: Message): StatusDisplay => ({ label, tone, shape, hint });

/** What a vehicle is doing, as map and table show it. Says nothing about the connection except by `offline`. */
export const activities = {
  moving: status('Moving', 'moving', 'arrow', 'Speed above zero in the newest report.'),
  idle: status('Idle', 'idle', 'ring', 'Switched on and standing.'),
  parked: status('Parked', 'parked', 'disc', 'Switched off and standing.'),
  charging: status('Charging', 'charging', 'bolt', 'Standing and taking energy.'),
  alarm: status('Alarm', 'alarm', 'triangle', 'A warning needs someone to look.'),
  offline: status('Offline', 'offline', 'cross', 'Silent for longer than its unit allows; the shown state is the last known.'),
} as const;
export type Activity = keyof typeof activities;

export const life_statuses: Record<LifeStatus, StatusDisplay> = {
  ONLINE: status('Online', 'ok', 'disc', 'The unit has been in contact recently.'),
  OFFLINE: status('Offline', 'offline', 'cross', 'The unit has been silent for longer than expected.'),
};

export const operation_statuses: Record<OperationStatus, StatusDisplay> = {
  OPERATING: status('Operating', 'ok', 'disc', 'In service.'),
  GARAGE: status('Garage', 'warning', 'half', 'In the workshop.'),
  BROKEN: status('Broken', 'danger', 'triangle', 'Out of service until repaired.'),
  INACTIVE: status('Inactive', 'neutral', 'ring', 'Taken out of service.'),
};

export const rental_statuses: Record<RentalStatus, StatusDisplay> = {
  IN_RENTAL: status('In rental', 'accent', 'disc', 'A customer has the vehicle.'),
  NOT_IN_RENTAL: status('Not in rental', 'neutral', 'ring', 'No rental is running.'),
};

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
  UNTESTED: status('Not tested', 'neutral', 'ring', 'No call has been made with these credentials yet.'),
  VALID: status('Valid', 'ok', 'check', 'The vendor accepted them.'),
  INVALID: status('Refused', 'danger', 'cross', 'The vendor refused them.'),
};

export const live_statuses = {
  connecting: status('Connecting', 'neutral', 'ring', 'The page has just opened; the first sign of life is on its way.'),
  live: status('Live', 'ok', 'disc', 'Changes arrive as they happen.'),
  delayed: status('Delayed', 'warning', 'half', 'Connected, but nothing has arrived for longer than expected.'),
  offline: status('Offline', 'offline', 'cross', 'Not connected; what is shown is the last known.'),
} as const;
export type LiveStatus = keyof typeof live_statuses;

export const vehicle_types: Record<VehicleType, { label: Message; icon: IconName }> = {
  CAR: { label: 'Car', icon: 'car' },
  MOPED: { label: 'Moped', icon: 'bike' },
  KICKSCOOTER: { label: 'Kick scooter', icon: 'bike' },
  TRUCK: { label: 'Truck', icon: 'truck' },
  VAN: { label: 'Van', icon: 'truck' },
  BICYCLE: { label: 'Bicycle', icon: 'bike' },
  DEV_KIT: { label: 'Development kit', icon: 'cpu' },
  OTHER: { label: 'Other', icon: 'car-front' },
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
