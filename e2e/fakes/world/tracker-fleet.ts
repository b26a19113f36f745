import { z } from 'zod';
import { findModel } from '#lib/catalogue/catalogue.ts';
import { createTeltonikaUnit, type TeltonikaUnit } from '../teltonika/unit.ts';
import { createRandom } from './random.ts';
import { createReportSchedule } from './report-schedule.ts';
import { viewAsUnit } from './unit-view.ts';
import type { SimulatedVehicle } from './vehicle.ts';

const ModelSettings = z.looseObject({
  wiring: z.object({ output: z.literal([1, 2]), active_means: z.enum(['driving_disabled', 'driving_enabled']) }).optional(),
});

const intervals = { moving_ms: 10_000, standing_ms: 120_000 };
/** A listener lets few unidentified units of one address wait, and a real fleet does not dial in as one either. */
const connects_per_tick = 4;

/** The trackers of the simulated cars. `tick` once a second: connects a few more, and lets those report that have something to say. */
export const createTrackerFleet = (options: {
  vehicles: readonly SimulatedVehicle[];
  host: string;
  port: number;
  clock: () => number;
  seed: number;
}) => {
  const { clock } = options;
  const vehicles = options.vehicles.filter((vehicle) => vehicle.online);
  const units = new Map<SimulatedVehicle, TeltonikaUnit>(
    vehicles.map((vehicle) => {
      const { wiring } = ModelSettings.parse(findModel(vehicle.scenario.vehicle_model_id)?.settings ?? {});
      const unit = createTeltonikaUnit({
        imei: vehicle.unit_id,
        host: options.host,
        port: options.port,
        state: viewAsUnit(vehicle),
        ...(wiring && { wiring }),
        clock,
        reconnect_after_ms: 5000,
        max_buffered_records: 200,
      });
      return [vehicle, unit];
    }),
  );
  const schedule = createReportSchedule(vehicles, intervals, createRandom(options.seed), clock());
  const waiting = [...units.values()];
  return {
    units: [...units.values()] as readonly TeltonikaUnit[],
    tick: (): void => {
      for (const unit of waiting.splice(0, connects_per_tick)) {
        unit.record();
        unit.start();
      }
      for (const vehicle of schedule.due(clock())) units.get(vehicle)?.record();
    },
    stop: (): void => {
      for (const unit of units.values()) unit.stop();
    },
  };
};
