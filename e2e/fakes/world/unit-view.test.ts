import { expect, it } from 'vitest';
import { createScenario } from './scenario.ts';
import { viewAsUnit } from './unit-view.ts';
import { createVehicle } from './vehicle.ts';

const { vehicles } = createScenario({ seed: 4, count: 60 });
const makeVehicle = (electric: boolean) => {
  const scenario = vehicles.find((vehicle) => vehicle.kind === 'car' && vehicle.electric === electric && vehicle.situation === 'parked');
  if (!scenario) throw new Error('The scenario has no such car');
  return createVehicle(scenario, 0, 0);
};

it('shows what the vehicle does now and hands over what a command changes', () => {
  const vehicle = makeVehicle(false);
  const unit = viewAsUnit(vehicle);
  Object.assign(vehicle, { speed: 41, mileage_km: 12.3456, ignition: true });
  expect(unit).toMatchObject({ speed: 41, odometer_m: 12_346, ignition: true, fuel_percent: Math.round(vehicle.energy_percent) });
  Object.assign(unit, { locked: false, doors_open: true, driving_enabled: true });
  expect(vehicle).toMatchObject({ locked: false, doors_open: true, driving_enabled: true });
});

it('reports a battery for an electric car and a tank for another', () => {
  expect(viewAsUnit(makeVehicle(true))).toHaveProperty('battery_percent');
  expect(viewAsUnit(makeVehicle(true))).toHaveProperty('charging', false);
  expect(viewAsUnit(makeVehicle(false))).not.toHaveProperty('battery_percent');
  expect(viewAsUnit(makeVehicle(false))).not.toHaveProperty('charging');
});
