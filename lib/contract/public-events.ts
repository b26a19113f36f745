import { z } from 'zod';
import { EventEnvelope, EventTopic, PublicEventType } from '#lib/domain/event-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { operation, repeated } from './define.ts';
import { routes } from './routes.ts';

export const stream_path = '/events/stream';
export const stream_alive_interval_ms = 15_000;

const filter = {
  topic: repeated(EventTopic).describe('Events of this topic; repeat for several'),
  event_type: repeated(PublicEventType).describe('Events of this type; repeat for several'),
  vehicle_id: repeated(VehicleId).describe('Events of this vehicle; repeat for several'),
};

export const EventStreamQuery = z.strictObject({
  ...filter,
  after: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('Sequence of the last event that you have; without it the stream begins now'),
});
export type EventStreamQuery = z.output<typeof EventStreamQuery>;

export const EventListQuery = z.strictObject({
  ...filter,
  after: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('Sequence of the last event that you have; without it the list begins with the oldest that can be had'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Events per page'),
});

export const EventReset = z.object({
  oldest: z.int().describe('The first sequence that can still be had'),
  newest: z.int().describe('The last sequence of the log'),
});

export const EventList = z.object({
  items: z.array(EventEnvelope),
  next_after: z.int().describe('Ask with this as `after` for what follows, now or later'),
  more: z.boolean().describe('There is more to be had already; a page can be empty all the same'),
  reset: EventReset.optional().describe('The asked sequence is no longer held: what follows it up to `oldest` is missing here'),
});

export const public_event_operations = {
  listEvents: operation({
    ...routes.listEvents,
    summary: 'List the events of the fleet in sequence',
    area: 'Events',
    permission: 'any',
    query: EventListQuery,
    output: EventList,
    ours: true,
  }),
};
