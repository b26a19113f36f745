import { needsEnergy } from './behaviour.ts';
import { distanceInMeters } from './geometry.ts';
import { hub_radius_m, hubs, pickQuarter, quarters } from './places.ts';
import { pick, type Random, wholeBetween } from './random.ts';
import type { RoadGraph } from './road-graph.ts';
import { kindOf, type SimulatedVehicle } from './vehicle.ts';

const share_to_quarters = 0.7;
const attempts = 60;

/** Where people want to go: mostly to the quarters where the fleet is used, at a distance that suits the vehicle; to a hub when it runs low. */
export const createDestinations = (graph: RoadGraph) => {
  const nodesNear = ({ lon, lat }: { lon: number; lat: number }, radius_m: number): number[] => {
    const nodes = [graph.nearestNode(lon, lat)];
    graph.forEachNodeNear(lon, lat, radius_m, (node) => nodes.push(node));
    return nodes;
  };
  const distanceTo = (node: number, { lon, lat }: { lon: number; lat: number }) =>
    distanceInMeters(graph.lon[node] ?? 0, graph.lat[node] ?? 0, lon, lat);
  const quarter_nodes = new Map(quarters.map((quarter) => [quarter, nodesNear(quarter, quarter.radius_m)]));
  const hub_nodes = hubs.map((hub) => ({ hub, nodes: nodesNear(hub, hub_radius_m) }));
  const all_hub_nodes = new Set(hub_nodes.flatMap(({ nodes }) => nodes));

  const anywhere = (random: Random): number => {
    if (random() < share_to_quarters) return pick(random, quarter_nodes.get(pickQuarter(random)) ?? [0]);
    return wholeBetween(random, 0, graph.lon.length - 1);
  };

  return {
    isHub: (node: number): boolean => all_hub_nodes.has(node),
    chooseDestination: (vehicle: SimulatedVehicle, random: Random): number => {
      if (vehicle.scenario.electric && needsEnergy(vehicle)) {
        const nearest = hub_nodes.reduce((best, next) =>
          distanceTo(vehicle.node, next.hub) < distanceTo(vehicle.node, best.hub) ? next : best,
        );
        return pick(random, nearest.nodes);
      }
      const [least_m, most_m] = kindOf(vehicle).trip_m;
      let node = anywhere(random);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const away_m = distanceTo(vehicle.node, { lon: graph.lon[node] ?? 0, lat: graph.lat[node] ?? 0 });
        if (away_m >= least_m && away_m <= most_m) return node;
        node = anywhere(random);
      }
      return node;
    },
  };
};
