import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { NewVehicle } from '#lib/domain/vehicle.ts';
import { createText } from '#lib/messages/text.ts';
import { changeDraft, detailErrors, draftOfSameKind, empty_draft, newVehicleBody, type VehicleDraft } from './vehicle-draft.ts';

const text = createText('en');

const brandWith = (authentication: BrandDefinition['authentication']): BrandDefinition => {
  const [first] = brands;
  if (!first) throw new Error('The catalogue is empty');
  return { ...first, brand: 'SOME_BRAND', authentication };
};
const ulid = '01HZN1V0000000000000000001';

const draft: VehicleDraft = {
  ...empty_draft,
  brand: 'SOME_BRAND',
  credentials_id: ulid,
  unit_id: ' 3563 0704 2441 013 ',
  model_id: ulid,
  extensions: ['top_case'],
  details: { ...empty_draft.details, license_plate: ' SBA 1234 ', year_of_production: '2024', vin: '  ' },
  tags: ['north'],
  custom_fields: [{ id: '1', key: 'zone', value: '4' }],
};

describe('changeDraft', () => {
  it('drops what hangs on the former brand and keeps the vehicle’s own data', () => {
    const changed = changeDraft(draft, { brand: 'OTHER' });
    expect(changed).toMatchObject({ brand: 'OTHER', credentials_id: '', unit_id: '', model_id: '', extensions: [] });
    expect(changed.details).toEqual(draft.details);
    expect(changed.tags).toEqual(['north']);
  });

  it('keeps all when the same brand is chosen again', () => {
    expect(changeDraft(draft, { brand: 'SOME_BRAND' })).toEqual(draft);
  });

  it('drops accessories of the former model', () => {
    expect(changeDraft(draft, { model_id: 'OTHER' }).extensions).toEqual([]);
    expect(changeDraft(draft, { model_id: ulid }).extensions).toEqual(['top_case']);
  });
});

describe('draftOfSameKind', () => {
  it('keeps the kind and empties what names one vehicle', () => {
    const next = draftOfSameKind(draft);
    expect(next).toMatchObject({
      brand: 'SOME_BRAND',
      credentials_id: ulid,
      model_id: ulid,
      extensions: ['top_case'],
      unit_id: '',
      password: '',
    });
    expect(next.details).toMatchObject({ license_plate: '', year_of_production: '2024' });
    expect(next.custom_fields).toEqual([]);
  });
});

describe('newVehicleBody', () => {
  it('is a body that the contract takes, without empty fields', () => {
    const body = newVehicleBody(draft, brandWith('SHARED'));
    expect(NewVehicle.parse(body)).toEqual({
      telematics_unit: {
        id: '356307042441013',
        brand: 'SOME_BRAND',
        setup: { vehicle_model_id: ulid, extensions: ['top_case'] },
        authentication: { credentials_id: ulid },
      },
      master_data: { license_plate: 'SBA 1234', year_of_production: 2024 },
      custom_fields: { zone: '4' },
      tags: ['north'],
      operation_status: 'OPERATING',
    });
  });

  it('names the unit’s own password, or nothing, as the brand wants', () => {
    const with_password = newVehicleBody({ ...draft, credentials_id: '', password: 'x' }, brandWith('INDIVIDUAL'));
    expect(with_password.telematics_unit.authentication).toEqual({ password: 'x' });
    const replaced = newVehicleBody({ ...draft, password: 'x', new_password: 'y' }, brandWith('INDIVIDUAL'));
    expect(replaced.telematics_unit.authentication).toEqual({ password: 'x', new_password: 'y' });
    const without = newVehicleBody({ ...draft, credentials_id: '' }, brandWith('NONE'));
    expect(without.telematics_unit).not.toHaveProperty('authentication');
  });
});

describe('detailErrors', () => {
  it('marks each faulty field', () => {
    const details = { ...empty_draft.details, vin: 'X'.repeat(18), year_of_production: 'soon' };
    expect(Object.keys(detailErrors({ ...draft, details }, text)).sort()).toEqual(['vin', 'year_of_production']);
    expect(detailErrors(draft, text)).toEqual({});
  });
});
