import { describe, expect, it } from 'vitest';
import { findBrand, findModel } from '#lib/catalogue/catalogue.ts';
import { NewVehicle } from '#lib/domain/vehicle.ts';
import { imeiCheckDigit, vinCheckCharacter } from './identity.ts';
import { quarters } from './places.ts';
import { createScenario } from './scenario.ts';
import { applySnapshot, takeSnapshot } from './snapshot.ts';
import { createWorld } from './world.ts';

const demo = createScenario({ seed: 20, count: 300 });
const all = [...demo.vehicles, ...demo.archived, ...demo.spare];
const count = (matches: (vehicle: (typeof all)[number]) => boolean) => demo.vehicles.filter(matches).length;
const duplicates = (values: (string | undefined)[]) => {
  const present = values.filter((value) => value !== undefined);
  return present.length - new Set(present).size;
};

describe('scenario', () => {
  it('is the same for the same seed', () => {
    expect(createScenario({ seed: 20, count: 300 })).toEqual(demo);
    expect(createScenario({ seed: 21, count: 300 })).not.toEqual(demo);
  });

  it('has the wanted number of vehicles of each brand and some that left', () => {
    expect(demo.vehicles).toHaveLength(300);
    expect(demo.archived).toHaveLength(6);
    const wanted = { CLOUDBOXX: 80, TELTONIKA: 66, MERCEDES_BENZ: 12, NIU: 76, SEGWAY: 42, OKAI: 12, QUECLINK: 12 };
    expect(new Set(demo.spare.map(({ brand }) => brand))).toEqual(new Set(['CLOUDBOXX', 'MERCEDES_BENZ', 'NIU']));
    for (const [brand, number] of Object.entries(wanted)) {
      expect(Math.abs(count((vehicle) => vehicle.brand === brand) - number), brand).toBeLessThanOrEqual(6);
    }
  });

  it.each(all)('$brand $unit_id is a vehicle that the API would accept', (vehicle) => {
    const model = findModel(vehicle.vehicle_model_id);
    expect(model?.telematics_brand).toBe(vehicle.brand);
    expect(vehicle.unit_id).toMatch(new RegExp(findBrand(vehicle.brand)?.unit_id_pattern ?? 'no such brand'));
    expect(model?.extensions.map((extension) => extension.id)).toEqual(expect.arrayContaining(vehicle.extensions));
    const { brand, unit_id: id, vehicle_model_id, extensions, master_data, custom_fields, tags, operation_status } = vehicle;
    const added = {
      telematics_unit: { id, brand, setup: { vehicle_model_id, extensions } },
      master_data,
      custom_fields,
      tags,
      operation_status,
    };
    expect(NewVehicle.parse(added)).toMatchObject({ master_data, custom_fields, tags });
    if (master_data.vin) expect(vinCheckCharacter(master_data.vin)).toBe(master_data.vin[8]);
    if (/^\d{15}$/.test(id)) expect(imeiCheckDigit(id.slice(0, 14))).toBe(id[14]);
  });

  it('repeats no unit, plate, VIN or name', () => {
    expect(duplicates(all.map((vehicle) => vehicle.unit_id))).toBe(0);
    expect(duplicates(all.map((vehicle) => vehicle.master_data.license_plate))).toBe(0);
    expect(duplicates(all.map((vehicle) => vehicle.master_data.vin))).toBe(0);
    expect(duplicates(all.map((vehicle) => vehicle.master_data.custom_name))).toBe(0);
  });

  it('gives everything with a plate the plate of its kind', () => {
    const forms = { car: /^S[A-Z]{2} \d{4}$/, van: /^S[A-Z]{2} \d{4}$/, moped: /^U[A-Z]{2} \d{3}$/, scooter: /^$/ };
    for (const { kind, master_data } of all) expect(master_data.license_plate ?? '').toMatch(forms[kind]);
  });

  it('shows every situation that staff must see', () => {
    const share = (matches: (vehicle: (typeof all)[number]) => boolean) => count(matches) / 300;
    expect(share((vehicle) => vehicle.situation === 'driving')).toBeGreaterThan(0.35);
    expect(share((vehicle) => vehicle.situation === 'driving')).toBeLessThan(0.42);
    expect(count((vehicle) => vehicle.situation === 'charging')).toBeGreaterThanOrEqual(8);
    expect(count((vehicle) => vehicle.offline_hours !== undefined)).toBeGreaterThanOrEqual(12);
    expect(count((vehicle) => vehicle.energy_percent < 15)).toBeGreaterThanOrEqual(9);
    expect(count((vehicle) => vehicle.operation_status === 'GARAGE')).toBeGreaterThanOrEqual(2);
    expect(count((vehicle) => vehicle.operation_status === 'BROKEN')).toBeGreaterThanOrEqual(1);
    expect(count((vehicle) => vehicle.stale_position_hours !== undefined)).toBe(1);
    for (const { tag } of quarters)
      expect(
        count((vehicle) => vehicle.tags.includes(tag)),
        tag,
      ).toBeGreaterThan(0);
    const spots = Map.groupBy(
      demo.vehicles.filter((vehicle) => vehicle.situation === 'parked'),
      ({ lon, lat }) => `${lon} ${lat}`,
    );
    expect([...spots.values()].some((vehicles) => vehicles.length > 1)).toBe(true);
  });

  it('lets nobody drive a locked vehicle, and locks what is parked as far as its unit can', () => {
    for (const vehicle of all) {
      const commands = findModel(vehicle.vehicle_model_id)?.capabilities.commands ?? [];
      const drives = vehicle.situation === 'driving';
      expect(vehicle.rental !== undefined).toBe(drives);
      if (drives) expect(vehicle).toMatchObject({ locked: false, driving_enabled: true });
      else if (commands.includes('LOCK_CENTRAL_LOCK')) expect(vehicle.locked).toBe(true);
      if (!drives) expect(vehicle.driving_enabled).toBe(!commands.includes('ENABLE_DRIVING'));
    }
  });

  it('serves a benchmark as well', () => {
    const { vehicles } = createScenario({ seed: 1, count: 10_000 });
    expect(vehicles).toHaveLength(10_000);
    expect(duplicates(vehicles.map((vehicle) => vehicle.unit_id))).toBe(0);
  });
});

describe('snapshot', () => {
  it('carries the street over a restart', () => {
    let now = 0;
    const first = createWorld({ seed: 1, clock: () => now, vehicles: demo.vehicles });
    for (; now < 120_000; now += 1000) first.tick();
    const second = createWorld({ seed: 1, clock: () => now, vehicles: applySnapshot(demo.vehicles, takeSnapshot(first.vehicles)) });
    first.vehicles.forEach((vehicle, index) => {
      const { mileage_km, energy_percent, driving_enabled, rental } = vehicle;
      const locked = vehicle.locked && vehicle.phase !== 'pausing';
      expect(second.vehicles[index]).toMatchObject({ mileage_km, energy_percent, locked, driving_enabled, rental });
    });
  });
});
