import 'server-only';
import { headers } from 'next/headers';
import type { ActionResult } from '#lib/client/action-result.ts';
import type { ClientInputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, sharedApp } from '#server/app.ts';
import { isOwnPage } from '#server/auth/own-page.ts';
import { newFlowId } from '#server/ids.ts';
import { currentActor } from '#server/pages/current-actor.ts';
import type { Call } from '#server/services/call.ts';
import { toProblemBody } from '#server/services/flow-error.ts';
import { noteSupportRead } from '#server/services/support-reads.ts';
import { parseActionInput } from './parse-action-input.ts';

type ActionInput<K extends OperationId> = Partial<{
  params: ClientInputOf<Operations[K]>['params'];
  body: ClientInputOf<Operations[K]>['body'];
  if_match: string;
  idempotency_key: string;
}>;

/** proxy.ts has looked already; an action that is reached another way looks for itself. */
const requireOwnPage = async (app: App) => {
  if (!isOwnPage(app.config.app_url, await headers())) throw new Problem('missing-permissions', `Open Motorpool at ${app.config.app_url}.`);
};

/**
 * Makes a server action of a service: origin → person → input → service → result or problem. Never throws, so that a page can show what went wrong.
 * The input is that of the operation: the whole argument list is one object, and anything besides is refused.
 */
export const defineAction =
  <K extends OperationId, R>(id: K, service: (app: App, actor: Actor, call: Call<K>) => Promise<R>) =>
  async (...given: [ActionInput<K>]): Promise<ActionResult<R>> => {
    const app = sharedApp();
    let flow_id = newFlowId();
    try {
      await requireOwnPage(app);
      const actor = await currentActor();
      if (!actor) throw new Problem('missing-credentials', 'You are signed out. Sign in again.');
      flow_id = actor.flow_id;
      const call = parseActionInput(id, given);
      const data = await service(app, actor, call);
      await noteSupportRead(app, actor, id, call.params as object);
      return { ok: true, data };
    } catch (error) {
      return { ok: false, problem: toProblemBody(app, error, flow_id, `action ${id}`) };
    }
  };
