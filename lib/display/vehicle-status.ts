/** Words, tones and shapes of what every page shows at first: kept apart from the other statuses, since the first page loads them. */
import type { LifeStatus, OperationStatus, RentalStatus, VehicleType } from '#lib/domain/vehicle-enums.ts';
import type { Message } from '#lib/messages/text.ts';
import type { IconName } from './icons.ts';
import { status } from './status-entry.ts';
import type { StatusDisplay } from './tone.ts';

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
