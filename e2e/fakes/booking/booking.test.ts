import { expect, it, onTestFinished, vi } from 'vitest';
import { createRandom } from '../world/random.ts';
import { loadMontevideo } from '../world/road-graph.ts';
import type { ScenarioVehicle } from '../world/scenario-vehicle.ts';
import { createWorld } from '../world/world.ts';
import { type Listed, startApi } from './api.fixture.ts';
import { createApiClient } from './api-client.ts';
import { startBooking } from './booking.ts';

const graph = loadMontevideo();
const start_at = Date.parse('2026-03-02T12:00:00.000Z');

const parked = (unit_id: string, more: Partial<ScenarioVehicle> = {}): ScenarioVehicle => ({
  brand: 'TEST',
  unit_id,
  vehicle_model_id: '',
  extensions: [],
  master_data: {},
  custom_fields: {},
  tags: [],
  operation_status: 'OPERATING',
  kind: 'car',
  electric: false,
  situation: 'parked',
  lon: graph.lon[5000] ?? 0,
  lat: graph.lat[5000] ?? 0,
  heading: 0,
  mileage_km: 1000,
  energy_percent: 80,
  locked: true,
  driving_enabled: false,
  ...more,
});

/** Everything but the sockets runs on a clock of its own, a few hundred times as fast. */
const startCity = async (vehicles: ScenarioVehicle[], listed: Listed[]) => {
  let now = start_at;
  const clock = () => now;
  const world = createWorld({ seed: 3, clock, vehicles, graph });
  const api = await startApi(world, listed);
  const logged: string[] = [];
  const call = createApiClient({ api_url: api.api_url, client_id: 'F0000#cl1', client_secret: 'hush' }, clock);
  const booking = startBooking({ world, call, random: createRandom(1), clock, log: (message) => logged.push(message), step_ms: 5 });
  const traffic = setInterval(() => {
    for (let second = 0; second < 5; second += 1) {
      now += 1000;
      world.tick();
    }
  }, 5);
  onTestFinished(async () => {
    clearInterval(traffic);
    await booking.stop();
  });
  return { world, logged, ...api };
};

const car = { commands: ['UNLOCK_AND_ENABLE_DRIVING', 'LOCK_AND_DISABLE_DRIVING', 'ENABLE_DRIVING'], rental: 'NOT_IN_RENTAL' };
const scooter = { commands: ['ENABLE_DRIVING', 'DISABLE_DRIVING'], rental: 'NOT_IN_RENTAL' };
const soon = { timeout: 30_000, interval: 20 };

it('rents a car from unlocking to locking and lets it drive in between', async () => {
  const { world, calls } = await startCity([parked('a')], [{ id: 'AAAAA', unit_id: 'a', ...car }]);
  await vi.waitFor(() => expect(world.find('a')?.phase).toBe('driving'), soon);
  await vi.waitFor(() => expect(calls).toContain('PUT AAAAA/rental-status NOT_IN_RENTAL'), soon);
  expect(calls.slice(0, 4)).toEqual([
    'PUT AAAAA/rental-status IN_RENTAL',
    'POST AAAAA/commands/unlock-and-enable-driving',
    'POST AAAAA/commands/lock-and-disable-driving',
    'PUT AAAAA/rental-status NOT_IN_RENTAL',
  ]);
  expect(world.find('a')?.mileage_km).toBeGreaterThan(1001);
});

it('uses the commands that a scooter has, and leaves an empty one alone', async () => {
  const { world, calls } = await startCity(
    [parked('a', { energy_percent: 9 }), parked('b', { kind: 'scooter', electric: true })],
    [
      { id: 'AAAAA', unit_id: 'a', ...car },
      { id: 'BBBBB', unit_id: 'b', ...scooter },
    ],
  );
  await vi.waitFor(() => expect(calls).toContain('POST BBBBB/commands/disable-driving'), soon);
  expect(calls).toContain('POST BBBBB/commands/enable-driving');
  expect(calls.join()).not.toContain('AAAAA');
  expect(world.find('a')?.mileage_km).toBe(1000);
});

it('ends rentals that were under way, and puts right what the API has wrong', async () => {
  const { calls } = await startCity(
    [parked('a', { situation: 'driving', rental: 'short', locked: false, driving_enabled: true }), parked('b', { energy_percent: 5 })],
    [
      { id: 'AAAAA', unit_id: 'a', ...car, rental: 'IN_RENTAL' },
      { id: 'BBBBB', unit_id: 'b', ...car, rental: 'IN_RENTAL' },
    ],
  );
  await vi.waitFor(() => expect(calls).toContain('POST AAAAA/commands/lock-and-disable-driving'), soon);
  expect(calls[0]).toBe('PUT BBBBB/rental-status NOT_IN_RENTAL');
});

it('tries a refused lock again', async () => {
  const { calls, control } = await startCity([parked('a')], [{ id: 'AAAAA', unit_id: 'a', ...car }]);
  const lock = 'AAAAA/commands/lock-and-disable-driving';
  control.refused.add(lock);
  await vi.waitFor(() => expect(calls.filter((entry) => entry === `POST ${lock}`).length).toBeGreaterThan(1), soon);
  expect(calls).not.toContain('PUT AAAAA/rental-status NOT_IN_RENTAL');
  control.refused.clear();
  await vi.waitFor(() => expect(calls).toContain('PUT AAAAA/rental-status NOT_IN_RENTAL'), soon);
});

it('says once that the API fails, goes on when it is back, and renews a token that is refused', async () => {
  const { world, logged, control } = await startCity([parked('a')], [{ id: 'AAAAA', unit_id: 'a', ...car }]);
  control.failing = true;
  await vi.waitFor(() => expect(logged.length).toBeGreaterThan(0), soon);
  control.failing = false;
  control.revoked = 1;
  await vi.waitFor(() => expect(world.find('a')?.rental).toBe('short'), soon);
  expect(logged.filter((message) => message.startsWith('Could not'))).toHaveLength(1);
  expect(logged.at(-1)).toBe('The API answers again');
});
