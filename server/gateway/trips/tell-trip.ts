import { toTrip } from '#server/services/trip-view.ts';
import type { TripRow } from '#server/store/trips.ts';
import type { Emit, NewEvent } from '#server/store/write.ts';

type TripEvent = Extract<NewEvent['type'], `Trip${string}`>;

/** The fleet alone: another one that uses the vehicle has trips of its own, by its own trigger. */
export const tellTrip = (emit: Emit, type: TripEvent, row: TripRow): void => {
  const { fleet_id, vehicle_id, flow_id } = row;
  const occurred_at = type === 'TripStarted' ? row.started_at : (row.ended_at ?? row.started_at);
  emit({ fleet_id, type, vehicle_id, occurred_at, flow_id, data: { vehicle_id, fleet_id, trip: toTrip(row) }, partner_data: null });
};
