import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { api_path } from '#lib/contract/api-path.ts';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { stream_path } from '#lib/contract/public-events.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem, problemBody, problems } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import type { Service } from '#server/services/call.ts';
import { toProblem } from '#server/services/flow-error.ts';
import type { StreamHub } from '#server/streams/sse.ts';
import { answerParts } from './answer-parts.ts';
import { authenticate } from './authenticate.ts';
import { addDocuments } from './documents.ts';
import type { Environment, RestContext } from './environment.ts';
import { handlers } from './handlers.ts';
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
  const flow_id = context.get('flow_id');
  const problem = toProblem(app, error, flow_id, `${context.req.method} ${context.req.path}`);
  const { retry_after_seconds, command_id } = problem.extras;
  if (retry_after_seconds) context.header('retry-after', String(retry_after_seconds));
  if (command_id) context.header('x-motorpool-command-id', command_id);
  if (problem.kind === 'missing-credentials' || problem.kind === 'invalid-credentials') context.header('www-authenticate', 'Bearer');
  return context.json(problemBody(problem, flow_id, app.config.app_url), problems[problem.kind].status as ContentfulStatusCode);
};

const answerOperation = async (app: App, limits: RateLimits, id: OperationId, context: RestContext): Promise<Response> => {
  const operation: Operation = operations[id];
  const service = handlers[id] as Service<OperationId>;
  const actor = operation.permission ? await authenticate(app, context) : anonymous(context.get('flow_id'));
  if (operation.permission) await limits.spendRequest(context, actor, operation.budget);
  const call = await parseCall(operation, context);
  const counts_commands = operation.budget === 'commands' && actor.type === 'API_CLIENT';
  const told = {
    onRevision: operation.revisioned ? (etag: string) => context.header('etag', etag) : undefined,
    onReplay: () => context.header('idempotent-replayed', 'true'),
    onCommand: (command_id: string) => context.header('x-motorpool-command-id', command_id),
    spendCommand: counts_commands ? () => limits.spendCommand(context, actor) : undefined,
  };
  const output = await service(app, actor, { ...call, ...told } as Parameters<typeof service>[2]);
  if (operation.status === 204) return context.body(null, 204);
  if (operation.media) return answerParts(app, operation.media, output as string | AsyncIterable<string>, context);
  if (id === 'getFleetSnapshot' && wantsSnapshotBytes(context)) return answerSnapshotBytes(output as FleetSnapshot, context);
  if (typeof output === 'string') return context.body(output, operation.status, { 'content-type': 'application/json' });
  return context.json(output as object, operation.status);
};

/** Several paths can match one address: what any of them takes is allowed there. */
const allowedMethods = (paths: ReadonlyMap<string, Set<string>>) => {
  const known = [...paths].map(([path, methods]) => ({ pattern: new RegExp(`^${base_path}${path.replace(/:\w+/g, '[^/]+')}$`), methods }));
  return (context: RestContext) => {
    const methods = [...new Set(known.filter(({ pattern }) => pattern.test(context.req.path)).flatMap((one) => [...one.methods]))];
    context.header('allow', methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '));
    throw new Problem('method-not-allowed', `${context.req.method} is not possible here.`);
  };
};

/** `/api/v1`, made from the contract table. */
export const createRest = (app: App, hub: StreamHub): Hono<Environment> => {
  const rest = new Hono<Environment>().basePath(base_path);
  rest.use(async (context, next) => {
    const flow_id = newFlowId();
    context.set('flow_id', flow_id);
    context.header('x-invers-flow-id', flow_id);
    context.header('cache-control', 'no-store');
    await next();
  });
  rest.onError((error, context) => answerProblem(app, context, error));

  const limits = createRateLimits(app);
  const methods_by_path = new Map<string, Set<string>>();
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: Operation = operations[id];
    for (const path of [operation.path, ...(operation.aliases ?? [])].map(honoPath)) {
      rest.on(operation.method, path, (context) => answerOperation(app, limits, id, context));
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
  const refuseMethod = allowedMethods(methods_by_path);
  for (const path of methods_by_path.keys()) rest.all(path, refuseMethod);
  rest.all('*', () => {
    throw new Problem('resource-not-found', 'There is nothing at this address.');
  });
  return rest;
};
