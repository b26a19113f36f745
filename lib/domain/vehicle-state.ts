/**
 * The vehicle state: every property a vehicle can report, with the kind of its value; its unit ends its name.
 * The table is the single source for capabilities (upper-case names), validation (`vehicle-state-schema.ts`), the API and the screens.
 * A property has no default: what was never reported is absent. Each value carries the instant at which it was measured.
 */

export interface Position {
  lat: number;
  lon: number;
}

/** `quantity` is not negative, `count` is whole as well, `grade` runs from 0 to 5, `heading` from 0 to 359. */
export type NumericKind = 'number' | 'quantity' | 'percentage' | 'count' | 'grade' | 'heading';
/** What a value may be; a list names every value there is. */
export type StateKind = 'position' | 'flag' | 'date' | NumericKind | readonly string[];

export const lock_values = ['LOCKED', 'UNLOCKED'] as const;
export const on_off_values = ['ON', 'OFF'] as const;
export const charging_values = ['CHARGING', 'NOT_CHARGING', 'ERROR'] as const;
const opening = ['OPEN', 'CLOSED'] as const;
const indicator = ['ON', 'OFF', 'SENSOR_FAILURE'] as const;
const holder = ['IN_HOLDER', 'REMOVED'] as const;

export const state_kinds = {
  position: 'position',
  mileage_in_kilometers: 'quantity',
  remaining_range_in_kilometers: 'quantity',
  state_of_charge_or_fuel_level_in_percent: 'percentage',
  adblue_level_in_percent: 'percentage',
  cellular_signal_quality: 'grade',
  driving_enabled: 'flag',
  central_lock: lock_values,
  top_case_lock: lock_values,
  top_case_lid: opening,
  center_stand_position: ['UP', 'DOWN'],
  abs_status: ['ENABLED', 'DISABLED'],
  ignition: on_off_values,
  altitude_in_meters: 'number',
  brake_fluid_due_date: 'date',
  adblue_level_low_indicator: indicator,
  brake_fluid_level_low_indicator: indicator,
  brake_lining_wear_indicator: indicator,
  brake_warning_indicator: indicator,
  coolant_level_low_indicator: indicator,
  engine_oil_level_low_indicator: indicator,
  engine_warning_indicator: indicator,
  tire_pressure_warning_indicator: indicator,
  washer_fluid_low_indicator: indicator,
  doors_status: opening,
  door_front_left_status: opening,
  door_front_right_status: opening,
  door_rear_left_status: opening,
  door_rear_right_status: opening,
  trunk_status: opening,
  hood_status: opening,
  windows_status: opening,
  window_front_left_status: opening,
  window_front_right_status: opening,
  window_rear_left_status: opening,
  window_rear_right_status: opening,
  vehicle_key_status: holder,
  fuel_card_status: holder,
  parking_brake_engaged: 'flag',
  smoke_detected: 'flag',
  bluetooth_connected: 'flag',
  headlights_status: on_off_values,
  battery_compartment_lock: lock_values,
  charging_adapter_status: ['CONNECTED', 'DISCONNECTED'],
  charging_status: charging_values,
  charging_power_in_kilowatts: 'number',
  charging_time_remaining_in_minutes: 'count',
  onboard_voltage_in_volts: 'quantity',
  telematics_unit_supply_voltage_in_volts: 'quantity',
  telematics_unit_battery_in_percent: 'percentage',
  speed_in_kilometers_per_hour: 'quantity',
  gnss_speed_over_ground_in_kilometers_per_hour: 'quantity',
  heading_in_degrees: 'heading',
  gnss_satellites: 'count',
  horizontal_dilution_of_precision: 'quantity',
  tire_pressure_front_left_in_bar: 'quantity',
  tire_pressure_front_right_in_bar: 'quantity',
  tire_pressure_rear_left_in_bar: 'quantity',
  tire_pressure_rear_right_in_bar: 'quantity',
  next_service_due_date: 'date',
  next_service_in_kilometers: 'number',
  outside_temperature_in_celsius: 'number',
} as const satisfies Record<string, StateKind>;

type ValueOf<K extends StateKind> = K extends readonly string[]
  ? K[number]
  : K extends 'position'
    ? Position
    : K extends 'flag'
      ? boolean
      : K extends 'date'
        ? string
        : number;

export type StateProperty = keyof typeof state_kinds;
/** Distributes over the properties, so that several give the union of their values. */
export type StateValue<P extends StateProperty = StateProperty> = P extends StateProperty ? ValueOf<(typeof state_kinds)[P]> : never;
export type Stamped<T> = { timestamp: string; value: T };

/** Newest known value per property. A property without a value is absent, never null. */
export type VehicleState = { [P in StateProperty]?: Stamped<StateValue<P>> };

export const state_properties = Object.keys(state_kinds) as StateProperty[];

const numeric_kinds: readonly StateKind[] = ['number', 'quantity', 'percentage', 'count', 'grade', 'heading'] satisfies NumericKind[];
export type NumericProperty = { [P in StateProperty]: StateValue<P> extends number ? P : never }[StateProperty];
export const isNumericProperty = (property: StateProperty): property is NumericProperty => numeric_kinds.includes(state_kinds[property]);
export const numeric_properties = state_properties.filter(isNumericProperty);

/** `position` → `POSITION`: the name of the capability that says a vehicle has the property. */
export const stateCapability = (property: StateProperty): string => property.toUpperCase();

export const isStateProperty = (name: string): name is StateProperty => Object.hasOwn(state_kinds, name);

export const isPosition = (value: unknown): value is Position =>
  typeof value === 'object' &&
  value !== null &&
  'lat' in value &&
  'lon' in value &&
  Number.isFinite(value.lat) &&
  Number.isFinite(value.lon);

/** Whether a value is of its property's kind, as screens need it to show the value; the range is the schema's matter. */
export const isStateValue = (property: StateProperty, value: unknown): value is StateValue => {
  const kind: StateKind = state_kinds[property];
  if (typeof kind === 'object') return typeof value === 'string' && kind.includes(value);
  if (kind === 'position') return isPosition(value);
  if (kind === 'flag') return typeof value === 'boolean';
  return kind === 'date' ? typeof value === 'string' && !Number.isNaN(Date.parse(value)) : Number.isFinite(value);
};
