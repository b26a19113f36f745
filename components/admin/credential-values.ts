import type { StoredCredentials } from '#lib/contract/credentials.ts';
import type { BrandDefinition, CredentialField } from '#lib/domain/telematics.ts';
import type { Text } from '#lib/messages/text.ts';

export type CredentialValues = Readonly<Record<string, string>>;

/** Values that a form starts with: defaults of the brand, never a secret. */
export const startingValues = (fields: readonly CredentialField[]): CredentialValues =>
  Object.fromEntries(fields.map((field) => [field.name, field.secret ? '' : (field.default_value ?? '')]));

/** What is sent: empty fields are left out, so that the brand's defaults stand in for them. Secrets are sent as typed. */
export const filledValues = (fields: readonly CredentialField[], values: CredentialValues): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.secret ? values[field.name] : values[field.name]?.trim();
      return value ? [[field.name, value]] : [];
    }),
  );

export const missingValues = (
  fields: readonly CredentialField[],
  values: CredentialValues,
  { t, translate }: Text,
): Record<string, string> => {
  const filled = filledValues(fields, values);
  const missing = fields.filter((field) => field.required && filled[field.name] === undefined);
  return Object.fromEntries(missing.map((field) => [field.name, t('{field} is needed.', { field: translate(field.label) })]));
};

export const replaceableFields = (brand: BrandDefinition): CredentialField[] => brand.credential_fields.filter((field) => !field.immutable);

/** Values that the form for replacing starts with: what is stored in the open, and no secret. */
export const storedValues = (brand: BrandDefinition, stored: Pick<StoredCredentials, 'fields'>): CredentialValues => ({
  ...startingValues(brand.credential_fields.map((field) => ({ ...field, default_value: undefined }) as CredentialField)),
  ...stored.fields,
});

export interface Replacement {
  /** Only what differs from what is stored; empty when nothing does. */
  patch: Record<string, string>;
  /** All values, for a check before saving. Absent while the secrets stay: what is sealed cannot be read back to check with. */
  check?: Record<string, string>;
  missing: Record<string, string>;
}

/** What replacing means: any new secret asks for all of them, since the sealed ones cannot be merged with. */
export const planReplacement = (
  brand: BrandDefinition,
  stored: Pick<StoredCredentials, 'fields'>,
  values: CredentialValues,
  text: Text,
): Replacement => {
  const fields = replaceableFields(brand);
  const filled = filledValues(fields, values);
  const secrets = fields.filter((field) => field.secret);
  const gives_secret = secrets.some((field) => filled[field.name] !== undefined);
  const open = fields.filter((field) => !field.secret);
  const missing = missingValues(gives_secret ? fields : open, values, text);
  const patch = Object.fromEntries(Object.entries(filled).filter(([name, value]) => stored.fields[name] !== value));
  return { patch, missing, ...(gives_secret && { check: { ...stored.fields, ...filled } }) };
};
