import { z } from 'zod';
import { operation } from './define.ts';
import { StreamedEvent } from './event-data.ts';
import { FleetSnapshot } from './fleet.ts';
import { routes } from './routes.ts';

export const PastFleet = FleetSnapshot.extend({
  at: z.iso.datetime().describe('The moment that is shown'),
  history_from: z.iso.datetime().describe('Where the log begins'),
});
export type PastFleet = z.infer<typeof PastFleet>;

export const FleetLogQuery = z.strictObject({
  after: z.coerce.number().int().nonnegative().describe('Sequence of what is known already'),
  before: z.iso.datetime().optional().describe('Only what was recorded before this; without it all'),
  limit: z.coerce.number().int().min(1).max(20_000).default(2000).describe('Entries of the log to look at'),
  step_in_seconds: z.coerce.number().int().min(0).max(3600).default(0).describe('0: every state record by itself'),
});

export const FleetLog = z.object({
  items: z.array(StreamedEvent),
  next_after: z.int().describe('Ask with this as `after` for what follows'),
  until: z.iso.datetime().describe('Everything recorded before this is told'),
  more: z.boolean().describe('The log goes on behind `until`'),
});
export type FleetLog = z.infer<typeof FleetLog>;

export const past_operations = {
  getFleetAt: operation({
    ...routes.getFleetAt,
    summary: 'The whole fleet as it was at a moment, in columns',
    area: 'Vehicles',
    permission: 'events-trips.ro',
    query: z.strictObject({ at: z.iso.datetime() }),
    output: PastFleet,
    ours: true,
  }),
  listFleetLog: operation({
    ...routes.listFleetLog,
    summary: 'What happened to the fleet from a place in its log on',
    area: 'Events',
    permission: 'events-trips.ro',
    query: FleetLogQuery,
    output: FleetLog,
    ours: true,
  }),
};
