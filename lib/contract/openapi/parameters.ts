import { z } from 'zod';
import type { OperationExample } from '../examples/example-type.ts';
import type { Operation } from '../operation.ts';
import type { OperationId } from '../operations.ts';
import type { JsonSchema, Parameter, Reference } from './document-types.ts';
import { headerParameter } from './headers.ts';
import type { OperationNote } from './operation-notes.ts';
import { takesIfMatch } from './operation-problems.ts';
import type { Schemas } from './schemas.ts';

type Example = OperationExample<OperationId>;

const fieldsOf = (schema: z.ZodType): [string, z.ZodType][] =>
  schema instanceof z.ZodObject ? (Object.entries(schema.shape) as [string, z.ZodType][]) : [];

const descriptionOf = (field: z.ZodType, json: JsonSchema): string | undefined =>
  z.globalRegistry.get(field)?.description ?? (typeof json.description === 'string' ? json.description : undefined);

export const parameter = (place: 'path' | 'query', name: string, field: z.ZodType, schemas: Schemas, example: unknown): Parameter => {
  const { description: _told, ...schema } = schemas.inline(field, 'input');
  const description = descriptionOf(field, { description: _told });
  return {
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    ...(description && { description }),
    schema,
    ...(example !== undefined && { example }),
  };
};

/** A parameter with names of the caller's, `custom_fields.colour=white`: OpenAPI has no form for it, so it is told as one whose name is a pattern. */
const valueOfKeyed = (field: z.ZodType): z.ZodType | undefined => {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined;
};

/** Path, query and header parameters of an operation. */
export const parametersOf = (
  operation: Operation,
  note: OperationNote | undefined,
  example: Example,
  schemas: Schemas,
): (Parameter | Reference)[] => {
  const path_values = (example.params ?? {}) as Record<string, unknown>;
  const query_values = (example.query ?? {}) as Record<string, unknown>;
  const path = fieldsOf(operation.params).map(([name, field]) => {
    const made = parameter('path', name, field, schemas, path_values[name]);
    const values = note?.values?.[name];
    return values ? { ...made, schema: { type: 'string', enum: values } } : made;
  });
  const query = fieldsOf(operation.query).flatMap(([name, field]) => {
    const keyed = valueOfKeyed(field);
    if (!keyed) return [parameter('query', name, field, schemas, query_values[name])];
    const [example_value] = Object.values((query_values[name] ?? {}) as Record<string, unknown>);
    const description = descriptionOf(field, {});
    return [
      { ...parameter('query', `${name}.{key}`, keyed, schemas, example_value), required: false, ...(description && { description }) },
    ];
  });
  return [
    ...path,
    ...query,
    ...(takesIfMatch(operation) ? [headerParameter('IfMatch')] : []),
    ...(note?.idempotent ? [headerParameter('IdempotencyKey')] : []),
    ...(operation.permission ? [headerParameter('FleetId')] : []),
  ];
};
