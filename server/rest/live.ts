import { createHash } from 'node:crypto';
import { z } from 'zod';
import { alive_interval_ms } from '#lib/contract/live.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { holds } from '#server/auth/find-actor.ts';
import { requirePermission } from '#server/services/authorise.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { noteSupportStream } from '#server/services/support-reads.ts';
import { getEventBounds } from '#server/store/events.ts';
import { liveView } from '#server/streams/live-view.ts';
import type { StreamHub } from '#server/streams/sse.ts';
import { authenticate } from './authenticate.ts';
import { type RestContext, tellIn } from './environment.ts';
import { answerStream, cursorOf } from './event-stream.ts';
import { queryObject } from './parse-call.ts';
import type { RateLimits } from './rate-limits.ts';

const LiveQuery = z.strictObject({ after: z.string().optional() });

/** Changes with whatever the person may do: pages that are open draw themselves anew. */
const accessOf = ({ fleet_id, preset, permissions, support_grant }: Actor): string =>
  createHash('sha256')
    .update(JSON.stringify([fleet_id, preset, permissions, support_grant?.id]))
    .digest('base64url')
    .slice(0, 12);

/** A screen that is further behind takes the fleet afresh: that is less to send and to read than what happened meanwhile. */
export const most_replayed_events = 20_000;

const viewOf = (actor: Actor) => {
  requirePermission(actor, 'vehicles.ro');
  return liveView(holds(actor, 'events-trips.ro') ? 'all' : 'vehicles');
};

/** `GET /live`: the screens' stream. Starts behind `after` (or Last-Event-ID), else now. */
export const answerLive = async (app: App, hub: StreamHub, limits: RateLimits, context: RestContext): Promise<Response> => {
  const actor = await authenticate(app, context);
  await limits.spendRequest(tellIn(context), actor);
  viewOf(actor);
  parseInput('The query', LiveQuery, queryObject(context));
  await noteSupportStream(app, actor, 'live');
  const bounds = await getEventBounds(app.db.read, actor.fleet_id);
  const after = cursorOf(context) ?? bounds.newest;
  const over = after < bounds.oldest - 1 || after > bounds.newest || after < bounds.newest - most_replayed_events;
  const aliveFrame = () =>
    `event: alive\ndata: ${JSON.stringify({ at: new Date(app.clock()).toISOString(), access: accessOf(actor) })}\n\n`;
  const opening = `${aliveFrame()}${over ? `event: reset\ndata: ${JSON.stringify(bounds)}\n\n` : ''}`;
  return answerStream(app, hub, context, { actor, after, viewOf, accessOf, opening, over, alive_interval_ms, aliveFrame });
};
