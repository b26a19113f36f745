import { z } from 'zod';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { validationProblem } from '#lib/domain/problem.ts';
import type { Call } from '#server/services/call.ts';
import { parseIdempotencyKey, parseInput } from '#server/services/parse-input.ts';

const one_object = z.tuple([
  z.strictObject({
    params: z.unknown().optional(),
    body: z.unknown().optional(),
    if_match: z.string().max(1000).optional(),
    idempotency_key: z.unknown().optional(),
  }),
]);

/** The whole argument list of an action: one object with the parts of the operation, and nothing besides. Throws `validation-error`. */
export const parseActionInput = <K extends OperationId>(id: K, given: readonly unknown[]): Call<K> => {
  const operation: Operation = operations[id];
  const parts = one_object.safeParse(given);
  if (!parts.success) throw validationProblem(parts.error, 'The call');
  const [{ params = {}, body, if_match, idempotency_key }] = parts.data;
  const call: object = {
    params: parseInput('The path', operation.params, params),
    query: {},
    body: operation.body_optional && body === undefined ? undefined : parseInput('The input', operation.body, body),
    if_match,
    idempotency_key: parseIdempotencyKey(idempotency_key),
  };
  return call as Call<K>;
};
