/**
 * How each state property appears: label, unit, icon, group, text and tone of its value. The order of the table is the order on screen.
 * A property that is missing here does not compile.
 */
import type { StateProperty, StateValue } from '#lib/domain/vehicle-state.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { formatConstant } from './format.ts';
import type { IconName } from './icons.ts';
import type { Tone } from './tone.ts';

export const state_groups = ['Movement', 'Access', 'Energy', 'Doors & windows', 'Warnings', 'Service', 'Unit'] as const;
export type StateGroup = (typeof state_groups)[number];

export interface StateDisplay<V = StateValue> {
  label: Message;
  unit?: string;
  icon: IconName;
  group: StateGroup;
  format: (value: V, text: Text) => string;
  tone: (value: V) => Tone;
}

type Values = readonly [text: Message, tone?: Tone];

const number =
  (group: StateGroup) =>
  (label: Message, icon: IconName, unit?: string, digits = 0, tone: (value: number) => Tone = () => 'neutral'): StateDisplay<number> => ({
    label,
    ...(unit !== undefined && { unit }),
    icon,
    group,
    format: (value, text) => text.formatNumber(value, unit, digits),
    tone,
  });

const choice =
  (group: StateGroup) =>
  <V extends string>(label: Message, icon: IconName, values: Record<V, Values>): StateDisplay<V> => ({
    label,
    icon,
    group,
    format: (value, { t }) => (values[value] ? t(values[value][0]) : formatConstant(String(value))),
    tone: (value) => values[value]?.[1] ?? 'neutral',
  });

const flag =
  (group: StateGroup) =>
  (label: Message, icon: IconName, yes: Values, no: Values): StateDisplay<boolean> => ({
    label,
    icon,
    group,
    format: (value, { t }) => t((value ? yes : no)[0]),
    tone: (value) => (value ? yes : no)[1] ?? 'neutral',
  });

const day = (label: Message, icon: IconName): StateDisplay<string> => ({
  label,
  icon,
  group: 'Service',
  format: (value, text) => text.formatDay(value),
  tone: () => 'neutral',
});

const lock = { LOCKED: ['Locked'], UNLOCKED: ['Unlocked', 'warning'] } as const;
const opening = { CLOSED: ['Closed'], OPEN: ['state|Open', 'warning'] } as const;
const lamp = { OFF: ['Off'], ON: ['On', 'danger'], SENSOR_FAILURE: ['Sensor failure', 'warning'] } as const;
const on_off = { ON: ['On'], OFF: ['Off'] } as const;
const holder = { IN_HOLDER: ['In holder'], REMOVED: ['Removed', 'warning'] } as const;

const below =
  (danger: number, warning: number) =>
  (value: number): Tone =>
    value < danger ? 'danger' : value < warning ? 'warning' : 'neutral';

const compass = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
const point = (degrees: number) => compass[Math.round((((degrees % 360) + 360) % 360) / 45) % 8] ?? 'N';

const movement = { number: number('Movement'), choice: choice('Movement'), flag: flag('Movement') };
const access = { choice: choice('Access'), flag: flag('Access') };
const energy = { number: number('Energy'), choice: choice('Energy') };
const openings = choice('Doors & windows');
const warning = choice('Warnings');
const warning_flag = flag('Warnings');
const service = number('Service');
const unit = number('Unit');
const unit_flag = flag('Unit');

export const state_display: { [P in StateProperty]: StateDisplay<StateValue<P>> } = {
  position: {
    label: 'Position',
    icon: 'map-pin',
    group: 'Movement',
    format: ({ lat, lon }) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`,
    tone: () => 'neutral',
  },
  speed_in_kilometers_per_hour: movement.number('Speed', 'gauge', 'km/h'),
  gnss_speed_over_ground_in_kilometers_per_hour: movement.number('Speed over ground (GNSS)', 'circle-gauge', 'km/h'),
  heading_in_degrees: {
    ...movement.number('Heading', 'compass', '°'),
    format: (value, { t, formatNumber }) => `${formatNumber(value)}° ${t(point(value))}`,
  },
  altitude_in_meters: movement.number('Altitude', 'mountain', 'm'),
  ignition: movement.choice('Ignition', 'power', on_off),
  parking_brake_engaged: movement.flag('Parking brake', 'circle-parking', ['Engaged'], ['Released']),
  center_stand_position: movement.choice('Centre stand', 'arrow-up-down', { UP: ['Up'], DOWN: ['Down'] }),
  headlights_status: movement.choice('Headlights', 'lightbulb', on_off),
  mileage_in_kilometers: movement.number('Mileage', 'route', 'km'),

  driving_enabled: access.flag('Driving', 'key-round', ['Enabled'], ['Disabled']),
  central_lock: access.choice('Central lock', 'lock', lock),
  top_case_lock: access.choice('Top case lock', 'package', lock),
  top_case_lid: access.choice('Top case lid', 'package-open', opening),
  battery_compartment_lock: access.choice('Battery compartment', 'battery-medium', lock),
  vehicle_key_status: access.choice('Vehicle key', 'key-round', holder),
  fuel_card_status: access.choice('Fuel card', 'credit-card', holder),

  state_of_charge_or_fuel_level_in_percent: energy.number('Energy level', 'battery-medium', '%', 0, below(10, 20)),
  remaining_range_in_kilometers: energy.number('Remaining range', 'route', 'km'),
  charging_status: energy.choice('property|Charging', 'battery-charging', {
    CHARGING: ['Charging', 'charging'],
    NOT_CHARGING: ['Not charging'],
    ERROR: ['Error', 'danger'],
  }),
  charging_adapter_status: energy.choice('Charging adapter', 'plug', {
    CONNECTED: ['Connected', 'charging'],
    DISCONNECTED: ['Disconnected'],
  }),
  charging_power_in_kilowatts: energy.number('Charging power', 'zap', 'kW', 1),
  charging_time_remaining_in_minutes: energy.number('Charging time remaining', 'timer', 'min'),
  onboard_voltage_in_volts: energy.number('On-board voltage', 'battery-medium', 'V', 2),
  adblue_level_in_percent: energy.number('AdBlue level', 'droplets', '%', 0, below(5, 15)),

  doors_status: openings('Doors', 'door-closed', opening),
  door_front_left_status: openings('Door front left', 'door-closed', opening),
  door_front_right_status: openings('Door front right', 'door-closed', opening),
  door_rear_left_status: openings('Door rear left', 'door-closed', opening),
  door_rear_right_status: openings('Door rear right', 'door-closed', opening),
  trunk_status: openings('Trunk', 'package', opening),
  hood_status: openings('Bonnet', 'car-front', opening),
  windows_status: openings('Windows', 'wind', opening),
  window_front_left_status: openings('Window front left', 'wind', opening),
  window_front_right_status: openings('Window front right', 'wind', opening),
  window_rear_left_status: openings('Window rear left', 'wind', opening),
  window_rear_right_status: openings('Window rear right', 'wind', opening),

  smoke_detected: warning_flag('Smoke', 'flame', ['Detected', 'danger'], ['None']),
  engine_warning_indicator: warning('Engine warning', 'triangle-alert', lamp),
  brake_warning_indicator: warning('Brake warning', 'octagon-alert', lamp),
  brake_lining_wear_indicator: warning('Brake lining wear', 'disc-3', lamp),
  brake_fluid_level_low_indicator: warning('Brake fluid low', 'droplets', lamp),
  engine_oil_level_low_indicator: warning('Engine oil low', 'droplets', lamp),
  coolant_level_low_indicator: warning('Coolant low', 'thermometer', lamp),
  tire_pressure_warning_indicator: warning('Tyre pressure warning', 'circle-gauge', lamp),
  adblue_level_low_indicator: warning('AdBlue low', 'droplets', lamp),
  washer_fluid_low_indicator: warning('Washer fluid low', 'droplets', lamp),
  abs_status: warning('ABS', 'shield-check', { ENABLED: ['system|Enabled'], DISABLED: ['system|Disabled', 'warning'] }),

  next_service_due_date: day('Next service due', 'calendar-clock'),
  next_service_in_kilometers: service('Next service in', 'wrench', 'km', 0, (value) =>
    value < 0 ? 'danger' : value < 1000 ? 'warning' : 'neutral',
  ),
  brake_fluid_due_date: day('Brake fluid due', 'calendar-clock'),
  tire_pressure_front_left_in_bar: service('Tyre front left', 'circle-gauge', 'bar', 1),
  tire_pressure_front_right_in_bar: service('Tyre front right', 'circle-gauge', 'bar', 1),
  tire_pressure_rear_left_in_bar: service('Tyre rear left', 'circle-gauge', 'bar', 1),
  tire_pressure_rear_right_in_bar: service('Tyre rear right', 'circle-gauge', 'bar', 1),
  outside_temperature_in_celsius: service('Outside temperature', 'thermometer', '°C', 1),

  cellular_signal_quality: {
    ...unit('Cellular signal', 'signal', undefined, 0, below(1, 2)),
    format: (value, { t }) => t('{value} of 5', { value }),
  },
  telematics_unit_supply_voltage_in_volts: unit('Unit supply voltage', 'plug', 'V', 2),
  telematics_unit_battery_in_percent: unit('Unit battery', 'battery-medium', '%', 0, below(10, 25)),
  gnss_satellites: unit('Satellites', 'satellite'),
  horizontal_dilution_of_precision: unit('Position precision (HDOP)', 'crosshair', undefined, 1),
  bluetooth_connected: unit_flag('Bluetooth', 'bluetooth', ['Connected'], ['Not connected']),
};

/** Every property in the order in which screens list them. */
export const displayed_properties = Object.keys(state_display) as StateProperty[];

const entry = (property: StateProperty): StateDisplay<never> => state_display[property] as StateDisplay<never>;

export const stateLabel = (property: StateProperty): Message => state_display[property].label;

/** Text of a value, with its unit: `83 %`, `Unlocked`, `-34.90551, -56.18624`. */
export const formatStateValue = (property: StateProperty, value: StateValue, text: Text): string =>
  entry(property).format(value as never, text);

export const stateTone = (property: StateProperty, value: StateValue): Tone => entry(property).tone(value as never);
