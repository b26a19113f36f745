import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { findActorByCookie, findActorByToken, sessionCookieValue } from '#server/auth/find-actor.ts';
import { isOwnPage } from '#server/auth/own-page.ts';
import { flowIdOf, type RestContext, requestHeader } from './environment.ts';

const requireFleet = (actor: Actor, fleet_id: string | undefined): Actor => {
  if (fleet_id !== undefined && fleet_id !== actor.fleet_id)
    throw new Problem('missing-permissions', `You have no access to fleet ${fleet_id}.`);
  return actor;
};

/** A cookie is sent by the browser whoever asked: writes with it must come from our own pages. */
const requireOwnPages = (app: App, context: RestContext) => {
  if (['GET', 'HEAD'].includes(context.req.method) || isOwnPage(app.config.app_url, context.req.raw.headers)) return;
  throw new Problem(
    'missing-permissions',
    'Signed-in people write from the pages of this installation alone. Programs use an access token.',
  );
};

export const bearerToken = (authorization: string): string | undefined => /^bearer +([\w.~+/=-]+)$/i.exec(authorization.trim())?.[1];

/** The caller, by access token or by the sign-in of a person, who may name another of his fleets. Throws 401 for strangers. */
export const authenticate = async (app: App, context: RestContext): Promise<Actor> => {
  const flow_id = flowIdOf(context);
  const fleet_id = requestHeader(context, 'x-invers-fleet-id');
  const authorization = requestHeader(context, 'authorization');
  if (authorization !== undefined) {
    const token = bearerToken(authorization);
    const actor = token && (await findActorByToken(app, token, flow_id));
    if (!actor) throw new Problem('invalid-credentials', 'The access token is not known or has expired. Ask for a new one.');
    return requireFleet(actor, fleet_id);
  }
  const cookie = sessionCookieValue(app, requestHeader(context, 'cookie'));
  const actor = cookie && (await findActorByCookie(app, cookie, flow_id));
  if (!actor) throw new Problem('missing-credentials', 'Send an access token: Authorization: Bearer …');
  requireOwnPages(app, context);
  const in_fleet = fleet_id === undefined || fleet_id === actor.fleet_id ? actor : await findActorByCookie(app, cookie, flow_id, fleet_id);
  return requireFleet(in_fleet ?? actor, fleet_id);
};
