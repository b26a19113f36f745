import type { UnitState } from '../../e2e/fakes/teltonika/unit-state.ts';

/** A parked, locked car. */
export const unitState = (): UnitState => ({
  lat: -34.9,
  lon: -56.16,
  speed: 0,
  heading: 90,
  ignition: false,
  odometer_m: 12_345_000,
  fuel_percent: 61,
  locked: true,
  driving_enabled: false,
  voltage: 12.6,
  doors_open: false,
  satellites: 11,
});
