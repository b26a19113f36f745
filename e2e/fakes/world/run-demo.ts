/** Brings the simulated city to life behind the fake vendors: one timer moves the world, the units, the pushes and, at times, the disk. */

import { createApiClient } from '../booking/api-client.ts';
import { startBooking } from '../booking/booking.ts';
import type { ReceivedMail } from '../smtp/fake-smtp.ts';
import type { DemoFile } from './demo-file.ts';
import { createPushFleet } from './push-fleet.ts';
import { createRandom } from './random.ts';
import { createScenario } from './scenario.ts';
import { createSignalFleet } from './signal-fleet.ts';
import { applySnapshot, takeSnapshot, type WorldSnapshot } from './snapshot.ts';
import { createUnitFleet, type UnitListeners } from './unit-fleet.ts';
import { startVendors } from './vendors.ts';
import { createWorld } from './world.ts';

export interface DemoOptions {
  demo: DemoFile;
  /** Of Motorpool's web process, with `/api/v1`. */
  api_url: string;
  /** Of the gateway's push endpoints. */
  gateway_url: string;
  /** Where units dial in, by brand; without a port the listener is off. */
  unit_listeners: UnitListeners;
  snapshot: WorldSnapshot;
  saveSnapshot: (snapshot: WorldSnapshot) => void;
  clock: () => number;
  /** A mail of the installation has come. */
  onMail: (mail: ReceivedMail) => void;
  log: (message: string) => void;
}

const tick_ms = 1000;
const ticks_per_save = 60;

/** Resolves when the vendors answer. `stop` keeps the world on disk and ends everything; it waits for nobody. */
export const runDemo = async (options: DemoOptions): Promise<{ stop(): Promise<void> }> => {
  const { demo, clock, log } = options;
  const { seed, count } = demo.scenario;
  const scenario = createScenario({ seed, count });
  const vehicles = applySnapshot([...scenario.vehicles, ...scenario.spare], options.snapshot);
  const world = createWorld({ seed, clock, vehicles });
  const vendors = await startVendors({
    demo,
    vehicles: world.vehicles,
    push_url: `${options.gateway_url}${demo.segway.push_path}`,
    resumed: Object.keys(options.snapshot).length > 0,
    clock,
    onMail: options.onMail,
  });
  const units = createUnitFleet({
    vehicles: world.vehicles,
    listeners: options.unit_listeners,
    passwords: demo.unit_passwords,
    clock,
    seed,
  });
  const pushes = createPushFleet({ vehicles: vendors.push_vehicles, push: vendors.push, clock, seed, log });
  const signals = createSignalFleet({ vehicles: vendors.reporting_vehicles, report: vendors.report, clock, seed });
  const call = createApiClient({ api_url: options.api_url, ...demo.api_client }, clock);
  const booking = startBooking({ world, call, random: createRandom(seed), clock, log });

  let ticks = 0;
  const timer = setInterval(() => {
    world.tick();
    units.tick();
    pushes.tick();
    signals.tick();
    ticks += 1;
    if (ticks % ticks_per_save !== 0) return;
    options.saveSnapshot(takeSnapshot(world.vehicles));
    vendors.forget();
  }, tick_ms);

  return {
    stop: async () => {
      clearInterval(timer);
      void booking.stop();
      options.saveSnapshot(takeSnapshot(world.vehicles));
      units.stop();
      await vendors.close();
    },
  };
};
