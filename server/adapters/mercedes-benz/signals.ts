/** What each signal becomes. Source: the vendor's signal catalogue; values are strings that carry their type beside them. */
import type { Signal } from './messages.ts';

export const supply_battery_signal = 'SupplyBattery.Status';
export const latitude_signal = 'Position.LastKnown.Latitude';
export const longitude_signal = 'Position.LastKnown.Longitude';

export const flagOf = ({ value }: { value: string }): boolean | undefined =>
  value === 'true' ? true : value === 'false' ? false : undefined;

export const numberOf = ({ value, type }: { value: string; type?: string | undefined }): number | undefined => {
  if (type === 'boolean' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && (type !== 'integer' || Number.isInteger(number)) ? number : undefined;
};

const one =
  <T>(words: Record<string, T>) =>
  ({ value }: { value: string }): T | undefined =>
    Object.hasOwn(words, value) ? words[value] : undefined;
const opening = (signal: Signal) => (({ true: 'OPEN', false: 'CLOSED' }) as const)[String(flagOf(signal)) as 'true' | 'false'];

/** A value of one signal alone. */
export const single_signals = {
  'Position.LastKnown.Heading': { property: 'heading_in_degrees', read: (signal: Signal) => wholeHeading(numberOf(signal)) },
  'Driving.Speed.Current': { property: 'speed_in_kilometers_per_hour', read: numberOf },
  'Doors.Vehicle.IsLocked': {
    property: 'central_lock',
    read: (signal: Signal) => (({ true: 'LOCKED', false: 'UNLOCKED' }) as const)[String(flagOf(signal)) as 'true' | 'false'],
  },
  'Ignition.Status': {
    property: 'ignition',
    read: one({ LOCK: 'OFF', OFF: 'OFF', ACCESSORY: 'OFF', ON: 'ON', START: 'ON' } as const),
  },
  'Doors.Trunk.IsOpen': { property: 'trunk_status', read: opening },
  'Brakes.Parkbrake.IsEngaged': { property: 'parking_brake_engaged', read: flagOf },
  'SupplyBattery.Voltage': { property: 'onboard_voltage_in_volts', read: numberOf },
} as const;

const wholeHeading = (degrees: number | undefined) => (degrees === undefined ? undefined : ((Math.round(degrees) % 360) + 360) % 360);

/** The first signal of a pair that a message holds counts. */
export const preferred_signals = {
  mileage_in_kilometers: {
    names: ['Driving.Odometer.Lifetime.HighResolution', 'Driving.Odometer.Lifetime'],
    read: numberOf,
  },
  charging_status: {
    names: ['ElectricalDrive.Charging.Status', 'ElectricalDrive.Charging.IsActive'],
    read: one({
      CHARGING: 'CHARGING',
      SLOW: 'CHARGING',
      FAST: 'CHARGING',
      true: 'CHARGING',
      ERROR: 'ERROR',
      END: 'NOT_CHARGING',
      BREAK: 'NOT_CHARGING',
      CABLE_UNPLUGGED: 'NOT_CHARGING',
      DISCHARGING: 'NOT_CHARGING',
      NONE: 'NOT_CHARGING',
      CHARGING_FOREIGN_OBJECT: 'NOT_CHARGING',
      false: 'NOT_CHARGING',
    } as const),
  },
} as const;

/** A car with a traction battery shows that; only one without shows its tank. Which it is, its model says. */
export const energy_signals = {
  electric: { level: 'ElectricalDrive.HighVoltageBattery.StateOfCharge', range: 'Driving.Range.Electrical' },
  fuel: { level: 'Tank.Fuel.Level', range: 'Driving.Range.Fuel' },
} as const;

/** Made of several signals that come one by one: open or connected when any is. */
export const joined_signals = [
  { property: 'doors_status', pattern: 'Doors.*.*.IsOpen', values: ['OPEN', 'CLOSED'], read: flagOf },
  { property: 'windows_status', pattern: 'Windows.*.IsOpen', values: ['OPEN', 'CLOSED'], read: flagOf },
  {
    property: 'charging_adapter_status',
    pattern: 'ElectricalDrive.Charging.*.Status',
    values: ['CONNECTED', 'DISCONNECTED'],
    read: one({ CABLE_PLUGGED_BOTH_SIDES: true, CABLE_PLUGGED_VEHICLE_SIDE: true, CABLE_UNPLUGGED: false }),
  },
] as const;
