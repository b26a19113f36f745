import { z } from 'zod';
import { longest_radius_in_meters, most_corners, type RingFault, ringFault, shortest_radius_in_meters } from './geofence.ts';
import { VehicleType } from './vehicle-enums.ts';
import { Position } from './vehicle-state-schema.ts';

const ring_texts: Record<RingFault, string> = {
  not_closed: 'The last point must be the first one again',
  too_few: 'A polygon has at least three corners',
  repeated: 'Two corners that follow one another are the same',
  too_wide: 'A polygon is at most 90 degrees high and wide',
  around_pole: 'A polygon cannot go around a pole; a circle can',
  self_intersection: 'The border crosses or touches itself',
  no_area: 'All corners lie on one line',
};

const Corner = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const Ring = z
  .array(Corner)
  .max(most_corners + 1)
  .superRefine((ring, context) => {
    const fault = ringFault(ring);
    if (fault) context.addIssue({ code: 'custom', message: ring_texts[fault] });
  });

export const CircleShape = z.strictObject({
  type: z.literal('CIRCLE'),
  center: Position.strict(),
  radius_in_meters: z.number().min(shortest_radius_in_meters).max(longest_radius_in_meters),
});
export const PolygonShape = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z
    .array(Ring)
    .length(1)
    .describe(
      `GeoJSON (RFC 7946) with one ring: closed, at most ${most_corners} corners, longitude first. It may cross the antimeridian as it stands`,
    ),
});
export const GeofenceShape = z.discriminatedUnion('type', [CircleShape, PolygonShape]);
export type GeofenceShape = z.infer<typeof GeofenceShape>;

export const GeofenceVehicles = z.strictObject({
  tags: z.array(z.string().max(50).trim().min(1)).max(20).optional().describe('All of them must be present'),
  brand: z.array(z.string().max(100).trim().min(1)).max(20).optional().describe('One of these makes, in any case'),
  vehicle_type: z.array(VehicleType).max(8).optional().describe('One of these'),
});
export type GeofenceVehicles = z.infer<typeof GeofenceVehicles>;
