import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { createReportSchedule } from './report-schedule.ts';
import { createScenario } from './scenario.ts';
import { createVehicle } from './vehicle.ts';

const makeVehicles = () => {
  const parked = createScenario({ seed: 4, count: 60 }).vehicles.filter(
    ({ situation, offline_hours }) => situation === 'parked' && !offline_hours,
  );
  return parked.slice(0, 10).map((scenario) => createVehicle(scenario, 0, 0));
};
const intervals = { moving_ms: 10_000, standing_ms: 60_000 };

it('lets each parked vehicle report about once a minute, never all at once', () => {
  const vehicles = makeVehicles();
  const schedule = createReportSchedule(vehicles, intervals, createRandom(1), 0);
  const per_tick = Array.from({ length: 600 }, (_, second) => schedule.due(second * 1000).length);
  expect(per_tick.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(85);
  expect(per_tick.reduce((sum, count) => sum + count, 0)).toBeLessThan(125);
  expect(Math.max(...per_tick)).toBeLessThan(6);
});

it('reports a change at once and more often while driving', () => {
  const [vehicle] = makeVehicles();
  if (!vehicle) throw new Error('No vehicle');
  const schedule = createReportSchedule([vehicle], intervals, createRandom(1), 0);
  for (let second = 0; second < 70; second += 1) schedule.due(second * 1000);
  vehicle.locked = !vehicle.locked;
  expect(schedule.due(70_000)).toEqual([vehicle]);
  expect(schedule.due(71_000)).toEqual([]);
  Object.assign(vehicle, { ignition: true, speed: 30 });
  const reports = Array.from({ length: 60 }, (_, second) => schedule.due(72_000 + second * 1000).length);
  expect(reports[0]).toBe(1);
  expect(reports.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5);
});

it('keeps a silent vehicle silent', () => {
  const [vehicle] = makeVehicles();
  if (!vehicle) throw new Error('No vehicle');
  vehicle.online = false;
  const schedule = createReportSchedule([vehicle], intervals, createRandom(1), 0);
  vehicle.locked = !vehicle.locked;
  expect(Array.from({ length: 300 }, (_, second) => schedule.due(second * 1000)).flat()).toEqual([]);
});
