import { Problem } from '#lib/domain/problem.ts';
import type { CustomFields } from '#lib/domain/vehicle.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { Changed } from './change-vehicle.ts';

/** A change that needs no look into the database. */
type PlainChange = (row: VehicleRow, now: string) => Changed | undefined;

const limits = { custom_fields: 50, tags: 20 };

/** The pointer names the body as a whole: what is too much is the sum with what the vehicle has. */
const tooMany = (message: string) => new Problem('validation-error', message, { errors: [{ pointer: '', code: 'too_big', message }] });

/** Merges into the master data; null removes, what is undefined stays. */
export const changeMasterData =
  (patch: object): PlainChange =>
  (row, now) => {
    const changed = Object.entries(patch).filter(([name, value]) => value !== undefined && row[name as keyof typeof row] !== value);
    if (changed.length === 0) return undefined;
    return { columns: { ...Object.fromEntries(changed), master_data_modified_at: now }, reasons: ['MASTER_DATA_CHANGED'] };
  };

/** Merges into the custom fields; null removes. Throws when they become too many. */
export const changeCustomFields =
  (patch: Record<string, string | null>): PlainChange =>
  (row, now) => {
    const merged: Record<string, string | null> = { ...JSON.parse(row.custom_fields), ...patch };
    const fields = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as CustomFields;
    if (Object.keys(fields).length > limits.custom_fields) throw tooMany(`A vehicle has at most ${limits.custom_fields} custom fields.`);
    const custom_fields = JSON.stringify(fields);
    if (custom_fields === row.custom_fields) return undefined;
    return { columns: { custom_fields, custom_fields_modified_at: now }, reasons: ['CUSTOM_FIELDS_CHANGED'] };
  };

/** Tags as made from those of before, in their order. Throws when they become too many. */
export const changeTags =
  (make: (current: readonly string[]) => readonly string[]): PlainChange =>
  (row) => {
    const next = make(JSON.parse(row.tags));
    if (next.length > limits.tags) throw tooMany(`A vehicle has at most ${limits.tags} tags.`);
    const tags = JSON.stringify(next);
    return tags === row.tags ? undefined : { columns: { tags }, reasons: ['TAGS_CHANGED'] };
  };

export const changeOperationStatus =
  (value: string): PlainChange =>
  (row, now) =>
    row.operation_status === value
      ? undefined
      : { columns: { operation_status: value, operation_status_modified_at: now }, reasons: ['OPERATION_STATUS_CHANGED'] };
