import { Hono } from 'hono';
import { api_path } from '#lib/contract/api-path.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { stream_path } from '#lib/contract/public-events.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem, problemBody, problems } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Service } from '#server/services/call.ts';
import { toProblem } from '#server/services/flow-error.ts';
import { noteSupportRead } from '#server/services/support-reads.ts';
import type { Mark } from '#server/services/vehicle-memory.ts';
import type { StreamHub } from '#server/streams/sse.ts';
import { answer, answerJson } from './answer.ts';
import { answerParts } from './answer-parts.ts';
import { authenticate } from './authenticate.ts';
import { addDocuments } from './documents.ts';
import { callerAddress, type Environment, flowIdOf, headOf, type RestContext, socketOf, tell, tellIn } from './environment.ts';
import { handlers } from './handlers.ts';
import { createKeptAnswers, type KeptAnswers } from './kept-answers.ts';
import { answerLive } from './live.ts';
import { parseCall } from './parse-call.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { answerSnapshotBytes, wantsSnapshotBytes } from './snapshot-bytes.ts';
import { answerEventStream } from './stream.ts';
import { answerToken } from './token.ts';

export const base_path = api_path;

const honoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

const anonymous = (flow_id: string): Actor => ({
  type: 'SYSTEM',
  id: 'anonymous',
  name: 'anonymous',
  fleet_id: '',
  permissions: [],
  flow_id,
});

const answerProblem = (app: App, context: RestContext, error: unknown): Response => {
  const flow_id = flowIdOf(context);
  const problem = toProblem(app, error, flow_id, `${context.req.method} ${context.req.path}`);
  const { retry_after_seconds, command_id } = problem.extras;
  if (retry_after_seconds) tell(context, 'retry-after', String(retry_after_seconds));
  if (command_id) tell(context, 'x-motorpool-command-id', command_id);
  if (problem.kind === 'missing-credentials' || problem.kind === 'invalid-credentials') tell(context, 'www-authenticate', 'Bearer');
  return answerJson(context, problems[problem.kind].status, problemBody(problem, flow_id, app.config.app_url));
};

/** What a process remembers of its callers and its answers. */
export interface Remembered {
  limits: RateLimits;
  kept: KeptAnswers;
}

const answerOperation = async (app: App, { limits, kept }: Remembered, id: OperationId, context: RestContext): Promise<Response> => {
  const operation: Operation = operations[id];
  const service = handlers[id] as Service<OperationId>;
  const actor = operation.permission ? await authenticate(app, context) : anonymous(flowIdOf(context));
  if (operation.permission) await limits.spendRequest(tellIn(context), actor, operation.budget);
  const call = await parseCall(operation, context);
  const counts_commands = operation.budget === 'commands' && actor.type === 'API_CLIENT';
  let rests_on: readonly Mark[] | undefined;
  const told = {
    onRevision: operation.revisioned ? (etag: string) => tell(context, 'etag', etag) : undefined,
    onLasting: (marks: readonly Mark[]) => {
      rests_on = marks;
    },
    address: callerAddress(context),
    onReplay: () => tell(context, 'idempotent-replayed', 'true'),
    onCommand: (command_id: string) => tell(context, 'x-motorpool-command-id', command_id),
    spendCommand: counts_commands ? () => limits.spendCommand(tellIn(context), actor) : undefined,
  };
  const output = await service(app, actor, { ...call, ...told } as Parameters<typeof service>[2]);
  await noteSupportRead(app, actor, id, call.params as object);
  if (operation.status === 204) return answer(context, 204);
  if (operation.media) return answerParts(app, operation.media, output as string | AsyncIterable<string>, context);
  if ((id === 'getFleetSnapshot' || id === 'getFleetAt') && wantsSnapshotBytes(context))
    return answerSnapshotBytes(output as FleetSnapshot, context);
  // The answer of an operation is an object, so an array is its text in parts.
  if (Array.isArray(output)) {
    const url = askedPlainly(context);
    const { etag } = headOf(context);
    const content = rests_on && url ? kept.keep(actor.fleet_id, url, { id, marks: rests_on, etag, parts: output }) : output;
    return answer(context, operation.status, content, 'application/json');
  }
  return answerJson(context, operation.status, output as object);
};

/** The address of a reader, as he wrote it. */
const askedPlainly = (context: RestContext): string | undefined => {
  const { incoming } = socketOf(context);
  return incoming?.method === 'GET' ? incoming.url : undefined;
};

/** For what no route takes: 405 at an address that takes other methods, else 404. Several paths can match one address. */
const refusal = (paths: ReadonlyMap<string, Set<string>>) => {
  const known = [...paths].map(([path, methods]) => ({ pattern: new RegExp(`^${base_path}${path.replace(/:\w+/g, '[^/]+')}$`), methods }));
  return (context: RestContext): never => {
    const methods = [...new Set(known.filter(({ pattern }) => pattern.test(context.req.path)).flatMap((one) => [...one.methods]))];
    if (methods.length === 0) throw new Problem('resource-not-found', 'There is nothing at this address.');
    tell(context, 'allow', methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '));
    throw new Problem('method-not-allowed', `${context.req.method} is not possible here.`);
  };
};

/** `/api/v1`, made from the contract table. */
export const createRest = (
  app: App,
  hub: StreamHub,
  remembered: Remembered = { limits: createRateLimits(app), kept: createKeptAnswers() },
): Hono<Environment> => {
  const rest = new Hono<Environment>().basePath(base_path);
  rest.onError((error, context) => answerProblem(app, context, error));

  const { limits } = remembered;
  const methods_by_path = new Map<string, Set<string>>();
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: Operation = operations[id];
    for (const path of [operation.path, ...(operation.aliases ?? [])].map(honoPath)) {
      rest.on(operation.method, path, (context) => answerOperation(app, remembered, id, context));
      methods_by_path.set(path, (methods_by_path.get(path) ?? new Set()).add(operation.method));
    }
  }
  rest.post('/auth/oauth/token', (context) => answerToken(app, limits, context));
  rest.get('/live', (context) => answerLive(app, hub, limits, context));
  rest.get(stream_path, (context) => answerEventStream(app, hub, limits, context));
  methods_by_path
    .set('/auth/oauth/token', new Set(['POST']))
    .set('/live', new Set(['GET']))
    .set(stream_path, new Set(['GET']));
  for (const path of addDocuments(app, rest)) methods_by_path.set(path, new Set(['GET']));
  rest.notFound(refusal(methods_by_path));
  return rest;
};
