/** Makes fleets up: the same seed and number give the same vehicles, on every machine, for a demo of 300 or a benchmark of 10,000. */
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { describeVehicle } from './describe-vehicle.ts';
import { brandAt, fleet_mix } from './fleet-mix.ts';
import { hub_radius_m, hubs, pickQuarter } from './places.ts';
import { between, createRandom, pick, type Random, shuffled } from './random.ts';
import { loadMontevideo, type RoadGraph } from './road-graph.ts';
import type { Scenario, ScenarioVehicle } from './scenario-vehicle.ts';

/** Shares of the fleet by situation, in this order; what is left is parked. */
const share = { driving_long: 0.23, driving_short: 0.14, charging: 0.08, out_of_service: 0.03, offline: 0.05, low_energy: 0.04 };

type Fate = keyof typeof share | 'parked';

const fateAt = (place: number): Fate => {
  let sum = 0;
  for (const [fate, part] of Object.entries(share) as [keyof typeof share, number][]) {
    sum += part;
    if (place < sum - 1e-9) return fate;
  }
  return 'parked';
};

const pickPlace = (graph: RoadGraph, random: Random, center: { lon: number; lat: number }, radius_m: number) => {
  const near: number[] = [];
  graph.forEachNodeNear(center.lon, center.lat, radius_m, (node) => near.push(node));
  const node = near.length > 0 ? pick(random, near) : graph.nearestNode(center.lon, center.lat);
  return { lon: graph.lon[node] ?? 0, lat: graph.lat[node] ?? 0 };
};

type Situation = Pick<ScenarioVehicle, 'situation' | 'rental' | 'offline_hours'> &
  Partial<Pick<ScenarioVehicle, 'locked' | 'driving_enabled' | 'energy_percent' | 'operation_status'>>;

const situationOf = (fate: Fate, electric: boolean, random: Random): Situation => {
  if (fate === 'driving_long') return { situation: 'driving', rental: 'long', locked: false, driving_enabled: true };
  if (fate === 'driving_short') return { situation: 'driving', rental: 'short', locked: false, driving_enabled: true };
  if (fate === 'charging' && electric) return { situation: 'charging', energy_percent: between(random, 18, 80) };
  if (fate === 'out_of_service') return { situation: 'out_of_service', operation_status: random() < 0.6 ? 'GARAGE' : 'BROKEN' };
  if (fate === 'offline') return { situation: 'parked', offline_hours: Math.round(between(random, 3, 120)) };
  if (fate === 'low_energy') return { situation: 'parked', energy_percent: Math.round(between(random, 3, 14)) };
  return { situation: 'parked' };
};

/** Cases that a map must get right: two vehicles on one spot, and a fix that is a day old though the unit speaks. */
const arrangeSpecialCases = (vehicles: ScenarioVehicle[]): void => {
  const ordinary = vehicles.filter((vehicle) => vehicle.situation === 'parked' && vehicle.offline_hours === undefined);
  const [first, second] = ordinary.filter((vehicle) => vehicle.tags.includes('pocitos'));
  if (first && second) Object.assign(second, { lon: first.lon, lat: first.lat });
  const moped = ordinary.find((vehicle) => vehicle.kind === 'moped' && vehicle !== first && vehicle !== second);
  if (moped) moped.stale_position_hours = 26;
};

const archivedCount = (count: number): number => Math.min(6, Math.floor(count / 50));
const spareCount = (count: number): number => Math.min(3, Math.floor(count / 50));

/**
 * `count` vehicles of the fleet mix, spread over the city's quarters, a few that left the fleet, and a few that have not joined it.
 * Needs catalogue models of every brand in the mix.
 */
export const createScenario = ({ seed, count, graph = loadMontevideo() }: { seed: number; count: number; graph?: RoadGraph }): Scenario => {
  const random = createRandom(seed);
  const total = count + archivedCount(count);
  const numbers = Array.from({ length: total }, (_, index) => index);
  const brand_order = shuffled(random, numbers);
  const fate_order = shuffled(random, numbers);
  const describeNext = describeVehicle(random);
  const all = Array.from({ length: total }, (_, index): ScenarioVehicle => {
    const quarter = pickQuarter(random);
    const described = describeNext(brandAt((brand_order[index] ?? 0) / total), quarter.tag);
    const situation = situationOf(fateAt((fate_order[index] ?? 0) / total), described.electric, random);
    const hub = pick(random, hubs);
    const workshop = hubs.find((candidate) => candidate.workshop) ?? hub;
    const center = { charging: hub, out_of_service: workshop }[situation.situation as string];
    if (situation.situation === 'out_of_service') described.tags.push('in_maintenance');
    return {
      operation_status: 'OPERATING',
      heading: Math.floor(random() * 360),
      energy_percent: Math.round(between(random, 30, 100)),
      ...described,
      ...pickPlace(graph, random, center ?? quarter, center ? hub_radius_m : quarter.radius_m),
      ...situation,
    };
  });
  const vehicles = all.slice(0, count);
  arrangeSpecialCases(vehicles);
  const workshop = hubs.find((hub) => hub.workshop) ?? pick(random, hubs);
  const listing = fleet_mix.filter(({ brand }) => findBrand(brand)?.lists_available_units);
  const spare = listing.flatMap((share) =>
    Array.from(
      { length: spareCount(count) },
      (): ScenarioVehicle => ({
        operation_status: 'OPERATING',
        heading: Math.floor(random() * 360),
        energy_percent: Math.round(between(random, 60, 100)),
        ...describeNext(share, 'la_comercial'),
        ...pickPlace(graph, random, workshop, hub_radius_m),
        situation: 'parked',
      }),
    ),
  );
  return { seed, vehicles, archived: all.slice(count), spare };
};
