import { z } from 'zod';
import type { JsonSchema } from './document-types.ts';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every object in a document, with the way to it. */
export const walk = function* (value: unknown, path: string[] = []): Generator<{ path: string[]; node: Node }> {
  if (!isNode(value)) return;
  yield { path, node: value };
  for (const [key, part] of Object.entries(value)) yield* walk(part, [...path, key]);
};

/** Names that references of a document lead to and that are not there. */
export const unresolvedReferences = (document: object): string[] =>
  [...walk(document)].flatMap(({ path, node }) => {
    if (typeof node.$ref !== 'string') return [];
    const target = node.$ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, step) => (isNode(at) ? at[step] : undefined), document);
    return target === undefined ? [`${path.join('/')} → ${node.$ref}`] : [];
  });

/** Makes a validator from a schema of the document itself, so that what is published is what is tested. */
export const validatorOf = (schema: JsonSchema, schemas: Record<string, JsonSchema>): z.ZodType => {
  const text = JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text));
};
