import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import type { BrandDefinition, CredentialField } from '#lib/domain/telematics.ts';
import { createText } from '#lib/messages/text.ts';
import { filledValues, missingValues, planReplacement, startingValues, storedValues } from './credential-values.ts';

const text = createText('en');
const field = (name: string, extra: Partial<CredentialField> = {}): CredentialField => ({
  name,
  label: name,
  secret: false,
  required: true,
  immutable: false,
  ...extra,
});
const [some_brand] = brands;
if (!some_brand) throw new Error('The catalogue is empty');
const brand: BrandDefinition = {
  ...some_brand,
  credential_fields: [
    field('client_id', { immutable: true }),
    field('client_secret', { secret: true }),
    field('refresh_token', { secret: true }),
    field('base_url', { default_value: 'https://a.example' }),
    field('generation', { required: false }),
  ],
};
const stored = { fields: { client_id: 'me', base_url: 'https://a.example' } };

describe('credential values', () => {
  it('start with defaults and never with a secret', () => {
    const secret_default = field('key', { secret: true, default_value: 'x' });
    expect(startingValues([...brand.credential_fields, secret_default])).toMatchObject({
      base_url: 'https://a.example',
      client_secret: '',
      key: '',
    });
    expect(storedValues(brand, stored)).toMatchObject({ client_id: 'me', client_secret: '', generation: '' });
  });

  it('leave empty fields out and keep blanks of secrets', () => {
    expect(filledValues(brand.credential_fields, { client_id: ' me ', client_secret: ' s ', base_url: '  ' })).toEqual({
      client_id: 'me',
      client_secret: ' s ',
    });
  });

  it('name what is missing', () => {
    expect(Object.keys(missingValues(brand.credential_fields, { client_id: 'me', generation: '' }, text)).sort()).toEqual([
      'base_url',
      'client_secret',
      'refresh_token',
    ]);
  });
});

describe('planReplacement', () => {
  const values = storedValues(brand, stored);

  it('changes nothing when nothing was typed', () => {
    expect(planReplacement(brand, stored, values, text)).toEqual({ patch: {}, missing: {} });
  });

  it('sends new secrets alone, and checks them with all that is stored', () => {
    const plan = planReplacement(brand, stored, { ...values, client_secret: 'new', refresh_token: 'fresh' }, text);
    expect(plan.patch).toEqual({ client_secret: 'new', refresh_token: 'fresh' });
    expect(plan.check).toEqual({ client_id: 'me', base_url: 'https://a.example', client_secret: 'new', refresh_token: 'fresh' });
    expect(plan.missing).toEqual({});
  });

  it('wants every secret once one is replaced', () => {
    expect(Object.keys(planReplacement(brand, stored, { ...values, client_secret: 'new' }, text).missing)).toEqual(['refresh_token']);
  });

  it('changes an address without the secrets, unchecked', () => {
    expect(planReplacement(brand, stored, { ...values, base_url: 'https://b.example' }, text)).toEqual({
      patch: { base_url: 'https://b.example' },
      missing: {},
    });
  });

  it('never sends what cannot be changed', () => {
    expect(planReplacement(brand, stored, { ...values, client_id: 'other' }, text).patch).toEqual({});
  });
});
