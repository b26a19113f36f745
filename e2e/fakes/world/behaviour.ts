/** What a vehicle and its renter do next. Called once per tick and vehicle; touches nothing but that vehicle. */
import { between, type Random } from './random.ts';
import type { RoadGraph } from './road-graph.ts';
import { advanceTrip, hasArrived, placeOnTrip, planTrip } from './trip.ts';
import { fullRange, kindOf, type SimulatedVehicle } from './vehicle.ts';

export interface Surroundings {
  graph: RoadGraph;
  /** A way to somewhere; undefined when the renter has to think a little longer. */
  chooseRoute(vehicle: SimulatedVehicle, random: Random): number[] | undefined;
  isHub(node: number): boolean;
}

/** Below, the next trip leads to a hub, or the tank is filled on the way. High enough that nobody strands and every vehicle is rented again. */
const low_charge_percent = 40;
const low_fuel_percent = 22;
const charged_percent = 90;
const roadside_help_percent = 10;

export const needsEnergy = (vehicle: SimulatedVehicle): boolean =>
  vehicle.energy_percent < (vehicle.scenario.electric ? low_charge_percent : low_fuel_percent);

export const mayDrive = (vehicle: SimulatedVehicle): boolean => vehicle.driving_enabled && !(kindOf(vehicle).has_doors && vehicle.locked);

const setEnergy = (vehicle: SimulatedVehicle, percent: number): void => {
  vehicle.energy_percent = Math.min(100, Math.max(0, percent));
  vehicle.range_km = (vehicle.energy_percent * fullRange(vehicle)) / 100;
};

/** The renter gets in; sets off as soon as the vehicle lets him. */
export const board = (vehicle: SimulatedVehicle, now: number, random: Random): void => {
  vehicle.phase = 'boarding';
  vehicle.phase_ends_at = now + between(random, 4000, 12_000);
  vehicle.charging = false;
  vehicle.plugged_in = false;
};

const plugIn = (vehicle: SimulatedVehicle): void => {
  vehicle.phase = 'charging';
  vehicle.charging = true;
  vehicle.plugged_in = true;
};

/** The rental is over: the vehicle stays where it is, at a hub on the plug. */
export const release = (vehicle: SimulatedVehicle, { isHub }: Surroundings): void => {
  vehicle.rental = undefined;
  vehicle.doors_open = false;
  if (vehicle.scenario.electric && isHub(vehicle.node) && vehicle.energy_percent < charged_percent) plugIn(vehicle);
  else vehicle.phase = 'parked';
};

/** Puts the vehicle on a route at once, driving. */
export const setOff = (vehicle: SimulatedVehicle, route: number[], { graph }: Surroundings, random: Random): void => {
  vehicle.trip = planTrip(graph, route, kindOf(vehicle), between(random, 0.75, 1.05), random);
  vehicle.phase = 'driving';
  vehicle.ignition = true;
  vehicle.doors_open = false;
};

const stepBoarding = (vehicle: SimulatedVehicle, now: number, surroundings: Surroundings, random: Random): void => {
  vehicle.doors_open = kindOf(vehicle).has_doors && !vehicle.locked && now < vehicle.phase_ends_at;
  if (now < vehicle.phase_ends_at || !mayDrive(vehicle)) return;
  const route = surroundings.chooseRoute(vehicle, random);
  if (route) setOff(vehicle, route, surroundings, random);
};

const arrive = (vehicle: SimulatedVehicle, now: number, surroundings: Surroundings, random: Random): void => {
  vehicle.trip = undefined;
  vehicle.speed = 0;
  vehicle.ignition = false;
  if (!vehicle.scenario.electric && needsEnergy(vehicle)) setEnergy(vehicle, between(random, 90, 100));
  else if (vehicle.energy_percent === 0) setEnergy(vehicle, roadside_help_percent);
  if (vehicle.rental === 'long' && vehicle.scenario.electric && needsEnergy(vehicle) && surroundings.isHub(vehicle.node)) {
    plugIn(vehicle);
    return;
  }
  vehicle.phase = vehicle.rental === 'long' ? 'pausing' : 'arrived';
  vehicle.phase_ends_at = now + between(random, 15_000, 120_000);
  if (vehicle.phase === 'pausing' && kindOf(vehicle).has_doors && random() < 0.5) vehicle.locked = true;
};

const stepDriving = (vehicle: SimulatedVehicle, now: number, dt_s: number, surroundings: Surroundings, random: Random): void => {
  const { trip } = vehicle;
  if (!trip) return;
  // An immobiliser keeps an engine from starting; only a two-wheeler's motor is cut while riding.
  const go = vehicle.energy_percent > 0 && (vehicle.driving_enabled || kindOf(vehicle).has_doors);
  const driven_km = advanceTrip(trip, dt_s, kindOf(vehicle), go) / 1000;
  const place = placeOnTrip(surroundings.graph, trip);
  vehicle.lon = place.lon;
  vehicle.lat = place.lat;
  vehicle.heading = place.heading ?? vehicle.heading;
  vehicle.speed = Math.round(trip.speed_m_per_s * 3.6);
  vehicle.mileage_km += driven_km;
  setEnergy(vehicle, vehicle.energy_percent - (driven_km * 100) / fullRange(vehicle));
  vehicle.node = trip.nodes[trip.leg] ?? vehicle.node;
  const stranded = vehicle.energy_percent === 0 && vehicle.speed === 0;
  if (hasArrived(trip) || stranded) arrive(vehicle, now, surroundings, random);
};

const stepPausing = (vehicle: SimulatedVehicle, now: number, random: Random): void => {
  if (now < vehicle.phase_ends_at) return;
  if (kindOf(vehicle).has_doors) vehicle.locked = false;
  board(vehicle, now, random);
};

const stepCharging = (vehicle: SimulatedVehicle, now: number, dt_s: number, random: Random): void => {
  setEnergy(vehicle, vehicle.energy_percent + (kindOf(vehicle).charged_percent_per_hour * dt_s) / 3600);
  if (vehicle.rental === 'long' && vehicle.energy_percent >= charged_percent) board(vehicle, now, random);
  else if (vehicle.energy_percent >= 100) {
    vehicle.charging = false;
    vehicle.phase = 'parked';
  }
};

export const stepVehicle = (vehicle: SimulatedVehicle, now: number, dt_s: number, surroundings: Surroundings, random: Random): void => {
  if (!vehicle.online) return;
  vehicle.updated_at = now;
  if (vehicle.scenario.stale_position_hours === undefined) vehicle.position_at = now;
  if (vehicle.phase === 'boarding') stepBoarding(vehicle, now, surroundings, random);
  else if (vehicle.phase === 'driving') stepDriving(vehicle, now, dt_s, surroundings, random);
  else if (vehicle.phase === 'pausing') stepPausing(vehicle, now, random);
  else if (vehicle.phase === 'charging') stepCharging(vehicle, now, dt_s, random);
  vehicle.voltage = vehicle.ignition ? 14.1 : 12.6;
};
