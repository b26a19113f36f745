/** What is known about the vehicle to be added, from the first step to the last. Nothing is lost by going back. */

import { type CustomFieldRow, rowErrors } from '#components/vehicle/custom-field-rows.ts';
import { fieldError, fieldValue } from '#components/vehicle/master-data-form.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import type { MasterData, NewVehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';
import { normaliseUnitId } from './unit-id.ts';

export const detail_fields = [
  'license_plate',
  'custom_name',
  'vin',
  'fuel_type',
  'year_of_production',
  'transmission',
  'remark',
] as const satisfies (keyof MasterData)[];
export type DetailField = (typeof detail_fields)[number];

export interface VehicleDraft {
  brand: string;
  credentials_id: string;
  /** Of units that have one each. */
  password: string;
  /** Empty: the unit keeps the one it has. */
  new_password: string;
  unit_id: string;
  model_id: string;
  extensions: readonly string[];
  details: Readonly<Record<DetailField, string>>;
  operation_status: string;
  tags: readonly string[];
  custom_fields: readonly CustomFieldRow[];
}

export const empty_draft: VehicleDraft = {
  brand: '',
  credentials_id: '',
  password: '',
  new_password: '',
  unit_id: '',
  model_id: '',
  extensions: [],
  details: { license_plate: '', custom_name: '', vin: '', fuel_type: '', year_of_production: '', transmission: '', remark: '' },
  operation_status: 'OPERATING',
  tags: [],
  custom_fields: [],
};

/** Applies a change. What hangs on a former brand or model goes with it; the vehicle's own data stay. */
export const changeDraft = (draft: VehicleDraft, change: Partial<VehicleDraft>): VehicleDraft => {
  const { details, operation_status, tags, custom_fields, ...bound } = empty_draft;
  const new_brand = change.brand !== undefined && change.brand !== draft.brand;
  const new_model = change.model_id !== undefined && change.model_id !== draft.model_id;
  return { ...draft, ...(new_brand && bound), ...(new_model && { extensions: [] }), ...change };
};

/** The next vehicle of the same kind: all that names the last one is emptied. */
export const draftOfSameKind = ({
  brand,
  credentials_id,
  model_id,
  extensions,
  details,
  tags,
  operation_status,
}: VehicleDraft): VehicleDraft => ({
  ...empty_draft,
  brand,
  credentials_id,
  model_id,
  extensions,
  tags,
  operation_status,
  details: {
    ...empty_draft.details,
    fuel_type: details.fuel_type,
    year_of_production: details.year_of_production,
    transmission: details.transmission,
  },
});

const filledDetails = ({ details }: VehicleDraft): [DetailField, string][] =>
  detail_fields.flatMap((field) => (details[field].trim() === '' ? [] : [[field, details[field].trim()]]));

export type DetailErrors = Partial<Record<DetailField, string>>;

export const detailErrors = (draft: VehicleDraft, words: Text): DetailErrors =>
  Object.fromEntries(
    filledDetails(draft).flatMap(([field, text]) => {
      const error = fieldError(field, text, words);
      return error ? [[field, error]] : [];
    }),
  );

export const customFieldErrors = (draft: VehicleDraft, words: Text) => rowErrors(draft.custom_fields, words);

const authenticationOf = (draft: VehicleDraft, brand: BrandDefinition) => {
  if (brand.authentication === 'INDIVIDUAL') {
    const { password, new_password } = draft;
    return { authentication: { password, ...(new_password && { new_password }) } };
  }
  return draft.credentials_id === '' ? {} : { authentication: { credentials_id: draft.credentials_id } };
};

/** Body of the request. Empty fields are left out. */
export const newVehicleBody = (draft: VehicleDraft, brand: BrandDefinition): NewVehicle => {
  const master_data: MasterData = Object.fromEntries(filledDetails(draft).map(([field, text]) => [field, fieldValue(field, text)]));
  const custom_fields = Object.fromEntries(draft.custom_fields.map(({ key, value }) => [key, value]));
  return {
    telematics_unit: {
      id: normaliseUnitId(draft.unit_id),
      brand: draft.brand,
      setup: { vehicle_model_id: draft.model_id, extensions: [...draft.extensions] },
      ...authenticationOf(draft, brand),
    },
    ...(Object.keys(master_data).length > 0 && { master_data }),
    ...(draft.custom_fields.length > 0 && { custom_fields }),
    ...(draft.tags.length > 0 && { tags: [...draft.tags] }),
    operation_status: draft.operation_status as 'OPERATING',
  };
};
