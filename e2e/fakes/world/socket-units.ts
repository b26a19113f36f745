/** The simulated units that dial in over TCP, each reading through to its vehicle. */
import { z } from 'zod';
import { findModel } from '#lib/catalogue/catalogue.ts';
import { createOkaiUnit } from '../okai/unit.ts';
import { createQueclinkUnit } from '../queclink/unit.ts';
import { createTeltonikaUnit } from '../teltonika/unit.ts';
import { viewAsUnit } from './unit-view.ts';
import type { SimulatedVehicle } from './vehicle.ts';

export interface SocketUnit {
  start(): void;
  stop(): void;
  /** Tells the present state. */
  report(): void;
}

export interface UnitPlace {
  host: string;
  port: number;
  clock: () => number;
  /** Of units that have one each. */
  password: string;
}

type MakeUnit = (vehicle: SimulatedVehicle, place: UnitPlace) => SocketUnit;

const Wiring = z.object({ output: z.int(), active_means: z.enum(['driving_disabled', 'driving_enabled']) });
const TeltonikaSettings = z.looseObject({ wiring: Wiring.extend({ output: z.literal([1, 2]) }).optional() });
const Pulse = z.looseObject({ output: z.int() });
const QueclinkSettings = z.looseObject({
  template: z.enum(['gv200', 'gv300', 'gmt100']),
  wiring: Wiring.optional(),
  central_lock: z.object({ unlock: Pulse, lock: Pulse }).optional(),
});

const settingsOf = (vehicle: SimulatedVehicle) => findModel(vehicle.scenario.vehicle_model_id)?.settings ?? {};
const reconnect_after_ms = 5_000;
const heartbeat_interval_ms = 300_000;

const makeTeltonika: MakeUnit = (vehicle, { host, port, clock }) => {
  const { wiring } = TeltonikaSettings.parse(settingsOf(vehicle));
  const state = viewAsUnit(vehicle);
  const limits = { reconnect_after_ms, max_buffered_records: 200 };
  const unit = createTeltonikaUnit({ imei: vehicle.unit_id, host, port, clock, state, ...limits, ...(wiring && { wiring }) });
  return { start: unit.start, stop: unit.stop, report: () => unit.record() };
};

const trackOptions = (vehicle: SimulatedVehicle, place: UnitPlace) => ({
  ...place,
  imei: vehicle.unit_id,
  state: viewAsUnit(vehicle),
  heartbeat_interval_ms,
  reconnect_after_ms,
});

const makeQueclink: MakeUnit = (vehicle, place) => {
  const { template, wiring: relay, central_lock } = QueclinkSettings.parse(settingsOf(vehicle));
  const locks = central_lock && { unlock_output: central_lock.unlock.output, lock_output: central_lock.lock.output };
  const unit = createQueclinkUnit({ ...trackOptions(vehicle, place), template, wiring: { ...(relay && { relay }), ...locks } });
  let { ignition } = vehicle;
  return {
    start: unit.start,
    stop: unit.stop,
    report: () => {
      if (vehicle.ignition !== ignition) unit.report(vehicle.ignition ? 'GTIGN' : 'GTIGF');
      ignition = vehicle.ignition;
      unit.report();
    },
  };
};

export const socket_units: Record<string, MakeUnit> = {
  TELTONIKA: makeTeltonika,
  OKAI: (vehicle, place) => createOkaiUnit(trackOptions(vehicle, place)),
  QUECLINK: makeQueclink,
};
