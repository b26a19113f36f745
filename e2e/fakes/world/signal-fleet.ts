import { createRandom } from './random.ts';
import { createReportSchedule } from './report-schedule.ts';
import type { SimulatedVehicle } from './vehicle.ts';

const intervals = { moving_ms: 15_000, standing_ms: 60_000 };

/** Cars whose maker's cloud writes what they report into a log: at a change, and else from time to time. */
export const createSignalFleet = (options: {
  vehicles: readonly SimulatedVehicle[];
  report: (unit_id: string) => void;
  clock: () => number;
  seed: number;
}) => {
  const schedule = createReportSchedule(options.vehicles, intervals, createRandom(options.seed), options.clock());
  return {
    tick: (): void => {
      for (const { unit_id } of schedule.due(options.clock())) options.report(unit_id);
    },
  };
};
