import { z } from 'zod';
import { EventType } from '#lib/domain/event-schema.ts';
import { numeric_properties } from '#lib/domain/vehicle-state.ts';
import { operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

export const NumericProperty = z.enum(numeric_properties);
export type NumericProperty = z.infer<typeof NumericProperty>;

export const HistoryPoint = z.object({ at: z.iso.datetime(), value: z.number() });
export type HistoryPoint = z.infer<typeof HistoryPoint>;

export const EventCount = z.object({
  at: z.iso.datetime().describe('Start of the window'),
  counts: z.partialRecord(EventType, z.int()),
});
export type EventCount = z.infer<typeof EventCount>;

const span = { after: z.iso.datetime(), before: z.iso.datetime().optional().describe('Without it: now') };

export const history_operations = {
  getStateHistory: operation({
    ...routes.getStateHistory,
    summary: 'Values of a numeric property over time, oldest first',
    area: 'Vehicles',
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({
      property: NumericProperty,
      ...span,
      points: z.coerce.number().int().min(2).max(2000).default(500).describe('At most so many; the extremes stay'),
    }),
    output: z.object({
      items: z.array(HistoryPoint),
      sampled: z.boolean().describe('Some reports were passed over because there were too many'),
    }),
    ours: true,
  }),
  countEvents: operation({
    ...routes.countEvents,
    summary: 'How many events of each type happened in each window of time',
    area: 'Events',
    permission: 'events-trips.ro',
    params: vehicle_path,
    query: z.strictObject({ ...span, window_in_minutes: z.coerce.number().int().min(1).max(1440).default(60) }),
    output: z.object({ items: z.array(EventCount).describe('Windows without events are left out') }),
    ours: true,
  }),
};
