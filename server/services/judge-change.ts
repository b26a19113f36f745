import { findModel } from '#lib/catalogue/catalogue.ts';
import type { ImportCell } from '#lib/contract/imports.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { importChanges } from './import-changes.ts';
import type { FileCells } from './import-file.ts';
import type { Known } from './import-known.ts';
import { type AskedValue, brandOf, cellOf, isSame, refused } from './import-values.ts';

const refuseOther = (column: keyof FileCells, given: string | undefined, had: readonly string[], message: string) => {
  if (!given || had.some((value) => value.toUpperCase() === given.toUpperCase())) return;
  throw refused('unit_differs', message, { column, ...(column !== 'password' && { value: given }) });
};

/** What of the unit a file may repeat but not change. */
const refuseUnitChange = (known: Known, row: VehicleRow, cells: FileCells) => {
  const elsewhere = 'A unit is replaced, and its model and access are changed, on the page of the vehicle.';
  refuseOther('telematics_brand', brandOf(cells)?.brand ?? cells.telematics_brand, [row.telematics_brand], elsewhere);
  refuseOther('telematics_unit_id', cells.telematics_unit_id, [row.telematics_unit_id], elsewhere);
  refuseOther('password', cells.password, [], elsewhere);
  refuseOther('password', cells.new_password, [], elsewhere);
  const named = [...known.credentials.values()].flat().find(({ id }) => id === row.credentials_id);
  const credentials = [row.credentials_id ?? '', ...(named ? [named.name] : [])];
  refuseOther('credentials', cells.credentials, credentials, elsewhere);
  const model = findModel(row.vehicle_model_id);
  const names = model ? [model.id, model.vehicle_model, `${model.vehicle_brand} ${model.vehicle_model}`] : [];
  refuseOther('vehicle_model_id', cells.vehicle_model_id, names, elsewhere);
  refuseOther('extensions', cells.extensions, [JSON.parse(row.extensions).join(', '), JSON.parse(row.extensions).join(',')], elsewhere);
};

/** Cell by cell what the row would change of the vehicle. Throws a refusal. */
export const judgeChange = (known: Known, row: VehicleRow, cells: FileCells, asked: readonly AskedValue[]): ImportCell[] => {
  if (row.archived_at) throw refused('archived', 'The vehicle is archived. Restore it first.', { column: 'id', value: row.id });
  refuseUnitChange(known, row, cells);
  const changed = asked.flatMap(({ column, value }): ImportCell[] => {
    const old = cellOf(row, column);
    return isSame(old, value) ? [] : [{ column, old, new: value }];
  });
  if (changed.length > 0 && !known.may_change)
    throw refused('not_permitted', 'To change a vehicle needs the permission vehicles.', { column: 'id', value: row.id });
  try {
    importChanges(row, changed, 'new', row.modified_at);
  } catch (error) {
    if (Problem.is(error)) throw refused('too_many', error.message);
    throw error;
  }
  return changed;
};
