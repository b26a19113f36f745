/**
 * One simulated vehicle. The upper fields are what its telematics unit measures and what a vendor's fake reads;
 * a command of the vendor writes `locked`, `driving_enabled` and `top_case_locked`, and the simulation accepts what it finds there:
 * only a simulated renter ever locks a vehicle by himself.
 */
import type { ScenarioVehicle } from './scenario-vehicle.ts';
import type { Trip } from './trip.ts';
import { type KindDefinition, vehicle_kinds } from './vehicle-kinds.ts';

/** arrived: the renter has left, the rental is not ended yet. pausing: a break within a long rental. */
export type Phase = 'parked' | 'boarding' | 'driving' | 'pausing' | 'arrived' | 'charging' | 'out_of_service';

export interface SimulatedVehicle {
  readonly brand: string;
  readonly unit_id: string;
  lat: number;
  lon: number;
  /** km/h */
  speed: number;
  heading: number;
  ignition: boolean;
  mileage_km: number;
  energy_percent: number;
  range_km: number;
  locked: boolean;
  driving_enabled: boolean;
  charging: boolean;
  plugged_in: boolean;
  online: boolean;
  /** Of the 12 V supply. */
  voltage: number;
  doors_open: boolean;
  top_case_locked: boolean;
  /** Epoch milliseconds of the last measurement, and of the last fix. */
  updated_at: number;
  position_at: number;

  readonly electric: boolean;
  readonly scenario: ScenarioVehicle;
  phase: Phase;
  phase_ends_at: number;
  rental: 'long' | 'short' | undefined;
  node: number;
  trip: Trip | undefined;
}

const hour_ms = 3_600_000;

export const kindOf = (vehicle: SimulatedVehicle): KindDefinition => vehicle_kinds[vehicle.scenario.kind];
export const fullRange = ({ scenario }: SimulatedVehicle): number =>
  scenario.electric ? vehicle_kinds[scenario.kind].electric_range_km : vehicle_kinds[scenario.kind].fuel_range_km;

/** A vehicle as the scenario describes it, standing at a node; whoever drives is set off by the world. */
export const createVehicle = (scenario: ScenarioVehicle, node: number, now: number): SimulatedVehicle => {
  const silent_since = now - (scenario.offline_hours ?? 0) * hour_ms;
  const range_km = scenario.electric ? vehicle_kinds[scenario.kind].electric_range_km : vehicle_kinds[scenario.kind].fuel_range_km;
  return {
    brand: scenario.brand,
    unit_id: scenario.unit_id,
    lat: scenario.lat,
    lon: scenario.lon,
    speed: 0,
    heading: scenario.heading,
    ignition: false,
    mileage_km: scenario.mileage_km,
    energy_percent: scenario.energy_percent,
    range_km: (scenario.energy_percent * range_km) / 100,
    locked: scenario.locked,
    driving_enabled: scenario.driving_enabled,
    charging: scenario.situation === 'charging',
    plugged_in: scenario.situation === 'charging',
    online: scenario.offline_hours === undefined,
    voltage: 12.6,
    doors_open: false,
    top_case_locked: true,
    updated_at: silent_since,
    position_at: silent_since - (scenario.stale_position_hours ?? 0) * hour_ms,
    electric: scenario.electric,
    scenario,
    phase: scenario.situation === 'driving' ? 'parked' : scenario.situation,
    phase_ends_at: 0,
    rental: scenario.rental,
    node,
    trip: undefined,
  };
};
