import { z } from 'zod';
import { type DerivedEventType, derived_events, type EventType, isDerivedEvent, schemaMajorVersion } from '#lib/domain/event.ts';
import type { EventEnvelope } from '#lib/domain/event-schema.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { state_values } from '#lib/domain/vehicle-state-schema.ts';
import type { StreamedEvent } from '../event-data.ts';
import type { public_event_operations } from '../public-events.ts';
import type { ExamplesOf } from './example-type.ts';
import { archived_vehicle, command, fleet_id, flow_id, initiated_by, reported_at, state, vehicle, vehicle_id } from './example-vehicle.ts';
import { geofence } from './geofence-examples.ts';
import { begun_trip, ended_trip, trip } from './trip-examples.ts';

/** Two values that a property can change between. */
const valuesOf = (property: StateProperty): [unknown, unknown] => {
  const schema: z.ZodType = state_values[property];
  if (schema instanceof z.ZodEnum) return [schema.options[0], schema.options[1]];
  return [false, true];
};

const change = (type: DerivedEventType) => {
  const properties = Object.keys(derived_events) as (keyof typeof derived_events)[];
  const property = properties.find((name) => derived_events[name] === type) ?? 'central_lock';
  const [previous, current] = valuesOf(property);
  return { vehicle_id, fleet_id, property, previous, current, position: state.position?.value };
};

const { finished_at: _finished, settled_by: _settled, sent_at, ...requested } = command;

const { id: geofence_id, name } = geofence;
const crossing = { vehicle_id, fleet_id, geofence: { id: geofence_id, name }, position: state.position?.value };

const own: Record<Exclude<EventType, DerivedEventType>, Record<string, unknown>> = {
  VehicleStateRecorded: { vehicle_id, fleet_id, vehicle_state: state },
  VehicleCreated: { reasons: ['VEHICLE_ADDED'], vehicle, initiated_by },
  VehicleChanged: { reasons: ['RENTAL_STATUS_CHANGED'], vehicle, initiated_by },
  VehicleRemoved: { vehicle_id, fleet_id, archived_at: archived_vehicle.archived_at, initiated_by },
  CommandRequested: { vehicle_id, fleet_id, command: { ...requested, status: 'REQUESTED' } },
  CommandProgressed: { vehicle_id, fleet_id, command: { ...requested, sent_at, status: 'DISPATCHING' } },
  CommandExecuted: { vehicle_id, fleet_id, command },
  TripStarted: { vehicle_id, fleet_id, trip: begun_trip },
  TripEnded: { vehicle_id, fleet_id, trip: ended_trip },
  TripMetricsReady: { vehicle_id, fleet_id, trip },
  GeofenceEntered: crossing,
  GeofenceLeft: crossing,
  TripDiscarded: { vehicle_id, fleet_id, trip: { ...ended_trip, ended_at: '2026-05-18T09:14:31.000Z' } },
};

const sequence = 184_467;
const id = '01JA0B7SCYX2V9T4H6MJKQ8D3W';
const dataOf = (type: EventType) => (isDerivedEvent(type) ? change(type) : own[type]);

/** A public event of this type in its envelope. */
export const envelopeExample = (type: EventType): EventEnvelope => ({
  metadata: { id, type, schema_major_version: schemaMajorVersion(type), occurred_at: reported_at, flow_id, sequence },
  data: dataOf(type),
});

/** An event of this type as the live stream sends it. */
export const liveEventExample = (type: EventType): z.infer<typeof StreamedEvent> => ({
  sequence,
  id,
  type,
  vehicle_id,
  occurred_at: reported_at,
  received_at: '2026-05-18T09:41:07.300Z',
  flow_id,
  data: type === 'VehicleStateRecorded' ? { ...toStateRecord(state) } : dataOf(type),
});

export const event_list_examples: ExamplesOf<keyof typeof public_event_operations> = {
  listEvents: {
    query: { after: 184_466, topic: ['VehicleStateChange'] },
    output: { items: [envelopeExample('CentralLockChanged')], next_after: 184_470, more: false },
  },
};
