import type { UnitState } from '../teltonika/unit-state.ts';
import type { SimulatedVehicle } from './vehicle.ts';

/** A simulated car as its tracker sees it: reads through to the vehicle, and what a command writes lands there. */
export const viewAsUnit = (vehicle: SimulatedVehicle): UnitState => {
  const { electric } = vehicle.scenario;
  const view: UnitState = {
    get lat() {
      return vehicle.lat;
    },
    get lon() {
      return vehicle.lon;
    },
    get speed() {
      return vehicle.speed;
    },
    get heading() {
      return vehicle.heading;
    },
    get ignition() {
      return vehicle.ignition;
    },
    get odometer_m() {
      return Math.round(vehicle.mileage_km * 1000);
    },
    get range_km() {
      return vehicle.range_km;
    },
    get voltage() {
      return vehicle.voltage;
    },
    get locked() {
      return vehicle.locked;
    },
    set locked(locked: boolean) {
      vehicle.locked = locked;
    },
    get driving_enabled() {
      return vehicle.driving_enabled;
    },
    set driving_enabled(enabled: boolean) {
      vehicle.driving_enabled = enabled;
    },
    get doors_open() {
      return vehicle.doors_open;
    },
    set doors_open(open: boolean) {
      vehicle.doors_open = open;
    },
    satellites: 11,
  };
  const energy = { get: () => Math.round(vehicle.energy_percent), enumerable: true };
  Object.defineProperty(view, electric ? 'battery_percent' : 'fuel_percent', energy);
  if (electric) Object.defineProperty(view, 'charging', { get: () => vehicle.charging, enumerable: true });
  return view;
};
