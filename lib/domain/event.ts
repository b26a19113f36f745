/**
 * What Motorpool tells the world. Every event lies in the log once, with a sequence that is gapless per fleet.
 * Topics are what consumers subscribe to; a derived event has a topic of its own name and also goes to `VehicleStateChange`.
 */
import type { StateProperty } from './vehicle-state.ts';

/** Event raised when the value of a state property changes. Properties that are absent here derive no event. */
export const derived_events = {
  central_lock: 'CentralLockChanged',
  driving_enabled: 'DrivingEnabledChanged',
  ignition: 'IgnitionChanged',
  doors_status: 'DoorsStatusChanged',
  door_front_left_status: 'DoorsStatusChanged',
  door_front_right_status: 'DoorsStatusChanged',
  door_rear_left_status: 'DoorsStatusChanged',
  door_rear_right_status: 'DoorsStatusChanged',
  trunk_status: 'DoorsStatusChanged',
  hood_status: 'DoorsStatusChanged',
  windows_status: 'WindowsStatusChanged',
  window_front_left_status: 'WindowsStatusChanged',
  window_front_right_status: 'WindowsStatusChanged',
  window_rear_left_status: 'WindowsStatusChanged',
  window_rear_right_status: 'WindowsStatusChanged',
  vehicle_key_status: 'VehicleKeyStatusChanged',
  parking_brake_engaged: 'ParkingBrakeChanged',
  headlights_status: 'HeadlightsStatusChanged',
  charging_status: 'ChargingStatusChanged',
  charging_adapter_status: 'ChargingAdapterStatusChanged',
  abs_status: 'AbsStatusChanged',
  top_case_lock: 'TopCaseLockChanged',
  top_case_lid: 'TopCaseLidChanged',
  center_stand_position: 'CenterStandPositionChanged',
  battery_compartment_lock: 'BatteryCompartmentLockChanged',
  adblue_level_low_indicator: 'IndicatorChanged',
  brake_fluid_level_low_indicator: 'IndicatorChanged',
  brake_lining_wear_indicator: 'IndicatorChanged',
  brake_warning_indicator: 'IndicatorChanged',
  coolant_level_low_indicator: 'IndicatorChanged',
  engine_oil_level_low_indicator: 'IndicatorChanged',
  engine_warning_indicator: 'IndicatorChanged',
  tire_pressure_warning_indicator: 'IndicatorChanged',
  washer_fluid_low_indicator: 'IndicatorChanged',
} as const satisfies { [P in StateProperty]?: string };

export type DerivedEventType = (typeof derived_events)[keyof typeof derived_events];
const derived_types = [...new Set(Object.values(derived_events))] as DerivedEventType[];

export const event_types = [
  'VehicleStateRecorded',
  'VehicleCreated',
  'VehicleChanged',
  'VehicleRemoved',
  'CommandRequested',
  'CommandProgressed',
  'CommandExecuted',
  'TripStarted',
  'TripEnded',
  'TripMetricsReady',
  'TripDiscarded',
  'GeofenceEntered',
  'GeofenceLeft',
  ...derived_types,
] as const;
export type EventType = (typeof event_types)[number];

export const isDerivedEvent = (type: EventType): type is DerivedEventType => (derived_types as string[]).includes(type);

/** `IgnitionChanged` ↔ `IGNITION_CHANGED`, as the event log names its types. */
export const eventLogType = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

const own_topics: Partial<Record<EventType, string>> = {
  VehicleStateRecorded: 'VehicleStateRecorded',
  VehicleCreated: 'VehicleChange',
  VehicleChanged: 'VehicleChange',
  VehicleRemoved: 'VehicleChange',
  CommandRequested: 'CommandProgress',
  CommandProgressed: 'CommandProgress',
  CommandExecuted: 'Command',
  TripStarted: 'Trip',
  TripEnded: 'Trip',
  TripMetricsReady: 'Trip',
  TripDiscarded: 'Trip',
  GeofenceEntered: 'Geofence',
  GeofenceLeft: 'Geofence',
};

export const eventTopics = (type: EventType): string[] =>
  isDerivedEvent(type) ? [type, 'VehicleStateChange'] : [own_topics[type] ?? type];

/** Steps of a command, told to our own screens alone; the public word about a command is its end. */
const internal_types: readonly string[] = ['CommandRequested', 'CommandProgressed'] satisfies EventType[];

/** Events that streams, lists, webhooks and queues carry. */
export const public_event_types = event_types.filter((type) => !internal_types.includes(type));
export const isPublicEvent = (type: EventType): boolean => !internal_types.includes(type);

/** Everything that can be subscribed to by name. */
export const public_topics: readonly string[] = [...new Set(public_event_types.flatMap(eventTopics))];

const vehicle_topics: readonly string[] = ['VehicleStateRecorded', 'VehicleChange'];

/** Told to whoever may see vehicles; all other events are for those who may see the event log. */
export const isVehicleEvent = (type: EventType): boolean => eventTopics(type).some((topic) => vehicle_topics.includes(topic));

export const schemaMajorVersion = (type: EventType): number => (type === 'VehicleStateRecorded' || own_topics[type] === 'Trip' ? 2 : 1);

export const change_reasons = [
  'RENTAL_STATUS_CHANGED',
  'LIFE_STATUS_CHANGED',
  'MASTER_DATA_CHANGED',
  'TAGS_CHANGED',
  'CUSTOM_FIELDS_CHANGED',
  'OPERATION_STATUS_CHANGED',
  'CAPABILITIES_CHANGED',
  'TELEMATICS_UNIT_CHANGED',
  'SETUP_CHANGED',
  'SHARING_CHANGED',
  'VEHICLE_ADDED',
  'VEHICLE_RESTORED',
] as const;
export type ChangeReason = (typeof change_reasons)[number];

export const isChangeReason = (name: unknown): name is ChangeReason => (change_reasons as readonly unknown[]).includes(name);
