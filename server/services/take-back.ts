import { isDeepStrictEqual } from 'node:util';
import type { ChangeMade } from '#lib/contract/bulk.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { CustomFields } from '#lib/domain/vehicle.ts';
import { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { AskedChange, Changed } from './change-vehicle.ts';
import { changeCustomFields, changeOperationStatus, changeTags } from './vehicle-changes.ts';

/** What the audit log calls a change of each part. */
export const change_actions: Record<ChangeMade['part'], string> = {
  tags: 'vehicle.tags.set',
  custom_fields: 'vehicle.custom-fields.change',
  operation_status: 'vehicle.operation-status.set',
};

type Asked = Pick<AskedChange, 'action' | 'change'>;

const pick = (fields: Record<string, string | null>, keys: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(keys.map((key) => [key, fields[key] ?? null]));

/** A change as the answer of a bulk call tells it; undefined when it is of another kind. */
const changeMade = (row: VehicleRow, { tags, custom_fields, operation_status }: Changed['columns']): ChangeMade | undefined => {
  if (tags !== undefined) return { part: 'tags', before: JSON.parse(row.tags), after: JSON.parse(tags) };
  if (operation_status !== undefined) {
    const [before, after] = [row.operation_status, operation_status].map((value) => OperationStatus.parse(value));
    return before && after && { part: 'operation_status', before, after };
  }
  if (custom_fields === undefined) return undefined;
  const [before, after]: CustomFields[] = [JSON.parse(row.custom_fields), JSON.parse(custom_fields)];
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((key) => before?.[key] !== after?.[key]);
  return { part: 'custom_fields', before: pick(before ?? {}, keys), after: pick(after ?? {}, keys) };
};

/** The same change, and what it made of the vehicle once it was asked for. */
export const telling = <A extends Asked>(asked: A): { asked: A; told: () => ChangeMade | undefined } => {
  let made: ChangeMade | undefined;
  const change: Asked['change'] = async (row, now, tx) => {
    const changed = await asked.change(row, now, tx);
    made = changed && changeMade(row, changed.columns);
    return changed;
  };
  return { asked: { ...asked, change }, told: () => made };
};

const present = (row: VehicleRow, made: ChangeMade): unknown => {
  if (made.part === 'operation_status') return row.operation_status;
  return made.part === 'tags' ? JSON.parse(row.tags) : pick(JSON.parse(row.custom_fields), Object.keys(made.after));
};

const backward = (made: ChangeMade) => {
  if (made.part === 'operation_status') return changeOperationStatus(made.before);
  return made.part === 'tags' ? changeTags(() => made.before) : changeCustomFields(pick(made.before, Object.keys(made.after)));
};

/** Makes the part what it was before. Throws 412 when it is no longer as the change left it, whatever else of the vehicle was changed. */
export const takeBack = (made: ChangeMade): Asked => ({
  action: change_actions[made.part],
  change: (row, now) => {
    if (!isDeepStrictEqual(present(row, made), made.after))
      throw new Problem('resource-modified', `What was changed of vehicle ${row.id} has changed again since.`);
    return backward(made)(row, now);
  },
});
