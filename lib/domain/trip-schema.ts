import { z } from 'zod';
import { trip_triggers } from './fleet-settings.ts';
import { VehicleId } from './vehicle.ts';
import { Position } from './vehicle-state-schema.ts';

export const TripMetrics = z.object({
  distance_in_kilometers: z
    .number()
    .nonnegative()
    .optional()
    .describe('By the mileage, where the vehicle told it during the trip, else along its positions; absent: it told neither'),
  duration_in_seconds: z.number().nonnegative(),
  max_speed_in_kilometers_per_hour: z.number().nonnegative().optional().describe('The highest speed that was reported; absent: none was'),
  energy_used_in_percent: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe('Of the battery or the tank; absent: unknown, or it was charged or filled on the way'),
});
export type TripMetrics = z.infer<typeof TripMetrics>;

export const Trip = z.object({
  id: z.ulid(),
  vehicle_id: VehicleId,
  trigger: z.enum(trip_triggers).describe('What began it'),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().optional().describe('Absent: still under way'),
  start_position: Position.optional(),
  end_position: Position.optional(),
  metrics: TripMetrics.optional().describe('Within a minute of the end'),
});
export type Trip = z.infer<typeof Trip>;
