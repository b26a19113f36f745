import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';
import { createText } from '#lib/messages/text.ts';
import { missingAt, reachableStep, stepAfter, stepBefore, stepsOf } from './steps.ts';
import { changeDraft, empty_draft } from './vehicle-draft.ts';

const text = createText('en');

const withAuthentication = (kind: BrandDefinition['authentication']): BrandDefinition => {
  const found = brands.find((brand) => brand.authentication === kind) ?? brands[0];
  if (!found) throw new Error('The catalogue is empty');
  return { ...found, authentication: kind, unit_id_pattern: '^[0-9]{15}$', unit_id_label: 'IMEI' };
};
const shared = withAuthentication('SHARED');
const free = withAuthentication('NONE');

const full = (brand: BrandDefinition) =>
  changeDraft(changeDraft(empty_draft, { brand: brand.brand }), { credentials_id: 'C', unit_id: '356307042441013', model_id: 'M' });

describe('steps', () => {
  it('skips credentials where the brand has none', () => {
    expect(stepsOf(free)).not.toContain('credentials');
    expect(stepsOf(shared)).toContain('credentials');
    expect(stepAfter('brand', stepsOf(free))).toBe('unit');
    expect(stepBefore('unit', stepsOf(free))).toBe('brand');
    expect(stepAfter('review', stepsOf(free))).toBe('review');
    expect(stepBefore('brand', stepsOf(free))).toBe('brand');
  });

  it('opens a step of the address only when all before it are finished', () => {
    expect(reachableStep('review', empty_draft, undefined, text)).toBe('brand');
    expect(reachableStep('review', full(shared), shared, text)).toBe('review');
    expect(reachableStep('review', changeDraft(full(shared), { model_id: '' }), shared, text)).toBe('model');
    expect(reachableStep('review', changeDraft(full(shared), { credentials_id: '' }), shared, text)).toBe('credentials');
    expect(reachableStep('details', changeDraft(full(free), { unit_id: '123' }), free, text)).toBe('unit');
    expect(reachableStep(null, full(shared), shared, text)).toBe('brand');
    expect(reachableStep('nonsense', full(shared), shared, text)).toBe('brand');
  });

  it('says what is missing', () => {
    expect(missingAt('brand', empty_draft, undefined, text)).toMatch(/brand/);
    expect(missingAt('unit', changeDraft(full(shared), { unit_id: '35' }), shared, text)).toBe('Not a whole IMEI: 2 of 15.');
    expect(missingAt('credentials', full(shared), withAuthentication('INDIVIDUAL'), text)).toMatch(/password/);
    const with_year = changeDraft(full(shared), { details: { ...empty_draft.details, year_of_production: '19' } });
    expect(missingAt('details', with_year, shared, text)).toBe('Correct the marked fields.');
    expect(missingAt('details', full(shared), shared, text)).toBeUndefined();
    const row = { id: '1', key: 'not allowed', value: '' };
    expect(missingAt('details', changeDraft(full(shared), { custom_fields: [row] }), shared, text)).toBe('Correct the marked fields.');
  });
});
