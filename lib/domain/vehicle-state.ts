/**
 * The vehicle state: every property a vehicle can report, with its value's type and unit.
 * The table is the single source for capabilities (upper-case names), validation, the API and the screens.
 * A property has no default: what was never reported is absent. Each value carries the instant at which it was measured.
 */
import { z } from 'zod';

export const Position = z.object({
  lat: z.number().min(-90).max(90).describe('Latitude in degrees, WGS 84'),
  lon: z.number().min(-180).max(180).describe('Longitude in degrees, WGS 84'),
});
export type Position = z.infer<typeof Position>;

const quantity = z.number().nonnegative();
const percentage = z.number().min(0).max(100);
const date = z.iso.date();
export const ChargingStatus = z.enum(['CHARGING', 'NOT_CHARGING', 'ERROR']);
export const Lock = z.enum(['LOCKED', 'UNLOCKED']);
const opening = z.enum(['OPEN', 'CLOSED']);
export const OnOff = z.enum(['ON', 'OFF']);
const indicator = z.enum(['ON', 'OFF', 'SENSOR_FAILURE']);
const holder = z.enum(['IN_HOLDER', 'REMOVED']);

export const state_values = {
  position: Position,
  mileage_in_kilometers: quantity,
  remaining_range_in_kilometers: quantity,
  state_of_charge_or_fuel_level_in_percent: percentage,
  adblue_level_in_percent: percentage,
  cellular_signal_quality: z.int().min(0).max(5),
  driving_enabled: z.boolean(),
  central_lock: Lock,
  top_case_lock: Lock,
  top_case_lid: opening,
  center_stand_position: z.enum(['UP', 'DOWN']),
  abs_status: z.enum(['ENABLED', 'DISABLED']),
  ignition: OnOff,
  altitude_in_meters: z.number(),
  brake_fluid_due_date: date,
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
  parking_brake_engaged: z.boolean(),
  smoke_detected: z.boolean(),
  bluetooth_connected: z.boolean(),
  headlights_status: OnOff,
  battery_compartment_lock: Lock,
  charging_adapter_status: z.enum(['CONNECTED', 'DISCONNECTED']),
  charging_status: ChargingStatus,
  charging_power_in_kilowatts: z.number(),
  charging_time_remaining_in_minutes: z.int().nonnegative(),
  onboard_voltage_in_volts: quantity,
  telematics_unit_supply_voltage_in_volts: quantity,
  telematics_unit_battery_in_percent: percentage,
  speed_in_kilometers_per_hour: quantity,
  gnss_speed_over_ground_in_kilometers_per_hour: quantity,
  heading_in_degrees: z.number().min(0).max(359),
  gnss_satellites: z.int().nonnegative(),
  horizontal_dilution_of_precision: quantity,
  tire_pressure_front_left_in_bar: quantity,
  tire_pressure_front_right_in_bar: quantity,
  tire_pressure_rear_left_in_bar: quantity,
  tire_pressure_rear_right_in_bar: quantity,
  next_service_due_date: date,
  next_service_in_kilometers: z.number(),
  outside_temperature_in_celsius: z.number(),
} as const;

export type StateProperty = keyof typeof state_values;
export type StateValue<P extends StateProperty = StateProperty> = z.infer<(typeof state_values)[P]>;
export type Stamped<T> = { timestamp: string; value: T };

/** Newest known value per property. A property without a value is absent, never null. */
export type VehicleState = { [P in StateProperty]?: Stamped<StateValue<P>> };

export const state_properties = Object.keys(state_values) as StateProperty[];

const stamped = <V extends z.ZodType>(value: V) => z.object({ timestamp: z.iso.datetime(), value });

export const VehicleState = z.object(
  Object.fromEntries(state_properties.map((name) => [name, stamped(state_values[name] as z.ZodType).optional()])),
) as unknown as z.ZodType<VehicleState>;

/** `position` → `POSITION`: the name of the capability that says a vehicle has the property. */
export const stateCapability = (property: StateProperty): string => property.toUpperCase();

export const isStateProperty = (name: string): name is StateProperty => Object.hasOwn(state_values, name);
