import type { Operation } from '#lib/contract/operation.ts';
import { Problem } from '#lib/domain/problem.ts';
import { parseIdempotencyKey, parseInput } from '#server/services/parse-input.ts';
import { type RestContext, requestHeader } from './environment.ts';
import { readJson } from './read-body.ts';

/** `a=1&a=2&b=3&c.d=4` → `{ a: ['1', '2'], b: '3', c: { d: '4' } }`, whatever the names. */
export const queryObject = (context: RestContext): object => {
  const [, search] = /\?([^#]*)/.exec(context.req.url) ?? [];
  if (!search) return {};
  const searchParams = new URLSearchParams(search);
  const parts = new Map<string, unknown>();
  const keyed = new Map<string, [string, unknown][]>();
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    const given = values.length === 1 ? values[0] : values;
    const dot = name.indexOf('.');
    // A schema of free names passes over this one in silence; by its full name it is refused.
    if (dot < 0 || name.endsWith('.__proto__')) parts.set(name, given);
    else keyed.set(name.slice(0, dot), [...(keyed.get(name.slice(0, dot)) ?? []), [name.slice(dot + 1), given]]);
  }
  for (const [name, entries] of keyed) parts.set(name, parts.has(name) ? [] : Object.fromEntries(entries));
  return Object.fromEntries(parts);
};

/** Path, query and body of a request as the operation declares them. A path parameter of an impossible form is simply not found. */
export const parseCall = async (operation: Operation, context: RestContext) => {
  const params = operation.params.safeParse(context.req.param());
  if (!params.success) throw new Problem('resource-not-found', 'There is nothing at this address.');
  const query = parseInput('The query', operation.query, queryObject(context));
  const sent = operation.method === 'GET' || operation.method === 'DELETE' ? undefined : await readJson(context);
  const body = sent === undefined && operation.body_optional ? undefined : parseInput('The body', operation.body, sent);
  const idempotency_key = parseIdempotencyKey(requestHeader(context, 'idempotency-key'));
  return { params: params.data, query, body, if_match: requestHeader(context, 'if-match'), idempotency_key };
};
