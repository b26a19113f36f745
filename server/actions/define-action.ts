import 'server-only';
import { headers } from 'next/headers';
import type { ActionResult } from '#lib/client/action-result.ts';
import type { ClientInputOf, Operation } from '#lib/contract/operation.ts';
import { type OperationId, type Operations, operations } from '#lib/contract/operations.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem, validationProblem } from '#lib/domain/problem.ts';
import { type App, sharedApp } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { currentActor } from '#server/pages/current-actor.ts';
import type { Call } from '#server/services/call.ts';
import { toProblemBody } from '#server/services/flow-error.ts';

type ActionInput<K extends OperationId> = Partial<{
  params: ClientInputOf<Operations[K]>['params'];
  body: ClientInputOf<Operations[K]>['body'];
  if_match: string;
  idempotency_key: string;
}>;

/** proxy.ts has looked already; an action that is reached another way looks for itself. */
const requireSameOrigin = async (app: App) => {
  const sent = await headers();
  const site = sent.get('sec-fetch-site');
  if (sent.get('origin') !== new URL(app.config.app_url).origin || (site !== null && site !== 'same-origin')) {
    throw new Problem('missing-permissions', `Open Motorpool at ${app.config.app_url}.`);
  }
};

const parse = (part: string, schema: Operation['body'], value: unknown) => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationProblem(parsed.error, part);
  return parsed.data;
};

const parseInput = <K extends OperationId>(id: K, input: unknown): Call<K> => {
  const operation: Operation = operations[id];
  if (typeof input !== 'object' || input === null) throw new Problem('validation-error', 'An action takes one object.');
  const { params = {}, body, if_match, idempotency_key } = input as Record<string, unknown>;
  return {
    params: parse('The path', operation.params, params),
    query: {},
    body: operation.body_optional && body === undefined ? undefined : parse('The input', operation.body, body),
    ...(typeof if_match === 'string' && { if_match }),
    ...(typeof idempotency_key === 'string' && idempotency_key.length <= 255 && { idempotency_key }),
  } as Call<K>;
};

/**
 * Makes a server action of a service: origin → person → input → service → result or problem. Never throws, so that a page can show what went wrong.
 * The input is that of the operation, the whole argument list is one object, and surplus arguments never reach the service.
 */
export const defineAction =
  <K extends OperationId, R>(id: K, service: (app: App, actor: Actor, call: Call<K>) => Promise<R>) =>
  async (input: ActionInput<K>): Promise<ActionResult<R>> => {
    const app = sharedApp();
    let flow_id = newFlowId();
    try {
      await requireSameOrigin(app);
      const actor = await currentActor();
      if (!actor) throw new Problem('missing-credentials', 'You are signed out. Sign in again.');
      flow_id = actor.flow_id;
      return { ok: true, data: await service(app, actor, parseInput(id, input)) };
    } catch (error) {
      return { ok: false, problem: toProblemBody(app, error, flow_id, `action ${id}`) };
    }
  };
