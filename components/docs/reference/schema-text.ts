import type { JsonSchema } from '#lib/contract/openapi/document-types.ts';

/** Words of a type; those with `schema` lead to the schema of that name. */
export interface TypeWord {
  text: string;
  schema?: string;
}

const schemasOf = (value: unknown): JsonSchema[] => (Array.isArray(value) ? (value as JsonSchema[]) : []);
const listed = (groups: TypeWord[][], separator: string): TypeWord[] =>
  groups.flatMap((words, index) => (index === 0 ? words : [{ text: separator }, ...words]));

const range = (low: unknown, high: unknown, unit = ''): string => {
  if (low === undefined && high === undefined) return '';
  if (low === undefined) return ` up to ${high}${unit}`;
  return high === undefined ? ` from ${low}${unit}` : ` ${low}–${high}${unit}`;
};

const simpleText = (schema: JsonSchema): string => {
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'any value');
  if (type === 'string') return `${schema.format ?? 'string'}${range(schema.minLength, schema.maxLength, ' characters')}`;
  return `${type}${range(schema.minimum ?? schema.exclusiveMinimum, schema.maximum)}`;
};

/** Neighbours that lead nowhere are one. */
const joined = (words: readonly TypeWord[]): TypeWord[] => {
  const result: TypeWord[] = [];
  for (const word of words) {
    const last = result.at(-1);
    if (last && !last.schema && !word.schema) result[result.length - 1] = { text: last.text + word.text };
    else result.push(word);
  }
  return result;
};

const objectWords = (schema: JsonSchema): TypeWord[] => {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  if (properties.length === 0) {
    const values = schema.additionalProperties;
    return typeof values === 'object' && values !== null
      ? [{ text: 'object of ' }, ...typeWords(values as JsonSchema)]
      : [{ text: 'object' }];
  }
  const inner = properties.map(([name, property]) => [{ text: `${name}: ` }, ...typeWords(property)]);
  return [{ text: '{ ' }, ...listed(inner, ', '), { text: ' }' }];
};

/** A type in a line: `list of Vehicle`, `string up to 30 characters`, `{ timestamp: date-time, value: ON | OFF }`. */
export const typeWords = (schema: JsonSchema): TypeWord[] => joined(wordsOf(schema));

const wordsOf = (schema: JsonSchema): TypeWord[] => {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return [{ text: name, schema: name }];
  }
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }];
  if (Array.isArray(schema.enum)) return [{ text: schema.enum.join(' | ') }];
  const choices = schemasOf(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return listed(choices.map(typeWords), ' or ');
  if (schema.type === 'array') return [{ text: 'list of ' }, ...typeWords((schema.items ?? {}) as JsonSchema)];
  if (schema.type === 'object') return objectWords(schema);
  return [{ text: simpleText(schema) }];
};

export interface PropertyLine {
  name: string;
  required: boolean;
  words: TypeWord[];
  description?: string;
}

/** The properties of a schema, one per line; undefined for what is no object with named properties. */
export const propertyLines = (schema: JsonSchema): PropertyLine[] | undefined => {
  if (!schema.properties) return undefined;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => ({
    name,
    required: required.includes(name),
    words: typeWords(property),
    ...(typeof property.description === 'string' && { description: property.description }),
  }));
};
