import { MasterDataPatch, type Vehicle } from '#lib/domain/vehicle.ts';
import { changedFields, type FieldEdits, type FieldValues } from './field-edits.ts';

export type MasterDataField = keyof MasterDataPatch;
export type MasterDataEdits = FieldEdits<MasterDataField>;

export const master_data_labels: Record<MasterDataField, string> = {
  license_plate: 'Licence plate',
  custom_name: 'Name',
  vin: 'VIN',
  brand: 'Brand',
  model: 'Model',
  vehicle_type: 'Type',
  fuel_type: 'Energy',
  transmission: 'Transmission',
  year_of_production: 'Year of production',
  remark: 'Remark',
};

export const master_data_order = Object.keys(master_data_labels) as MasterDataField[];

/** Master data as texts of a form; empty where nothing is stored. */
export const masterDataTexts = (vehicle: Vehicle): FieldValues<MasterDataField> =>
  Object.fromEntries(master_data_order.map((field) => [field, String(vehicle.master_data[field] ?? '')])) as FieldValues<MasterDataField>;

export type MasterDataDraft = { ok: true; patch: MasterDataPatch } | { ok: false; errors: Partial<Record<MasterDataField, string>> };

/** The merge patch of the touched fields alone; an emptied field is removed. */
export const masterDataPatch = (edits: MasterDataEdits, live: FieldValues<MasterDataField>): MasterDataDraft => {
  const values = Object.fromEntries(
    changedFields(edits, live).map((field) => {
      const text = edits[field]?.text.trim() ?? '';
      return [field, text === '' ? null : text];
    }),
  );
  const parsed = MasterDataPatch.safeParse(values);
  if (parsed.success) return { ok: true, patch: parsed.data };
  const errors: Partial<Record<MasterDataField, string>> = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path[0] as MasterDataField;
    errors[field] ??= fieldMessage(field);
  }
  return { ok: false, errors };
};

const longest: Partial<Record<MasterDataField, number>> = { vin: 17, license_plate: 30, remark: 1000 };

export const fieldLimit = (field: MasterDataField): number => longest[field] ?? 100;

const fieldMessage = (field: MasterDataField): string =>
  field === 'year_of_production'
    ? `A year from 1900 to ${new Date().getUTCFullYear() + 1}, four digits.`
    : `At most ${fieldLimit(field)} characters.`;
