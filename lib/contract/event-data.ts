/** What the `data` of each event holds: on the public channels, and on the screens' live stream with its compact state records (`lib/domain/state-record.ts`). */
import { z } from 'zod';
import { CommandLogEntry, Initiator } from '#lib/domain/command-schema.ts';
import { derived_events, isDerivedEvent } from '#lib/domain/event.ts';
import { ChangeReason, EventType } from '#lib/domain/event-schema.ts';
import { Trip } from '#lib/domain/trip-schema.ts';
import { FleetId, Vehicle, VehicleId } from '#lib/domain/vehicle.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { Position, VehicleState } from '#lib/domain/vehicle-state-schema.ts';

const of_vehicle = { vehicle_id: VehicleId, fleet_id: FleetId };
const instant = z.iso.datetime();

export const StateRecorded = z.object({
  ...of_vehicle,
  vehicle_state: VehicleState.describe(
    'The whole state as it was then, late values apart: those that are older than what was known come alone, in an event of their own',
  ),
});

export const RecordedState = z.object({
  t: instant.describe('When every value was measured that `at` does not list'),
  s: z.record(z.string(), z.unknown()).describe('Values by state property'),
  at: z.record(z.string(), instant).optional().describe('Other times of measurement, by state property'),
  full: z.literal(1).optional().describe('Holds the whole state, not only what the report brought'),
  late: z.literal(1).optional().describe('Older than what was known: it changed nothing'),
  expected: z.number().optional().describe('Seconds until the next report is expected; absent: as told before'),
});

export const VehicleChange = z.object({
  reasons: z.array(ChangeReason).describe('Everything that one write changed'),
  vehicle: Vehicle,
  initiated_by: Initiator.optional(),
});

export const VehicleRemoval = z.object({ ...of_vehicle, archived_at: instant, initiated_by: Initiator.optional() });

export const CommandChange = z.object({ ...of_vehicle, command: CommandLogEntry });

export const TripChange = z.object({ ...of_vehicle, trip: Trip });

export const GeofenceCrossing = z.object({
  ...of_vehicle,
  geofence: z.object({ id: z.ulid(), name: z.string() }),
  position: Position.describe('The position that showed it'),
});

const derived_properties = Object.keys(derived_events) as [StateProperty, ...StateProperty[]];
const state_value = z.union([z.string(), z.number(), z.boolean()]);

export const StateChange = z.object({
  ...of_vehicle,
  property: z.enum(derived_properties).describe('The state property that changed'),
  previous: state_value,
  current: state_value,
  position: Position.optional(),
});

const own_data = {
  VehicleStateRecorded: StateRecorded,
  VehicleCreated: VehicleChange,
  VehicleChanged: VehicleChange,
  VehicleRemoved: VehicleRemoval,
  CommandRequested: CommandChange,
  CommandProgressed: CommandChange,
  CommandExecuted: CommandChange,
  TripStarted: TripChange,
  TripEnded: TripChange,
  TripMetricsReady: TripChange,
  TripDiscarded: TripChange,
  GeofenceEntered: GeofenceCrossing,
  GeofenceLeft: GeofenceCrossing,
} as const;

/** Schema of an event's `data` on the public channels. */
export const eventData = (type: EventType): z.ZodType => (isDerivedEvent(type) ? StateChange : own_data[type]);

/** Schema of an event's `data` on the live stream. */
export const liveEventData = (type: EventType): z.ZodType => (type === 'VehicleStateRecorded' ? RecordedState : eventData(type));

const event_summaries: Record<keyof typeof own_data, string> = {
  VehicleStateRecorded: 'A vehicle reported new state',
  VehicleCreated: 'A vehicle was added, or restored from the archive',
  VehicleChanged: 'Something about a vehicle changed other than its state',
  VehicleRemoved: 'A vehicle was archived',
  CommandRequested: 'A command was asked for',
  CommandProgressed: 'A command was sent, or taken by the unit or its vendor',
  CommandExecuted: 'A command ended, or its unknown outcome was settled',
  TripStarted: 'A trip began: the trigger of the fleet was switched on',
  TripEnded: 'A trip ended; what it adds up to follows within a minute',
  TripMetricsReady: 'The metrics of a trip that ended',
  GeofenceEntered: 'A vehicle went into a geofence',
  GeofenceLeft: 'A vehicle left a geofence',
  TripDiscarded: 'A trip ended before it was a minute long; it is not listed',
};

const derivedSummary = (type: EventType): string => {
  const properties = Object.entries(derived_events).flatMap(([property, event]) => (event === type ? [property] : []));
  return properties.length === 1 ? `${properties[0]} took another value` : `One of ${properties.join(', ')} took another value`;
};

export const eventSummary = (type: EventType): string => (isDerivedEvent(type) ? derivedSummary(type) : event_summaries[type]);

/** One event as the live stream sends it. */
export const StreamedEvent = z.object({
  sequence: z.int().nonnegative().describe('Position in the log of the fleet, without gaps'),
  id: z.ulid(),
  type: EventType,
  vehicle_id: VehicleId,
  occurred_at: instant,
  received_at: instant,
  flow_id: z.string().describe('The flow id of the request that caused it'),
  data: z.record(z.string(), z.unknown()),
});
