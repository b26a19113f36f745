import { z } from 'zod';
import type { JsonSchema } from './document-types.ts';
import { schema_names } from './named-schemas.ts';

export type Direction = 'input' | 'output';

/** Turns zod schemas into JSON Schema 2020-12 in which whatever has a name is a reference, and gathers what the references lead to. */
export interface Schemas {
  /** The schema in place; its named parts are references. */
  inline(schema: z.ZodType, direction: Direction): JsonSchema;
  /** A reference to the schema. One without a name of its own is called after the items it lists, else as proposed. */
  refer(schema: z.ZodType, direction: Direction, proposed_name: string): JsonSchema;
  components: Record<string, JsonSchema>;
}

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

const mapReferences = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((part) => mapReferences(part, rename));
  if (!isObject(value)) return value;
  const { $ref } = value;
  if (typeof $ref === 'string' && $ref.startsWith('#/$defs/')) return { ...value, $ref: rename($ref.slice('#/$defs/'.length)) };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapReferences(part, rename)]));
};

/** Formats say it already; the patterns of dates alone would fill pages. */
const formats_without_pattern = ['date-time', 'date', 'email'];

const toJson = (schema: z.ZodType, direction: Direction): { root: JsonSchema; definitions: Record<string, JsonSchema> } => {
  const json = z.toJSONSchema(schema, {
    io: direction,
    metadata: schema_names,
    override: ({ zodSchema, jsonSchema }) => {
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description) jsonSchema.description = description;
      if (formats_without_pattern.includes(jsonSchema.format ?? '')) delete jsonSchema.pattern;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // Answers may gain properties at any time; a client must not refuse them.
      if (direction === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const { $schema: _dialect, $defs: definitions = {}, '~standard': _standard, id: _id, ...root } = json as JsonSchema;
  return { root, definitions: definitions as Record<string, JsonSchema> };
};

const listName = (json: JsonSchema): string | undefined => {
  const { items, next_page_token } = (json.properties ?? {}) as { items?: { items?: { $ref?: string } }; next_page_token?: unknown };
  const name = items?.items?.$ref?.split('/').at(-1);
  return name && `${name}${next_page_token ? 'Page' : 'List'}`;
};

export const createSchemas = (): Schemas => {
  const components: Record<string, JsonSchema> = {};

  /** One schema may read differently as input and as output: the later form gets a name of its own. */
  const keep = (name: string, json: JsonSchema, direction: Direction): string => {
    const known = components[name];
    if (known === undefined) components[name] = json;
    else if (JSON.stringify(known) !== JSON.stringify(json))
      return keep(`${name}${direction === 'input' ? 'Input' : 'Output'}`, json, direction);
    return `#/components/schemas/${name}`;
  };

  const resolve = (root: JsonSchema, definitions: Record<string, JsonSchema>, direction: Direction): JsonSchema =>
    mapReferences(root, (name) => {
      const { id: _id, ...json } = definitions[name] ?? {};
      return keep(name, resolve(json, definitions, direction), direction);
    }) as JsonSchema;

  /** A schema with a name comes out as a reference. */
  const inline = (schema: z.ZodType, direction: Direction): JsonSchema => {
    const { root, definitions } = toJson(schema, direction);
    return resolve(root, definitions, direction);
  };

  return {
    components,
    inline,
    refer: (schema, direction, proposed_name) => {
      const json = inline(schema, direction);
      return '$ref' in json ? json : { $ref: keep(listName(json) ?? proposed_name, json, direction) };
    },
  };
};
