import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { alive_interval_ms } from '#lib/contract/live.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { holds } from '#server/auth/find-actor.ts';
import { requirePermission } from '#server/services/authorise.ts';
import { getEventBounds } from '#server/store/events.ts';
import type { LiveHub, StreamSink } from '#server/streams/sse.ts';
import { authenticate } from './authenticate.ts';
import type { RestContext } from './environment.ts';
import { type RateLimits, rateLimitHeaders } from './rate-limits.ts';

/** A reader with more than this unsent is cut; it comes back with its cursor. */
const buffer_limit_bytes = 1_048_576;
const recheck_interval_ms = 30_000;
const event_stream = 'text/event-stream; charset=utf-8';

const cursorOf = (context: RestContext): number | undefined => {
  const text = context.req.header('last-event-id') ?? context.req.query('after');
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Problem('validation-error', 'after is the sequence of the last event that you have.');
  return Number(text);
};

/** A turn of the event loop at least, so that a long replay lets others work and its bytes leave. */
const untilDrained = (outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (outgoing.destroyed || !outgoing.writableNeedDrain) return void setImmediate(resolve);
    const end = () => {
      outgoing.off('drain', end).off('close', end);
      resolve();
    };
    outgoing.on('drain', end).on('close', end);
  });

/** `GET /live`: the screens' stream. Starts behind `after` (or Last-Event-ID), else now. */
export const answerLive = async (app: App, hub: LiveHub, limits: RateLimits, context: RestContext): Promise<Response> => {
  const actor = await authenticate(app, context);
  await limits.spendRequest(context, actor);
  requirePermission(actor, 'vehicles.ro');
  const bounds = await getEventBounds(app.db.read, actor.fleet_id);
  const after = cursorOf(context) ?? bounds.newest;
  if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': event_stream });
  const { outgoing } = context.env;
  outgoing.writeHead(200, {
    'content-type': event_stream,
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-invers-flow-id': context.get('flow_id'),
    ...rateLimitHeaders(context),
  });
  const aliveFrame = () => `event: alive\ndata: ${JSON.stringify({ at: new Date(app.clock()).toISOString() })}\n\n`;
  outgoing.write(`retry: 1000\n\n${aliveFrame()}`);
  if (after < bounds.oldest - 1 || after > bounds.newest) {
    outgoing.end(`event: reset\ndata: ${JSON.stringify(bounds)}\n\n`);
    return RESPONSE_ALREADY_SENT;
  }
  const sink: StreamSink = {
    write: (frame) => {
      if (outgoing.destroyed || outgoing.writableEnded || outgoing.writableLength > buffer_limit_bytes) return false;
      outgoing.write(frame);
      return true;
    },
    drained: () => untilDrained(outgoing),
    // What a reader has not taken by now it would have to take in full before an orderly end.
    close: () => void (outgoing.writableLength > buffer_limit_bytes ? outgoing.destroy() : outgoing.end()),
  };
  const leave = await hub.open(actor.fleet_id, after, holds(actor, 'events-trips.ro') ? 'all' : 'vehicles', sink);
  const alive = setInterval(() => sink.write(aliveFrame()), alive_interval_ms);
  const recheck = setInterval(() => {
    authenticate(app, context).catch(() => outgoing.end());
  }, recheck_interval_ms);
  const stop = () => {
    clearInterval(alive);
    clearInterval(recheck);
    leave();
  };
  outgoing.on('close', stop);
  if (outgoing.destroyed) stop();
  return RESPONSE_ALREADY_SENT;
};
