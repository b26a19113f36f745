import { between, type Random } from './random.ts';
import type { SimulatedVehicle } from './vehicle.ts';

export interface Intervals {
  moving_ms: number;
  standing_ms: number;
}

/** What a unit reports at once when it changes. */
const statusOf = ({ ignition, locked, driving_enabled, doors_open, charging }: SimulatedVehicle): string =>
  `${ignition}${locked}${driving_enabled}${doors_open}${charging}`;

/** Says which vehicles have something to report now: at a change, and else by time, spread so that they do not speak as one. */
export const createReportSchedule = (vehicles: readonly SimulatedVehicle[], intervals: Intervals, random: Random, now: number) => {
  const entries = vehicles.map((vehicle) => ({
    vehicle,
    status: statusOf(vehicle),
    next_at: now + between(random, 0, intervals.standing_ms),
  }));
  return {
    due: (at: number): SimulatedVehicle[] =>
      entries
        .filter((entry) => {
          const { vehicle } = entry;
          const status = statusOf(vehicle);
          const interval_ms = vehicle.speed > 0 || vehicle.ignition ? intervals.moving_ms : intervals.standing_ms;
          const is_due = vehicle.online && (status !== entry.status || at >= entry.next_at || entry.next_at - at > interval_ms * 1.1);
          if (!is_due) return false;
          entry.status = status;
          entry.next_at = at + interval_ms * between(random, 0.9, 1.1);
          return true;
        })
        .map((entry) => entry.vehicle),
  };
};
