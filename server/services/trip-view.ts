import type { Trip, TripMetrics } from '#lib/domain/trip-schema.ts';
import type { TripRow } from '#server/store/trips.ts';

const positionOf = (lat: number | null, lon: number | null) => (lat === null || lon === null ? undefined : { lat, lon });

const metricsOf = ({ started_at, ended_at, distance, max_speed, energy_used }: TripRow): TripMetrics => ({
  ...(distance !== null && { distance_in_kilometers: distance }),
  duration_in_seconds: (Date.parse(ended_at ?? started_at) - Date.parse(started_at)) / 1000,
  ...(max_speed !== null && { max_speed_in_kilometers_per_hour: max_speed }),
  ...(energy_used !== null && { energy_used_in_percent: energy_used }),
});

/** A trip as the API and its events tell it. */
export const toTrip = (row: TripRow): Trip => {
  const start_position = positionOf(row.start_lat, row.start_lon);
  const end_position = positionOf(row.end_lat, row.end_lon);
  return {
    id: row.id,
    vehicle_id: row.vehicle_id,
    trigger: row.trip_trigger as Trip['trigger'],
    started_at: row.started_at,
    ...(row.ended_at !== null && { ended_at: row.ended_at }),
    ...(start_position && { start_position }),
    ...(end_position && { end_position }),
    ...(row.status === 'DONE' && { metrics: metricsOf(row) }),
  };
};
