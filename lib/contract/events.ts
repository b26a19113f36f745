import { z } from 'zod';
import { Initiator } from '#lib/domain/command-schema.ts';
import { EventType } from '#lib/domain/event-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { Position, VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { operation, page, text_in_parts } from './define.ts';
import { routes } from './routes.ts';

const mark = { at: z.iso.datetime(), by: Initiator };

/** What people made of an event. */
export const EventMarks = z.object({
  acknowledgement: z.object(mark).optional(),
  assignment: z.object({ ...mark, to: z.object({ id: z.string(), name: z.string() }) }).optional(),
  comments: z.array(z.object({ id: z.string(), ...mark, text: z.string() })).describe('Oldest first'),
});
export type EventMarks = z.infer<typeof EventMarks>;

export const EventLogEntry = z.object({
  id: z.string(),
  sequence: z.int(),
  event_type: z.string(),
  type: EventType,
  vehicle_id: VehicleId,
  occurred_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
  position: z.object({ value: Position }).optional(),
  data: z.record(z.string(), z.unknown()),
  vehicle_state: VehicleState.optional().describe('On a single entry: the whole state of the vehicle as it was after the event'),
  initiated_by: Initiator.optional(),
  linked_event_id: z.string().optional().describe('The state event that a change of state was seen in'),
  flow_id: z.string(),
  marks: EventMarks.optional().describe('Absent while nobody has acknowledged, taken or commented it'),
});
export type EventLogEntry = z.infer<typeof EventLogEntry>;

export const EventLogQuery = z.strictObject({
  vehicle_id: VehicleId.optional(),
  occurred_after: z.iso.datetime().optional(),
  occurred_before: z.iso.datetime().optional(),
  event_types: z.array(z.string().max(50)).max(50).optional(),
  limit: z.int().min(1).max(1000).default(100),
  page_token: z.string().max(1000).optional(),
});
export type EventLogQuery = z.output<typeof EventLogQuery>;

export const EventLogExport = EventLogQuery.extend({
  limit: z.int().min(1).max(1_000_000).optional().describe('At most so many of the newest; without it all'),
});

const event_path = z.strictObject({ event_id: z.ulid() });

export const event_operations = {
  getEventLogEntry: operation({
    ...routes.getEventLogEntry,
    summary: 'Get an entry of the event log',
    area: 'Events',
    permission: 'events-trips.ro',
    params: event_path,
    output: EventLogEntry,
    ours: true,
  }),
  exportEventLog: operation({
    ...routes.exportEventLog,
    summary: 'Export the event log as CSV, newest first',
    area: 'Events',
    permission: 'events-trips.ro',
    body: EventLogExport,
    output: text_in_parts,
    media: 'text/csv',
    ours: true,
  }),
  acknowledgeEvent: operation({
    ...routes.acknowledgeEvent,
    summary: 'Acknowledge an event, or take that back',
    area: 'Events',
    permission: 'vehicle-commands',
    params: event_path,
    body: z.strictObject({ acknowledged: z.boolean().optional().describe('Without it: yes') }),
    body_optional: true,
    output: EventMarks,
    status: 200,
    ours: true,
  }),
  assignEvent: operation({
    ...routes.assignEvent,
    summary: 'Assign an event to a person, or to nobody',
    area: 'Events',
    permission: 'vehicle-commands',
    params: event_path,
    body: z.strictObject({ user_id: z.ulid().nullable() }),
    output: EventMarks,
    status: 200,
    ours: true,
  }),
  commentEvent: operation({
    ...routes.commentEvent,
    summary: 'Comment an event',
    area: 'Events',
    permission: 'vehicle-commands',
    params: event_path,
    body: z.strictObject({ text: z.string().max(1000).trim().min(1) }),
    output: EventMarks,
    status: 201,
    ours: true,
  }),
  queryEventLog: operation({
    ...routes.queryEventLog,
    summary: 'Query the event log, newest first',
    area: 'Events',
    permission: 'events-trips.ro',
    body: EventLogQuery,
    output: page(EventLogEntry),
  }),
};
