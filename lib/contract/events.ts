import { z } from 'zod';
import { Initiator } from '#lib/domain/command-schema.ts';
import { EventType } from '#lib/domain/event-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { Position, VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import { operation, page, text_in_parts } from './define.ts';
import { routes } from './routes.ts';

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

export const event_operations = {
  getEventLogEntry: operation({
    ...routes.getEventLogEntry,
    summary: 'Get an entry of the event log',
    area: 'Events',
    permission: 'events-trips.ro',
    params: z.strictObject({ event_id: z.ulid() }),
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
  queryEventLog: operation({
    ...routes.queryEventLog,
    summary: 'Query the event log, newest first',
    area: 'Events',
    permission: 'events-trips.ro',
    body: EventLogQuery,
    output: page(EventLogEntry),
  }),
};
