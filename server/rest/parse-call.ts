import type { Operation } from '#lib/contract/operation.ts';
import { Problem } from '#lib/domain/problem.ts';
import { parseIdempotencyKey, parseInput } from '#server/services/parse-input.ts';
import type { RestContext } from './environment.ts';
import { readJson } from './read-body.ts';

/** `a=1&a=2&b=3` → `{ a: ['1', '2'], b: '3' }`, whatever the names. */
const queryObject = (context: RestContext): object => {
  const { searchParams } = new URL(context.req.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
};

/** Path, query and body of a request as the operation declares them. A path parameter of an impossible form is simply not found. */
export const parseCall = async (operation: Operation, context: RestContext) => {
  const params = operation.params.safeParse(context.req.param());
  if (!params.success) throw new Problem('resource-not-found', 'There is nothing at this address.');
  const query = parseInput('The query', operation.query, queryObject(context));
  const sent = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : await readJson(context);
  const body = sent === undefined && operation.body_optional ? undefined : parseInput('The body', operation.body, sent);
  const idempotency_key = parseIdempotencyKey(context.req.header('idempotency-key'));
  return { params: params.data, query, body, if_match: context.req.header('if-match'), idempotency_key };
};
