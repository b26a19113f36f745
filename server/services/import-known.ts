import { brands } from '#lib/catalogue/brands.ts';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { Actor } from '#lib/domain/access.ts';
import { allows } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { type CredentialsRow, listCredentials } from '#server/store/credentials.ts';
import { listByTerms, listVehiclesByUnits } from '#server/store/imports.ts';
import { listObservedUnits } from '#server/store/observed-units.ts';
import { foldedTerm } from '#server/store/vehicle-terms.ts';
import { listOwnVehicleRows, type VehicleRow } from '#server/store/vehicles.ts';
import { type DiscoveredUnit, discoverUnits } from './discover-units.ts';
import type { FileCells, FileRow } from './import-file.ts';
import { brandOf } from './import-values.ts';

export interface VendorList {
  units: Map<string, DiscoveredUnit>;
  /** A unit that is not among them does not exist. */
  complete: boolean;
}

/** All that the rows of a file are judged by, read once. */
export interface Known {
  actor: Actor;
  may_change: boolean;
  by_id: Map<string, VehicleRow>;
  /** In service, of whichever fleet. */
  by_unit: Map<string, VehicleRow[]>;
  /** In service in this fleet, by `vin=…` and `license_plate=…`. */
  by_term: Map<string, VehicleRow[]>;
  /** Vehicle of the fleet, archived or not, to which a number belongs, by term. */
  owner: Map<string, string>;
  credentials: Map<string, CredentialsRow[]>;
  /** Of the manufacturers that list units and answered. */
  listed: Map<string, VendorList>;
  /** Units that dialled in, as `brand unit_id`. */
  observed: Set<string>;
}

const present = (values: (string | undefined)[]): string[] => [...new Set(values.filter((value) => value))] as string[];

const readListed = async (app: App, actor: Actor, brand: string): Promise<VendorList | undefined> => {
  try {
    const { units, complete } = await discoverUnits(app, actor, brand);
    return { units: new Map(units.map((unit) => [unit.unit_id, unit])), complete };
  } catch (error) {
    // A manufacturer that does not answer keeps nobody from adding vehicles; the rows say that it was not asked.
    if (Problem.is(error) && error.kind === 'service-unavailable') return undefined;
    throw error;
  }
};

const groupVehicles = <T>(items: readonly T[], keyOf: (item: T) => string, rowOf: (item: T) => VehicleRow | undefined) => {
  const groups = new Map<string, VehicleRow[]>();
  for (const item of items) {
    const row = rowOf(item);
    if (row) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), row]);
  }
  return groups;
};

const numbers = ['vin', 'license_plate', 'telematics_unit_id'] as const;
/** Under which terms a vehicle with the numbers of the row would be found. */
export const termsOfRow = (cells: FileCells): string[] =>
  numbers.flatMap((name) => {
    const value = cells[name];
    return value ? [foldedTerm(name, value)] : [];
  });

/** Reads what is known of everything that the rows name, and asks the manufacturers of units that are new. */
export const readKnown = async (app: App, actor: Actor, rows: readonly FileRow[]): Promise<Known> => {
  const { read, dialect } = app.db;
  const cells = rows.map((row) => row.cells);
  const unit_ids = present(cells.map(({ telematics_unit_id }) => telematics_unit_id?.toUpperCase()));
  const units = await listVehiclesByUnits(
    read,
    dialect,
    brands.map(({ brand }) => brand),
    unit_ids,
  );
  const terms = present(cells.flatMap(termsOfRow));
  const found = await listByTerms(read, dialect, actor.fleet_id, terms);
  const ids = present([...cells.map(({ id }) => id?.toUpperCase()), ...found.map(({ vehicle_id }) => vehicle_id)]);
  const vehicles = await listOwnVehicleRows(read, dialect, actor.fleet_id, ids);
  const by_id = new Map(vehicles.map((row) => [row.id, row]));
  const by_unit = groupVehicles(
    units,
    (row) => row.telematics_unit_id,
    (row) => row,
  );
  const named = present(
    cells
      .filter(({ telematics_unit_id }) => telematics_unit_id && !by_unit.has(telematics_unit_id.toUpperCase()))
      .map((row) => brandOf(row)?.brand),
  );
  const credentials = Map.groupBy(await listCredentials(read, actor.fleet_id), ({ brand }) => brand);
  const observed = new Set<string>();
  const listed = new Map<string, VendorList>();
  for (const brand of named) {
    for (const { unit_id } of await listObservedUnits(read, actor.fleet_id, brand)) observed.add(`${brand} ${unit_id}`);
  }
  const asked = named.filter((brand) => findBrand(brand)?.lists_available_units && (credentials.get(brand) ?? []).length > 0);
  await Promise.all(
    asked.map(async (brand) => {
      const list = await readListed(app, actor, brand);
      if (list) listed.set(brand, list);
    }),
  );
  return {
    actor,
    may_change: allows(actor.permissions, 'vehicles'),
    by_id,
    by_unit,
    by_term: groupVehicles(
      found,
      ({ term }) => term,
      ({ vehicle_id }) => {
        const row = by_id.get(vehicle_id);
        return row?.archived_at ? undefined : row;
      },
    ),
    owner: new Map(found.map(({ term, vehicle_id }) => [term, vehicle_id])),
    credentials,
    listed,
    observed,
  };
};
