import type { ProblemKind } from '#lib/domain/problem.ts';
import type { OperationExample } from '../examples/example-type.ts';
import { operation_examples } from '../examples/operation-examples.ts';
import type { Operation } from '../operation.ts';
import type { OperationId } from '../operations.ts';
import type { OperationObject, Reference, RequestBody, Response } from './document-types.ts';
import { headerReferences, rate_limit_headers } from './headers.ts';
import { operation_notes } from './operation-notes.ts';
import { hasBody, operationProblems } from './operation-problems.ts';
import { parametersOf } from './parameters.ts';
import type { Schemas } from './schemas.ts';
import { securityOf, toldPermission } from './security.ts';

type Example = OperationExample<OperationId>;

export interface Context {
  schemas: Schemas;
  problemResponses: (kinds: readonly ProblemKind[]) => Record<string, Reference>;
}

const pascal = (id: string) => id.charAt(0).toUpperCase() + id.slice(1);

const status_texts: Record<Operation['status'], string> = { 200: 'Done', 201: 'Made', 202: 'Begun', 204: 'Done; there is nothing to tell' };

const requestBody = (id: OperationId, operation: Operation, example: Example, { schemas }: Context): RequestBody => {
  const media = { schema: schemas.refer(operation.body, 'input', `${pascal(id)}Request`), example: example.body };
  return {
    required: operation.body_optional !== true,
    content: {
      'application/json': media,
      ...(operation.method === 'PATCH' && { 'application/merge-patch+json': media }),
    },
  };
};

const success = (id: OperationId, operation: Operation, example: Example, { schemas }: Context): Response => ({
  description: status_texts[operation.status],
  headers: headerReferences(
    'X-INVERS-Flow-ID',
    ...(operation.permission ? rate_limit_headers : []),
    ...(operation.revisioned ? ['ETag'] : []),
    ...(operation_notes[id]?.headers ?? []),
    ...(operation_notes[id]?.idempotent ? ['Idempotent-Replayed'] : []),
  ),
  ...(operation.status !== 204 && {
    content: {
      [operation.media ?? 'application/json']: {
        schema: operation.media ? { type: 'string' } : schemas.refer(operation.output, 'output', `${pascal(id)}Answer`),
        example: example.output,
      },
    },
  }),
});

/** One entry of the table as OpenAPI tells it. */
export const operationObject = (id: OperationId, operation: Operation, context: Context): OperationObject => {
  const note = operation_notes[id];
  const example = operation_examples[id] as Example;
  const parameters = parametersOf(operation, note, example, context.schemas);
  const permission = toldPermission(id, operation);
  return {
    operationId: id,
    summary: operation.summary,
    ...(note && { description: note.description }),
    tags: [operation.area],
    security: securityOf(id, operation),
    ...(parameters.length > 0 && { parameters }),
    ...(hasBody(operation) && { requestBody: requestBody(id, operation, example, context) }),
    responses: {
      [operation.status]: success(id, operation, example, context),
      ...context.problemResponses(operationProblems(id, operation)),
    },
    ...(permission && { 'x-invers-permission': permission }),
    ...(operation.ours && { 'x-motorpool-extension': true as const }),
  };
};
