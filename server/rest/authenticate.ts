import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { findActorByCookie, findActorByToken, sessionCookieValue } from '#server/auth/find-actor.ts';
import { isOwnPage } from '#server/auth/own-page.ts';
import { flowIdOf, headerText, type RestContext, requestHeader } from './environment.ts';

const requireFleet = (actor: Actor, fleet_id: string | undefined): Actor => {
  if (fleet_id !== undefined && fleet_id !== actor.fleet_id)
    throw new Problem('missing-permissions', `You have no access to fleet ${fleet_id}.`);
  return actor;
};

/** What of a request says who asks. */
export interface Caller {
  flow_id: string;
  /** A header of the request, its name in small letters. */
  header(name: string): string | undefined;
  /** Whether it changes nothing, or comes from a page of ours. */
  isHarmless(): boolean;
}

const callerIn = (app: App, context: RestContext): Caller => ({
  flow_id: flowIdOf(context),
  header: (name) => requestHeader(context, name),
  isHarmless: () => ['GET', 'HEAD'].includes(context.req.method) || isOwnPage(app.config.app_url, context.req.raw.headers),
});

/** What stays of the caller of a stream for as long as it is open: no more than is needed to ask again. */
export const lastingCaller = (context: RestContext): Caller => {
  const flow_id = flowIdOf(context);
  const { headers } = context.env.incoming;
  return {
    flow_id,
    header: (name) => headerText(headers[name]),
    // Streams are only read.
    isHarmless: () => true,
  };
};

/** A cookie is sent by the browser whoever asked: writes with it must come from our own pages. */
const requireOwnPages = (caller: Caller) => {
  if (caller.isHarmless()) return;
  throw new Problem(
    'missing-permissions',
    'Signed-in people write from the pages of this installation alone. Programs use an access token.',
  );
};

export const bearerToken = (authorization: string): string | undefined => /^bearer +([\w.~+/=-]+)$/i.exec(authorization.trim())?.[1];

/** The caller, by access token or by the sign-in of a person, who may name another of his fleets. Throws 401 for strangers. */
export const authenticate = (app: App, context: RestContext): Promise<Actor> => authenticateCaller(app, callerIn(app, context));

export const authenticateCaller = async (app: App, caller: Caller): Promise<Actor> => {
  const { flow_id } = caller;
  const fleet_id = caller.header('x-invers-fleet-id');
  const authorization = caller.header('authorization');
  if (authorization !== undefined) {
    const token = bearerToken(authorization);
    const actor = token && (await findActorByToken(app, token, flow_id));
    if (!actor) throw new Problem('invalid-credentials', 'The access token is not known or has expired. Ask for a new one.');
    return requireFleet(actor, fleet_id);
  }
  const cookie = sessionCookieValue(app, caller.header('cookie'));
  const actor = cookie && (await findActorByCookie(app, cookie, flow_id));
  if (!actor) throw new Problem('missing-credentials', 'Send an access token: Authorization: Bearer …');
  requireOwnPages(caller);
  const in_fleet = fleet_id === undefined || fleet_id === actor.fleet_id ? actor : await findActorByCookie(app, cookie, flow_id, fleet_id);
  return requireFleet(in_fleet ?? actor, fleet_id);
};
