import { describe, expect, it } from 'vitest';
import { distanceFromLineInMeters } from './geometry.ts';
import { createRandom, pick } from './random.ts';
import { loadMontevideo } from './road-graph.ts';
import type { ScenarioVehicle } from './scenario-vehicle.ts';
import { kindOf, type SimulatedVehicle } from './vehicle.ts';
import { type VehicleKind, vehicle_kinds } from './vehicle-kinds.ts';
import { createWorld } from './world.ts';

const graph = loadMontevideo();
const start_at = Date.parse('2026-03-02T12:00:00.000Z');

const vehicleOf = (index: number, more: Partial<ScenarioVehicle> = {}): ScenarioVehicle => {
  const random = createRandom(1000 + index);
  const node = Math.floor(random() * graph.lon.length);
  const kind = pick(random, Object.keys(vehicle_kinds) as VehicleKind[]);
  return {
    brand: 'TEST',
    unit_id: `unit-${index}`,
    vehicle_model_id: '',
    extensions: [],
    master_data: {},
    custom_fields: {},
    tags: [],
    operation_status: 'OPERATING',
    kind,
    electric: kind === 'moped' || kind === 'scooter' || random() < 0.5,
    situation: 'parked',
    lon: graph.lon[node] ?? 0,
    lat: graph.lat[node] ?? 0,
    heading: 0,
    mileage_km: 1000,
    energy_percent: 60,
    locked: true,
    driving_enabled: false,
    ...more,
  };
};
const driving: Partial<ScenarioVehicle> = { situation: 'driving', rental: 'long', locked: false, driving_enabled: true };
const mixedFleet = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    vehicleOf(
      index,
      index % 5 < 2 ? { ...driving, energy_percent: index % 3 === 0 ? 4 : 60 } : index % 5 === 2 ? { situation: 'charging' } : {},
    ),
  );

const startWorld = (vehicles: ScenarioVehicle[], seed = 7) => {
  let now = start_at;
  const world = createWorld({ seed, clock: () => now, vehicles, graph });
  const run = (seconds: number, each: () => void = () => {}) => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1000;
      world.tick();
      each();
    }
  };
  const unit = (index: number): SimulatedVehicle => {
    const vehicle = world.find(`unit-${index}`);
    if (!vehicle) throw new Error(`No unit ${index}`);
    return vehicle;
  };
  return { world, run, unit };
};

const distanceFromRoads = ({ lon, lat }: SimulatedVehicle): number => {
  let least = Number.POSITIVE_INFINITY;
  graph.forEachNodeNear(lon, lat, 1200, (node) => {
    for (let edge = graph.first_edge[node] ?? 0; edge < (graph.first_edge[node + 1] ?? 0); edge += 1) {
      const to = graph.edge_to[edge] ?? 0;
      const a = [graph.lon[node] ?? 0, graph.lat[node] ?? 0] as const;
      const b = [graph.lon[to] ?? 0, graph.lat[to] ?? 0] as const;
      least = Math.min(least, distanceFromLineInMeters([lon, lat], a, b));
    }
  });
  return least;
};

describe('world', () => {
  it('is the same for the same seed and differs for another', () => {
    const histories = [7, 7, 8].map((seed) => {
      const { world, run } = startWorld(mixedFleet(40), seed);
      run(400);
      return JSON.stringify(world.vehicles.map(({ lat, lon, speed, energy_percent, phase }) => [lat, lon, speed, energy_percent, phase]));
    });
    expect(histories[0]).toBe(histories[1]);
    expect(histories[0]).not.toBe(histories[2]);
  });

  it('keeps every vehicle on a road, within its speed and with energy from 0 to 100', () => {
    const { world, run } = startWorld(mixedFleet(60));
    let minute = 0;
    run(1800, () => {
      minute += 1;
      for (const vehicle of world.vehicles) {
        expect(vehicle.energy_percent).toBeGreaterThanOrEqual(0);
        expect(vehicle.energy_percent).toBeLessThanOrEqual(100);
        expect(vehicle.speed).toBeLessThanOrEqual(kindOf(vehicle).top_speed_kmh);
        if (minute % 60 === 0) expect(distanceFromRoads(vehicle)).toBeLessThan(0.5);
      }
    });
  });

  it('keeps a steady share on the move and counts what they drive', () => {
    const fleet = mixedFleet(100);
    const { world, run } = startWorld(fleet);
    let moving = 0;
    run(1200, () => {
      moving += world.vehicles.filter((vehicle) => vehicle.speed > 0).length;
    });
    expect(moving / 1200).toBeGreaterThan(25);
    expect(moving / 1200).toBeLessThanOrEqual(40);
    for (const vehicle of world.vehicles) {
      expect(vehicle.mileage_km).toBeGreaterThanOrEqual(1000);
      if (vehicle.scenario.situation === 'driving') expect(vehicle.mileage_km).toBeGreaterThan(1000.3);
    }
  });

  it('never locks a parked vehicle that a command has unlocked', () => {
    const { run, unit } = startWorld([vehicleOf(0, { kind: 'car' })]);
    Object.assign(unit(0), { locked: false, driving_enabled: true });
    run(600);
    expect(unit(0)).toMatchObject({ locked: false, driving_enabled: true, speed: 0 });
  });

  it('sets a renter off only once the vehicle is unlocked and enabled', () => {
    const { world, run, unit } = startWorld([vehicleOf(0, { kind: 'car', electric: false })]);
    expect(world.startRental('unit-0')).toBe(true);
    expect(world.startRental('unit-0')).toBe(false);
    run(60);
    expect(unit(0)).toMatchObject({ ignition: false, speed: 0 });
    Object.assign(unit(0), { locked: false, driving_enabled: true });
    run(30);
    expect(unit(0)).toMatchObject({ ignition: true, phase: 'driving' });
    for (let minutes = 0; minutes < 90 && !world.hasArrived('unit-0'); minutes += 1) run(60);
    expect(unit(0)).toMatchObject({ ignition: false, speed: 0, locked: false, phase: 'arrived' });
    world.endRental('unit-0');
    expect(unit(0).phase).toBe('parked');
    expect(world.startRental('unit-0')).toBe(true);
  });

  it('stops a scooter whose driving is disabled on the way', () => {
    const { run, unit } = startWorld([vehicleOf(0, { ...driving, kind: 'scooter', electric: true })]);
    run(20);
    unit(0).driving_enabled = false;
    run(30);
    const { lat, lon } = unit(0);
    run(30);
    expect(unit(0)).toMatchObject({ lat, lon, speed: 0 });
  });

  it('lets a renter wait beside a vehicle that begins locked', () => {
    const { run, unit } = startWorld([vehicleOf(0, { ...driving, kind: 'car', locked: true })]);
    run(60);
    expect(unit(0)).toMatchObject({ speed: 0, ignition: false });
    unit(0).locked = false;
    run(20);
    expect(unit(0).ignition).toBe(true);
  });

  it('charges at the plug and leaves a silent vehicle as it was', () => {
    const { run, unit } = startWorld([
      vehicleOf(0, { electric: true, situation: 'charging', energy_percent: 50 }),
      vehicleOf(1, { ...driving, offline_hours: 5 }),
    ]);
    const before = { ...unit(1) };
    run(600);
    expect(unit(0).energy_percent).toBeGreaterThan(54);
    expect(unit(0)).toMatchObject({ charging: true, plugged_in: true });
    expect(unit(1)).toEqual(before);
    expect(unit(1).updated_at).toBe(start_at - 5 * 3_600_000);
  });

  it('moves no more than ten seconds when the process was asleep', () => {
    const { world, unit } = startWorld([vehicleOf(0, { ...driving, kind: 'car' })]);
    const { mileage_km } = unit(0);
    world.tick(start_at + 3_600_000);
    expect(unit(0).mileage_km - mileage_km).toBeLessThan(0.2);
  });

  it('reports what a tick costs', () => {
    for (const count of [300, 10_000]) {
      const { run } = startWorld(mixedFleet(count));
      run(20);
      const begun = performance.now();
      run(30);
      console.log(`tick of ${count} vehicles: ${((performance.now() - begun) / 30).toFixed(2)} ms`);
    }
  });
});
