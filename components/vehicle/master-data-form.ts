import { master_data_lengths, yearsOfProduction } from '#lib/domain/master-data-limits.ts';
import type { MasterDataPatch, Vehicle } from '#lib/domain/vehicle.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { changedFields, type FieldEdits, type FieldValues } from './field-edits.ts';

export type MasterDataField = keyof MasterDataPatch;
export type MasterDataEdits = FieldEdits<MasterDataField>;

export const master_data_labels: Record<MasterDataField, Message> = {
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

const lengths: Partial<Record<MasterDataField, number>> = master_data_lengths;

/** Most characters that a field takes; undefined where what may be entered is not a matter of length. */
export const fieldLimit = (field: MasterDataField): number | undefined => lengths[field];

/** What is wrong with a filled field, as far as the browser can tell; the server judges anew. */
export const fieldError = (field: MasterDataField, text: string, { t }: Text): string | undefined => {
  if (field === 'year_of_production') {
    const { first, last } = yearsOfProduction();
    const is_year = /^\d{4}$/.test(text) && Number(text) >= first && Number(text) <= last;
    return is_year ? undefined : t('A year from {first} to {last}, four digits.', { first: String(first), last: String(last) });
  }
  const limit = fieldLimit(field);
  return limit !== undefined && text.length > limit ? t('At most {count} characters.', { count: limit }) : undefined;
};

/** Texts by field as values of the contract. */
export const fieldValue = (field: MasterDataField, text: string): string | number => (field === 'year_of_production' ? Number(text) : text);

/** The merge patch of the touched fields alone; an emptied field is removed. */
export const masterDataPatch = (edits: MasterDataEdits, live: FieldValues<MasterDataField>, words: Text): MasterDataDraft => {
  const texts = changedFields(edits, live).map((field) => [field, edits[field]?.text.trim() ?? ''] as const);
  const errors = texts.flatMap(([field, text]) => {
    const error = text === '' ? undefined : fieldError(field, text, words);
    return error ? [[field, error]] : [];
  });
  if (errors.length > 0) return { ok: false, errors: Object.fromEntries(errors) };
  return { ok: true, patch: Object.fromEntries(texts.map(([field, text]) => [field, text === '' ? null : fieldValue(field, text)])) };
};

/** The patch that takes one back: what it touched gets its former value, unless somebody has changed it since. */
export const undoMasterData = (patch: MasterDataPatch, before: Vehicle['master_data'], now: Vehicle['master_data']): MasterDataPatch => {
  const fields = (Object.keys(patch) as MasterDataField[]).filter((field) => (now[field] ?? null) === patch[field]);
  return Object.fromEntries(fields.map((field) => [field, before[field] ?? null]));
};
