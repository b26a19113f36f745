import { z } from 'zod';
import { largest_radius_in_meters } from '#lib/domain/radius-search.ts';
import { operation } from './define.ts';
import { routes } from './routes.ts';

export const RadiusSearch = z.strictObject({
  center: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  radius_in_meters: z.number().positive().max(largest_radius_in_meters),
  occurred_after: z.iso.datetime(),
  occurred_before: z.iso.datetime().describe('At most 24 hours after `occurred_after`'),
});
export type RadiusSearch = z.infer<typeof RadiusSearch>;

export const VehicleNearby = z.object({
  vehicle_id: z.string(),
  first_at: z.iso.datetime().describe('When the first position within the radius was measured'),
  last_at: z.iso.datetime(),
  closest_in_meters: z.int().nonnegative(),
});
export type VehicleNearby = z.infer<typeof VehicleNearby>;

export const radius_search_operations = {
  searchRadius: operation({
    ...routes.searchRadius,
    summary: 'Which vehicles were near a place, closest first',
    area: 'Events',
    permission: 'radius-search.ro',
    body: RadiusSearch,
    output: z.object({ items: z.array(VehicleNearby) }),
  }),
};
