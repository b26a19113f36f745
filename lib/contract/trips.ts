import { z } from 'zod';
import { speeding_above_kilometers_per_hour, trip_presets } from '#lib/domain/trip.ts';
import { Trip } from '#lib/domain/trip-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { Position } from '#lib/domain/vehicle-state-schema.ts';
import { items, operation, page, paging, repeated } from './define.ts';
import { routes } from './routes.ts';

const area = 'Trips';

export const TripPoint = Position.extend({
  occurred_at: z.iso.datetime(),
  speed: z.number().optional().describe('In kilometres per hour, where it was told with the position'),
});
export type TripPoint = z.infer<typeof TripPoint>;

const of_trips = { area, permission: 'events-trips.ro', ours: true } as const;
const params = z.strictObject({ trip_id: z.ulid() });

export const trip_operations = {
  listTrips: operation({
    ...routes.listTrips,
    ...of_trips,
    summary: 'List trips, newest first',
    query: z.strictObject({
      ...paging,
      vehicle_id: repeated(VehicleId),
      started_after: z.iso.datetime().optional().describe('At this time or later'),
      started_before: z.iso.datetime().optional(),
      preset: z
        .enum(trip_presets)
        .optional()
        .describe(
          `SPEEDING: faster than ${speeding_above_kilometers_per_hour} km/h at any time. SMOKING: none, as long as no unit can detect smoke`,
        ),
    }),
    output: page(Trip),
  }),
  getTrip: operation({ ...routes.getTrip, ...of_trips, summary: 'Read a trip', params, output: Trip }),
  getTripTrack: operation({
    ...routes.getTripTrack,
    ...of_trips,
    summary: 'Read where a trip led',
    params,
    output: items(TripPoint),
  }),
};
