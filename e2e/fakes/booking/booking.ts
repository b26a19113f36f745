/**
 * A booking system in small: people rent vehicles of the simulated city. It knows the fleet by the public REST API alone, as any integrator's
 * system would; the world only tells it where renters stand. Errors of the API never end it: it waits longer and tries again.
 */

import { between, pick, type Random } from '../world/random.ts';
import type { World } from '../world/world.ts';
import { ApiProblem, type CallApi } from './api-client.ts';
import { type ListedVehicle, listFleet, lockCommands, unlockCommands } from './fleet-list.ts';

export interface BookingOptions {
  world: World;
  call: CallApi;
  random: Random;
  clock: () => number;
  log: (message: string) => void;
  /** Milliseconds between two rental starts, least and most. */
  start_interval_ms?: readonly [number, number];
  /** How often rentals are looked after. */
  step_ms?: number;
}

const list_interval_ms = 300_000;
const retry_ms = 30_000;
const longest_back_off_ms = 300_000;
const return_attempts = 8;
const least_energy_percent = 25;
/** Rental statuses put right per step, so that a restart does not meet the API with hundreds of calls at once. */
const corrections_per_step = 5;

/** Starts the booking system; `stop` resolves when nothing of it runs any more. */
export const startBooking = (options: BookingOptions): { stop(): Promise<void> } => {
  const { world, call, random, clock, log, start_interval_ms = [10_000, 15_000], step_ms = 2000 } = options;
  const returns = new Map<string, { attempts: number; next_at: number }>();
  let fleet = new Map<string, ListedVehicle>();
  let listed_at = Number.NEGATIVE_INFINITY;
  let next_start_at = clock();
  let failures = 0;
  let quiet_until = 0;

  const setRental = (vehicle: ListedVehicle, value: 'IN_RENTAL' | 'NOT_IN_RENTAL') =>
    call('PUT', `/vehicles/${vehicle.id}/rental-status`, { value });
  const command = async (vehicle: ListedVehicle, names: string[]) => {
    for (const name of names) await call('POST', `/vehicles/${vehicle.id}/commands/${name}`);
  };

  const refreshFleet = async () => {
    if (clock() - listed_at < list_interval_ms) return;
    fleet = await listFleet(call);
    listed_at = clock();
  };

  /** What the street says counts: after a restart both sides may differ. */
  const correctRentals = async () => {
    const wrong = world.vehicles.flatMap((vehicle) => {
      const listed = fleet.get(vehicle.unit_id);
      const value = vehicle.rental ? 'IN_RENTAL' : 'NOT_IN_RENTAL';
      return listed && vehicle.online && listed.rental_status.value !== value ? [{ listed, value } as const] : [];
    });
    for (const { listed, value } of wrong.slice(0, corrections_per_step)) {
      await setRental(listed, value);
      listed.rental_status.value = value;
    }
  };

  const startOne = async () => {
    const free = world.vehicles.filter((vehicle) => {
      const listed = fleet.get(vehicle.unit_id);
      const ready = vehicle.online && vehicle.phase === 'parked' && !vehicle.rental && vehicle.energy_percent >= least_energy_percent;
      return ready && vehicle.scenario.stale_position_hours === undefined && listed?.operation_status.value === 'OPERATING';
    });
    if (free.length === 0) return;
    const { unit_id } = pick(random, free);
    const listed = fleet.get(unit_id);
    if (!listed) return;
    await setRental(listed, 'IN_RENTAL');
    listed.rental_status.value = 'IN_RENTAL';
    await command(listed, unlockCommands(listed));
    world.startRental(unit_id);
  };

  const giveBack = async (unit_id: string, listed: ListedVehicle) => {
    const attempt = returns.get(unit_id) ?? { attempts: 0, next_at: 0 };
    if (attempt.next_at > clock()) return;
    returns.set(unit_id, { attempts: attempt.attempts + 1, next_at: clock() + retry_ms });
    try {
      await command(listed, lockCommands(listed));
    } catch (error) {
      if (attempt.attempts + 1 < return_attempts) throw error;
    }
    await setRental(listed, 'NOT_IN_RENTAL');
    listed.rental_status.value = 'NOT_IN_RENTAL';
    world.endRental(unit_id);
    returns.delete(unit_id);
  };

  const giveBackArrived = async () => {
    for (const { unit_id, rental } of world.vehicles) {
      const listed = rental === 'short' && world.hasArrived(unit_id) ? fleet.get(unit_id) : undefined;
      if (listed) await attemptTo(`give ${listed.id} back`, () => giveBack(unit_id, listed));
    }
  };

  /** A refusal concerns one vehicle and is no news; a silent or broken API makes everything wait. */
  const attemptTo = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      if (failures > 0) log('The API answers again');
      failures = 0;
    } catch (error) {
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 600 && error.type.startsWith('/problems/vehicle/')) return;
      failures += 1;
      quiet_until = clock() + Math.min(longest_back_off_ms, 5000 * 2 ** Math.min(failures, 6));
      if (failures === 1) log(`Could not ${what}: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  };

  const step = async () => {
    if (clock() < quiet_until) return;
    await attemptTo('list the fleet', refreshFleet);
    if (clock() < quiet_until) return;
    await attemptTo('correct rental statuses', correctRentals);
    await giveBackArrived();
    if (clock() < next_start_at || clock() < quiet_until) return;
    next_start_at = clock() + between(random, ...start_interval_ms);
    await attemptTo('start a rental', startOne);
  };

  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = step().finally(() => {
      busy = false;
    });
  }, step_ms);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
