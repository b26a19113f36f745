import fc from 'fast-check';
import { z } from 'zod';

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const seconds = instant.map((text) => `${text.slice(0, 19)}Z`);
const mail = fc
  .tuple(fc.stringMatching(/^[a-z]{1,20}$/), fc.stringMatching(/^[a-z]{1,20}$/))
  .map(([name, host]) => `${name}@${host}.example`);

const textOf = ({ pattern, format, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> => {
  if (format === 'date-time') return fc.oneof(instant, seconds);
  if (format === 'email') return mail;
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const lengths = { minLength, maxLength: Math.min(maxLength, Math.max(minLength, 300)) };
  // Every character that JSON can carry, blanks and control characters included.
  return fc.oneof(
    fc.string({ ...lengths, unit: 'grapheme-ascii' }),
    fc.string({ ...lengths, unit: 'binary' }).filter((text) => text.length <= maxLength),
  );
};

const objectOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties: more, propertyNames = { type: 'string', maxLength: 20 } } = schema;
  const named = fc.record(Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, arbitraryOf(part)])), {
    requiredKeys: required,
  });
  if (typeof more !== 'object') return named;
  const others = fc.dictionary(arbitraryOf(propertyNames).map(String), arbitraryOf(more), { maxKeys: 5 });
  return fc.tuple(others, named).map(([loose, fixed]) => ({ ...loose, ...fixed }));
};

const numberOf = (schema: JsonSchema): fc.Arbitrary<number> => {
  const { minimum = schema.exclusiveMinimum ?? -1e6, maximum = 1e6 } = schema;
  const within = { min: Math.max(minimum, -1e15), max: Math.min(maximum, 1e15) };
  return schema.type === 'integer'
    ? fc.integer({ min: Math.ceil(within.min), max: Math.min(Math.floor(within.max), 2 ** 31) })
    : fc.double({ ...within, noNaN: true });
};

const arbitraryOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(arbitraryOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'object') return objectOf(schema);
  const { items = {}, minItems: minLength = 0, maxItems: maxLength = 5 } = schema;
  if (schema.type === 'array') return fc.array(arbitraryOf(items), { minLength, maxLength: Math.min(maxLength, 25) });
  return fc.jsonValue({ maxDepth: 2 });
};

/** Inputs that have the form the schema declares; rules beyond the form (a year, no tag twice) may still refuse some. */
export const arbitraryInput = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' }) as JsonSchema);

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '__proto__',
    '{{7*7}}',
    "' OR 1=1 --",
    'x'.repeat(5000),
    [],
    {},
    [[[]]],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))]
    : [path];

const withPart = (value: unknown, [key, ...rest]: string[], change: (part: unknown) => unknown): unknown => {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((part, index) => (String(index) === key ? withPart(part, rest, change) : part));
  const part = (value as Record<string, unknown>)[key];
  return { ...(value as object), [key]: withPart(part, rest, change) };
};

/** The value with one thing changed: a part replaced by something nasty, or a surplus property. */
export const oneThingWrong = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...pathsOf(value)), nasty, fc.boolean())
    .map(([path, wrong, surplus]) =>
      withPart(value, path, (part) =>
        surplus && typeof part === 'object' && part !== null && !Array.isArray(part) ? { ...part, surplus: wrong } : wrong,
      ),
    );
