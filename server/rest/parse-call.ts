import type { z } from 'zod';
import type { Operation } from '#lib/contract/operation.ts';
import { Problem, validationProblem } from '#lib/domain/problem.ts';
import type { RestContext } from './environment.ts';
import { readJson } from './read-body.ts';

const parse = (what: string, schema: z.ZodType, value: unknown): unknown => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationProblem(parsed.error, what);
  return parsed.data;
};

/** `a=1&a=2&b=3` → `{ a: ['1', '2'], b: '3' }`. */
const queryObject = (context: RestContext): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(context.req.queries()).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );

const idempotencyKey = (context: RestContext): string | undefined => {
  const key = context.req.header('idempotency-key');
  if (key !== undefined && (key.length === 0 || key.length > 255))
    throw new Problem('validation-error', 'Idempotency-Key has 1 to 255 characters.');
  return key;
};

/** Path, query and body of a request as the operation declares them. A path parameter of an impossible form is simply not found. */
export const parseCall = async (operation: Operation, context: RestContext) => {
  const params = operation.params.safeParse(context.req.param());
  if (!params.success) throw new Problem('resource-not-found', 'There is nothing at this address.');
  const query = parse('The query', operation.query, queryObject(context));
  const sent = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : await readJson(context);
  const body = sent === undefined && operation.body_optional ? undefined : parse('The body', operation.body, sent);
  return { params: params.data, query, body, if_match: context.req.header('if-match'), idempotency_key: idempotencyKey(context) };
};
