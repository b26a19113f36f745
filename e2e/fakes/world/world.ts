/**
 * The simulated city: vehicles that stand, drive, pause and charge on real streets.
 * The same seed, vehicles and tick times give the same world; each vehicle has its own source of chance, so a command to one never moves another.
 */

import { board, mayDrive, needsEnergy, release, type Surroundings, setOff, stepVehicle } from './behaviour.ts';
import { createDestinations } from './destinations.ts';
import { between, createRandom } from './random.ts';
import { loadMontevideo, type RoadGraph } from './road-graph.ts';
import { createRouter } from './route.ts';
import type { ScenarioVehicle } from './scenario-vehicle.ts';
import { createVehicle, type SimulatedVehicle } from './vehicle.ts';
import { wander } from './wander.ts';

export interface World {
  readonly vehicles: readonly SimulatedVehicle[];
  find(unit_id: string): SimulatedVehicle | undefined;
  /** Moves everything on to `now` (epoch ms; the clock's by default). At most ten seconds pass per call. */
  tick(now?: number): void;
  /** A renter walks up to a parked vehicle; he drives off once it is unlocked and may be driven. False: it is not free. */
  startRental(unit_id: string): boolean;
  hasArrived(unit_id: string): boolean;
  endRental(unit_id: string): void;
}

export interface WorldOptions {
  seed: number;
  clock: () => number;
  vehicles: readonly ScenarioVehicle[];
  graph?: RoadGraph;
}

const longest_tick_s = 10;
/** Searched routes per tick; who comes later just drives along for a while. Keeps the cost of a tick even. */
const routes_per_tick = 6;
const wander_m = 1500;

export const createWorld = ({ seed, clock, vehicles: scenario_vehicles, graph = loadMontevideo() }: WorldOptions): World => {
  const findRoute = createRouter(graph);
  const { isHub, chooseDestination } = createDestinations(graph);
  let routes_left = routes_per_tick;
  let last_at = clock();

  const surroundings: Surroundings = {
    graph,
    isHub,
    chooseRoute: (vehicle, random) => {
      if (routes_left === 0) return needsEnergy(vehicle) ? undefined : wander(graph, vehicle.node, wander_m, random);
      routes_left -= 1;
      return findRoute(vehicle.node, chooseDestination(vehicle, random));
    },
  };

  const created = scenario_vehicles.map((scenario, index) => {
    const random = createRandom(seed * 7919 + index);
    const vehicle = createVehicle(scenario, graph.nearestNode(scenario.lon, scenario.lat), last_at);
    if (scenario.situation === 'driving' && vehicle.online) {
      if (mayDrive(vehicle)) {
        setOff(vehicle, wander(graph, vehicle.node, between(random, 500, 2 * wander_m), random), surroundings, random);
      } else {
        board(vehicle, last_at, random);
      }
    }
    return { vehicle, random };
  });
  const by_unit = new Map(created.map((entry) => [entry.vehicle.unit_id, entry]));

  return {
    vehicles: created.map(({ vehicle }) => vehicle),
    find: (unit_id) => by_unit.get(unit_id)?.vehicle,
    tick: (now = clock()) => {
      const dt_s = Math.min(longest_tick_s, (now - last_at) / 1000);
      last_at = now;
      if (dt_s <= 0) return;
      routes_left = routes_per_tick;
      for (const { vehicle, random } of created) stepVehicle(vehicle, now, dt_s, surroundings, random);
    },
    startRental: (unit_id) => {
      const entry = by_unit.get(unit_id);
      if (!entry?.vehicle.online || entry.vehicle.rental || !['parked', 'charging'].includes(entry.vehicle.phase)) return false;
      entry.vehicle.rental = 'short';
      board(entry.vehicle, last_at, entry.random);
      return true;
    },
    hasArrived: (unit_id) => by_unit.get(unit_id)?.vehicle.phase === 'arrived',
    endRental: (unit_id) => {
      const vehicle = by_unit.get(unit_id)?.vehicle;
      if (vehicle?.rental && (vehicle.phase === 'arrived' || vehicle.phase === 'boarding')) release(vehicle, surroundings);
    },
  };
};
