/** Drives that vehicles made before the scenario begins, each ending where the next one began and the last one where the scenario has the vehicle. */
import { createDestinations } from './destinations.ts';
import { between, type Random } from './random.ts';
import { loadMontevideo, type RoadGraph } from './road-graph.ts';
import { createRouter } from './route.ts';
import type { ScenarioVehicle } from './scenario-vehicle.ts';
import { advanceTrip, hasArrived, placeOnTrip, planTrip } from './trip.ts';
import { createVehicle, fullRange, kindOf } from './vehicle.ts';

/** The vehicle as it was so many seconds after the drive began. */
export interface DrivenMoment {
  after_s: number;
  speed_kmh: number;
  vehicle: ScenarioVehicle;
}

const moment_every_s = 25;
const longest_s = 2 * 3600;

type Way = { after_s: number; speed_kmh: number; driven_km: number; lon: number; lat: number; heading: number | undefined };

const driveAlong = (graph: RoadGraph, route: number[], drivetrain: ReturnType<typeof kindOf>, random: Random): Way[] => {
  const trip = planTrip(graph, route, drivetrain, between(random, 0.75, 1.05), random);
  const way: Way[] = [];
  let driven_km = 0;
  const note = (after_s: number) =>
    way.push({ after_s, driven_km, speed_kmh: Math.round(trip.speed_m_per_s * 3.6), ...placeOnTrip(graph, trip) });
  note(0);
  for (let after_s = 1; after_s <= longest_s; after_s += 1) {
    driven_km += advanceTrip(trip, 1, drivetrain, true) / 1000;
    const arrived = hasArrived(trip);
    if (arrived || after_s % moment_every_s === 0) note(after_s);
    if (arrived) break;
  }
  return way;
};

export const createPastDrives = (graph: RoadGraph = loadMontevideo()) => {
  const findRoute = createRouter(graph);
  const { chooseDestination } = createDestinations(graph);

  /** The moments of the drive that brought the vehicle to where it stands; its first one is where it stood before. */
  return (vehicle: ScenarioVehicle, random: Random): DrivenMoment[] => {
    const standing = createVehicle(vehicle, graph.nearestNode(vehicle.lon, vehicle.lat), 0);
    const route = findRoute(chooseDestination(standing, random), standing.node);
    if (!route) return [];
    const way = driveAlong(graph, route, kindOf(standing), random);
    const length_km = way.at(-1)?.driven_km ?? 0;
    return way.map(({ after_s, speed_kmh, driven_km, lon, lat, heading = vehicle.heading }) => {
      const ahead_km = length_km - driven_km;
      const energy_percent = Math.min(100, vehicle.energy_percent + (ahead_km * 100) / fullRange(standing));
      const mileage_km = vehicle.mileage_km - ahead_km;
      return { after_s, speed_kmh, vehicle: { ...vehicle, lon, lat, heading, mileage_km, energy_percent } };
    });
  };
};
export type FindPastDrive = ReturnType<typeof createPastDrives>;
