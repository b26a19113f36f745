import { z } from 'zod';
import { Initiator } from '#lib/domain/command-schema.ts';
import { EventType } from '#lib/domain/event-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { Position } from '#lib/domain/vehicle-state-schema.ts';
import { operation, page } from './define.ts';
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
  initiated_by: Initiator.optional(),
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

export const event_operations = {
  queryEventLog: operation({
    ...routes.queryEventLog,
    summary: 'Query the event log, newest first',
    area: 'Events',
    permission: 'events-trips.ro',
    body: EventLogQuery,
    output: page(EventLogEntry),
  }),
};
