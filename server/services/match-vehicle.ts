import { foldedTerm } from '#server/store/vehicle-terms.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { FileCells } from './import-file.ts';
import type { Known } from './import-known.ts';
import { brandOf, refused } from './import-values.ts';

const one = (rows: readonly VehicleRow[] | undefined, column: string, value: string): VehicleRow | undefined => {
  if (!rows || rows.length < 2) return rows?.[0];
  throw refused('ambiguous', `${rows.length} vehicles have it. Name the id.`, { column, value });
};

const byUnit = (known: Known, cells: FileCells, unit_id: string): VehicleRow | undefined => {
  const brand = brandOf(cells)?.brand;
  const serving = (known.by_unit.get(unit_id) ?? []).filter((row) => !brand || row.telematics_brand === brand);
  const own = serving.filter((row) => row.fleet_id === known.actor.fleet_id);
  if (serving.length > 0 && own.length === 0)
    throw refused('unit_taken', 'The unit serves a vehicle of another fleet.', { column: 'telematics_unit_id', value: unit_id });
  return one(own, 'telematics_unit_id', unit_id);
};

/**
 * The vehicle that a row is about: by its id, else by its unit, else by VIN or plate. Undefined for one that is to be added. Throws a refusal when nobody
 * can tell.
 */
export const matchVehicle = (known: Known, cells: FileCells): VehicleRow | undefined => {
  const { vin, license_plate } = cells;
  const unit_id = cells.telematics_unit_id?.toUpperCase();
  const of_vin = vin ? known.by_term.get(foldedTerm('vin', vin)) : undefined;
  if (cells.id) {
    const row = known.by_id.get(cells.id.toUpperCase());
    if (!row) throw refused('unknown_vehicle', 'There is no vehicle with this id in the fleet.', { column: 'id', value: cells.id });
    return row;
  }
  if (unit_id) {
    const row = byUnit(known, cells, unit_id);
    if (row || !vin || !of_vin?.[0]) return row;
    throw refused('vehicle_exists', 'A vehicle with this VIN has another unit. Replace the unit on its page.', {
      column: 'vin',
      value: of_vin[0].id,
    });
  }
  const row = vin && of_vin ? one(of_vin, 'vin', vin) : undefined;
  if (row) return row;
  const of_plate = license_plate ? known.by_term.get(foldedTerm('license_plate', license_plate)) : undefined;
  const found = one(of_plate, 'license_plate', license_plate ?? '');
  if (found) return found;
  throw refused('unit_required', 'No vehicle of the fleet has these numbers, and without a unit none can be added.', {
    column: 'telematics_unit_id',
  });
};
