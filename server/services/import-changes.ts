import type { ImportCell } from '#lib/contract/imports.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { type Changed, nextVehicle } from './change-vehicle.ts';
import { partsOf } from './import-values.ts';
import { changeCustomFields, changeMasterData, changeOperationStatus, changeTags } from './vehicle-changes.ts';

export interface Step {
  action: string;
  change: Changed;
  next: VehicleRow;
}

/**
 * The cells' values put into the vehicle, as the calls for one vehicle would: one step for master data, custom fields, tags and operation status each.
 * A step that changes nothing is left out. Throws what these calls would refuse.
 */
export const importChanges = (row: VehicleRow, cells: readonly ImportCell[], which: 'old' | 'new', now: string): Step[] => {
  const values = cells.map((cell) => ({ column: cell.column as 'tags', value: cell[which] ?? null }));
  const { master_data, custom_fields, tags, operation_status } = partsOf(values);
  const calls = [
    { action: 'vehicle.master-data.change', change: changeMasterData(master_data) },
    { action: 'vehicle.custom-fields.change', change: changeCustomFields(custom_fields) },
    ...(tags ? [{ action: 'vehicle.tags.set', change: changeTags(() => tags) }] : []),
    ...(operation_status ? [{ action: 'vehicle.operation-status.set', change: changeOperationStatus(operation_status) }] : []),
  ];
  const steps: Step[] = [];
  let current = row;
  for (const { action, change: make } of calls) {
    const change = make(current, now);
    if (!change) continue;
    current = nextVehicle(current, change, now);
    steps.push({ action, change, next: current });
  }
  return steps;
};
