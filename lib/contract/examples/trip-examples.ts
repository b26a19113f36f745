import type { Trip } from '#lib/domain/trip-schema.ts';
import type { trip_operations } from '../trips.ts';
import type { ExamplesOf } from './example-type.ts';
import { page_token, vehicle_id } from './example-vehicle.ts';

export const begun_trip: Trip = {
  id: '01JA09T2GS4M8N6XBR7KVQ5ZEH',
  vehicle_id,
  trigger: 'DRIVING_ENABLED',
  started_at: '2026-05-18T09:14:02.000Z',
  start_position: { lat: -34.89712, lon: -56.16553 },
};
export const ended_trip: Trip = { ...begun_trip, ended_at: '2026-05-18T09:32:47.000Z', end_position: { lat: -34.90561, lon: -56.18842 } };
export const trip: Trip = {
  ...ended_trip,
  metrics: {
    distance_in_kilometers: 6.4,
    duration_in_seconds: 1125,
    max_speed_in_kilometers_per_hour: 58,
    energy_used_in_percent: 3,
  },
};
const params = { trip_id: trip.id };

export const trip_examples: ExamplesOf<keyof typeof trip_operations> = {
  listTrips: {
    query: { vehicle_id: [vehicle_id], started_after: '2026-05-18T00:00:00Z' },
    output: { items: [trip], next_page_token: page_token },
  },
  getTrip: { params, output: trip },
  getTripTrack: {
    params,
    output: {
      items: [
        { occurred_at: '2026-05-18T09:14:10.000Z', lat: -34.89712, lon: -56.16553, speed: 0 },
        { occurred_at: '2026-05-18T09:14:40.000Z', lat: -34.89861, lon: -56.16702, speed: 41 },
      ],
    },
  },
};
