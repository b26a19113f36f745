import { Problem, type ProblemError } from '#lib/domain/problem.ts';
import type { BrandDefinition } from '#lib/domain/telematics.ts';

const refuseFields = (errors: ProblemError[]) => {
  const [first] = errors;
  if (first) throw new Problem('validation-error', first.message, { errors });
};

/** Where the secrets are sent: a web address without a name and password of its own, which would be shown with it. */
const isWebAddress = (value: string): boolean => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
};

const forms = {
  url: { accepts: isWebAddress, message: 'Not an address that begins with https:// or http://.' },
  broker: {
    accepts: (value: string) => /^(SASL_SSL:\/\/|SASL_PLAINTEXT:\/\/)?[A-Za-z0-9.-]{1,253}:\d{1,5}$/.test(value),
    message: 'Not a host and port, such as broker.example:443.',
  },
};

const refuseMalformed = (brand: BrandDefinition, given: Record<string, string>) =>
  refuseFields(
    brand.credential_fields.flatMap(({ name, label, address, pattern }) => {
      const value = given[name];
      if (value === undefined) return [];
      const pointer = `/${name}`;
      if (address && !forms[address].accepts(value)) return [{ pointer, code: 'invalid_format', message: forms[address].message }];
      const misses = pattern !== undefined && !new RegExp(pattern).test(value);
      return misses ? [{ pointer, code: 'invalid_format', message: `${value.slice(0, 100)} is no ${label} of ${brand.name}.` }] : [];
    }),
  );

/** Given fields, parted into open and secret ones after the brand's declaration; required ones must be there. */
export const partFields = (
  brand: BrandDefinition,
  given: Record<string, string>,
): { open: Record<string, string>; secret: Record<string, string> } => {
  const declared = new Map(brand.credential_fields.map((field) => [field.name, field]));
  const unknown = Object.keys(given)
    .filter((name) => !declared.has(name))
    .map((name) => ({ pointer: `/${name}`, code: 'unrecognized_key', message: `${brand.name} credentials have no field ${name}.` }));
  const missing = brand.credential_fields
    .filter((field) => field.required && given[field.name] === undefined && field.default_value === undefined)
    .map((field) => ({ pointer: `/${field.name}`, code: 'required', message: `${field.label} is needed.` }));
  refuseFields([...unknown, ...missing]);
  refuseMalformed(brand, given);
  const open: Record<string, string> = {};
  const secret: Record<string, string> = {};
  for (const field of brand.credential_fields) {
    const value = given[field.name] ?? field.default_value;
    if (value !== undefined) (field.secret ? secret : open)[field.name] = value;
  }
  return { open, secret };
};

/** Only fields that the brand declares as replaceable may be given, and at least one. */
export const requireReplaceable = (brand: BrandDefinition, given: Record<string, string>) => {
  const refused = Object.keys(given)
    .filter((name) => !brand.credential_fields.some((field) => field.name === name && !field.immutable))
    .map((name) => ({ pointer: `/${name}`, code: 'immutable', message: `${name} cannot be changed; store new credentials instead.` }));
  refuseFields(refused);
  if (Object.keys(given).length === 0) throw new Problem('validation-error', 'Name at least one field to replace.');
};

/** New open fields, and new secrets when any was given: then all of them, since what is sealed cannot be read back to merge with. */
export const partReplacements = (brand: BrandDefinition, stored: Record<string, string>, given: Record<string, string>) => {
  const secret_names = brand.credential_fields.filter((field) => field.secret).map((field) => field.name);
  const replaces_secrets = secret_names.some((name) => given[name] !== undefined);
  if (replaces_secrets) return partFields(brand, { ...stored, ...given });
  refuseMalformed(brand, given);
  const moves = brand.credential_fields.some(({ name, address }) => address && (given[name] ?? stored[name]) !== stored[name]);
  if (moves) {
    const message = 'Needed again: what is stored is not sent to another address.';
    refuseFields(secret_names.map((name) => ({ pointer: `/${name}`, code: 'required', message })));
  }
  return { open: { ...stored, ...given }, secret: undefined };
};
