import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { propertyLines, typeWords } from './schema-text.ts';

const { schemas } = openApiDocument({ app_url: 'https://fleet.example' }).components;
const text = (schema: Parameters<typeof typeWords>[0]) =>
  typeWords(schema)
    .map((word) => word.text)
    .join('');

describe('types in words', () => {
  it.each([
    [{ type: 'string', minLength: 1, maxLength: 30 }, 'string 1–30 characters'],
    [{ type: 'integer', minimum: 1 }, 'integer from 1'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ enum: ['ON', 'OFF'] }, 'ON | OFF'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'number or null'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Vehicle' } }, 'list of Vehicle'],
    [{ type: 'object', additionalProperties: { type: ['string', 'null'] } }, 'object of string or null'],
    [{ type: 'object', properties: { a: { type: 'boolean' }, b: {} } }, '{ a: boolean, b: any value }'],
  ])('%j is told as %s', (schema, told) => {
    expect(text(schema)).toBe(told);
  });

  it('says something of every schema of the document', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      expect(text(schema), name).not.toMatch(/undefined|\[object/);
      for (const line of propertyLines(schema) ?? []) expect(line.words.length, `${name}.${line.name}`).toBeGreaterThan(0);
    }
    expect(propertyLines(schemas.Vehicle ?? {})?.find((line) => line.name === 'id')).toMatchObject({
      required: true,
      words: [{ schema: 'VehicleId' }],
    });
  });
});
