import { createRandom } from './random.ts';
import { createReportSchedule } from './report-schedule.ts';
import { type SocketUnit, socket_units } from './socket-units.ts';
import type { SimulatedVehicle } from './vehicle.ts';

const intervals = { moving_ms: 10_000, standing_ms: 120_000 };
/** A listener lets few unidentified units of one address wait, and a real fleet does not dial in as one either. */
const connects_per_tick = 4;

export type UnitListeners = Record<string, { host: string; port: number | undefined } | undefined>;

/** The units of the simulated vehicles that dial in. `tick` once a second: connects a few more, and lets those report that have something to say. */
export const createUnitFleet = (options: {
  vehicles: readonly SimulatedVehicle[];
  /** By brand; without a port the listener is off. */
  listeners: UnitListeners;
  passwords: Record<string, string>;
  clock: () => number;
  seed: number;
}) => {
  const { clock, listeners, passwords } = options;
  const units = new Map<SimulatedVehicle, SocketUnit>();
  for (const vehicle of options.vehicles) {
    const { host, port } = listeners[vehicle.brand] ?? {};
    const make = socket_units[vehicle.brand];
    if (!make || !vehicle.online || host === undefined || port === undefined) continue;
    units.set(vehicle, make(vehicle, { host, port, clock, password: passwords[vehicle.unit_id] ?? '' }));
  }
  const schedule = createReportSchedule([...units.keys()], intervals, createRandom(options.seed), clock());
  const waiting = [...units.values()];
  return {
    tick: (): void => {
      for (const unit of waiting.splice(0, connects_per_tick)) {
        unit.report();
        unit.start();
      }
      for (const vehicle of schedule.due(clock())) units.get(vehicle)?.report();
    },
    stop: (): void => {
      for (const unit of units.values()) unit.stop();
    },
  };
};
