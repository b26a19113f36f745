import { z } from 'zod';
import { type DerivedEventType, derived_events, type EventType, isDerivedEvent } from '#lib/domain/event.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { state_values } from '#lib/domain/vehicle-state-schema.ts';
import type { StreamedEvent } from '../event-data.ts';
import { archived_vehicle, command, fleet_id, flow_id, initiated_by, reported_at, state, vehicle, vehicle_id } from './example-vehicle.ts';

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

const own: Record<Exclude<EventType, DerivedEventType>, Record<string, unknown>> = {
  VehicleStateRecorded: { ...toStateRecord(state) },
  VehicleCreated: { reasons: ['VEHICLE_ADDED'], vehicle, initiated_by },
  VehicleChanged: { reasons: ['RENTAL_STATUS_CHANGED'], vehicle, initiated_by },
  VehicleRemoved: { vehicle_id, fleet_id, archived_at: archived_vehicle.archived_at, initiated_by },
  CommandRequested: { vehicle_id, fleet_id, command: { ...requested, status: 'REQUESTED' } },
  CommandProgressed: { vehicle_id, fleet_id, command: { ...requested, sent_at, status: 'DISPATCHING' } },
  CommandExecuted: { vehicle_id, fleet_id, command },
};

/** An event of this type as the live stream sends it. */
export const eventExample = (type: EventType): z.infer<typeof StreamedEvent> => ({
  sequence: 184_467,
  id: '01JA0B7SCYX2V9T4H6MJKQ8D3W',
  type,
  vehicle_id,
  occurred_at: reported_at,
  received_at: '2026-05-18T09:41:07.300Z',
  flow_id,
  data: isDerivedEvent(type) ? change(type) : own[type],
});
