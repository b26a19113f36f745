import { expect, it, vi } from 'vitest';
import { createPushFleet } from './push-fleet.ts';
import { createScenario } from './scenario.ts';
import { createVehicle } from './vehicle.ts';

const soon = { timeout: 30_000 };

const startFleet = (push: (unit_id: string, message: string) => Promise<{ status: number }>) => {
  let now = 0;
  const parked = createScenario({ seed: 4, count: 60 }).vehicles.filter(({ offline_hours }) => offline_hours === undefined);
  const vehicles = parked.slice(0, 20).map((scenario) => createVehicle(scenario, 0, 0));
  const logged: string[] = [];
  const fleet = createPushFleet({ vehicles, push, clock: () => now, seed: 1, log: (message) => logged.push(message) });
  const pass = (seconds: number) => {
    now += seconds * 1000;
    fleet.tick();
  };
  return { fleet, vehicles, logged, pass };
};

it('pushes status and place of each vehicle, a few at a time', async () => {
  const pushed: string[] = [];
  let open = 0;
  let most = 0;
  const { fleet, vehicles, pass } = startFleet(async (unit_id, message) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    pushed.push(`${unit_id} ${message}`);
    return { status: 200 };
  });
  pass(61);
  await vi.waitFor(() => expect(pushed).toHaveLength(40), soon);
  expect(most).toBeLessThanOrEqual(6);
  expect(fleet.delivered()).toBe(40);
  expect(new Set(pushed)).toEqual(new Set(vehicles.flatMap(({ unit_id }) => [`${unit_id} status`, `${unit_id} location`])));
});

it('waits when nobody takes the pushes, says so once, and goes on', async () => {
  let status = 500;
  let calls = 0;
  const { logged, pass, fleet } = startFleet(async () => {
    calls += 1;
    return { status };
  });
  pass(61);
  await vi.waitFor(() => expect(logged).toHaveLength(1), soon);
  expect(calls).toBeLessThanOrEqual(12);
  status = 200;
  pass(11);
  await vi.waitFor(() => expect(logged).toEqual(['Pushes are not taken: answer 500', 'Pushes are taken again']), soon);
  await vi.waitFor(() => expect(fleet.delivered()).toBeGreaterThan(10), soon);
});
