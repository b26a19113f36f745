import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { StreamHub, StreamSink, View } from '#server/streams/sse.ts';
import { answer } from './answer.ts';
import { authenticateCaller, type Caller, lastingCaller } from './authenticate.ts';
import { headOf, type RestContext, requestHeader } from './environment.ts';

/** A reader with more than this unsent is cut; it comes back with its cursor. */
const buffer_limit_bytes = 1_048_576;
/** With what authentication remembers, a stream ends within 5 s of the end of its right. */
const recheck_interval_ms = 2_000;
const event_stream = 'text/event-stream; charset=utf-8';

export interface StreamParts {
  actor: Actor;
  after: number;
  /** What an actor may see of what was asked for; throws when that is nothing. Asked again while the stream runs. */
  viewOf(actor: Actor): View;
  /** What else of an actor the reader goes by: a stream ends when it changes. */
  accessOf?(actor: Actor): string;
  /** Sent first, before any event. */
  opening: string;
  /** Ends the stream after the opening. */
  over?: boolean;
  alive_interval_ms: number;
  aliveFrame(position: number): string;
}

/** The sequence of the last event that the caller has, by `Last-Event-ID` or `after`. */
export const cursorOf = (context: RestContext): number | undefined => {
  const text = requestHeader(context, 'last-event-id') ?? context.req.query('after');
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    const message = 'after is the sequence of the last event that you have.';
    throw new Problem('validation-error', message, { errors: [{ pointer: '/after', code: 'invalid', message }] });
  }
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

const createSink = (outgoing: ServerResponse): StreamSink => ({
  write: (bytes) => {
    if (outgoing.destroyed || outgoing.writableEnded || outgoing.writableLength > buffer_limit_bytes) return false;
    outgoing.write(bytes);
    return true;
  },
  drained: () => untilDrained(outgoing),
  // What a reader has not taken by now it would have to take in full before an orderly end.
  close: () => void (outgoing.writableLength > buffer_limit_bytes ? outgoing.destroy() : outgoing.end()),
});

/** In a scope of its own: whatever else the request has made is not held for as long as the stream is open. */
const follow = async (
  app: App,
  hub: StreamHub,
  { outgoing, caller, view, ...parts }: StreamParts & { view: View; outgoing: ServerResponse; caller: Caller },
): Promise<void> => {
  const sink = createSink(outgoing);
  const stream = await hub.open(parts.actor.fleet_id, parts.after, view, sink);
  const alive = setInterval(() => sink.write(Buffer.from(parts.aliveFrame(stream.position()))), parts.alive_interval_ms);
  const isSame = (actor: Actor): boolean =>
    actor.fleet_id === parts.actor.fleet_id &&
    parts.viewOf(actor).key === view.key &&
    parts.accessOf?.(actor) === parts.accessOf?.(parts.actor);
  const recheck = setInterval(() => {
    authenticateCaller(app, caller)
      .then((actor) => isSame(actor) || outgoing.end())
      .catch(() => outgoing.end());
  }, recheck_interval_ms);
  const stop = () => {
    clearInterval(alive);
    clearInterval(recheck);
    stream.leave();
  };
  outgoing.on('close', stop);
  if (outgoing.destroyed) stop();
};

/** Sends server-sent events until one side ends it. Whose rights or fleet have changed is let go, and comes back with those that he has now. */
export const answerStream = async (app: App, hub: StreamHub, context: RestContext, parts: StreamParts): Promise<Response> => {
  const view = parts.viewOf(parts.actor);
  if (context.req.method === 'HEAD') return answer(context, 200, null, event_stream);
  const { outgoing } = context.env;
  // Ends with its connection: chunks would be framed for each reader by itself, though all get the same bytes.
  outgoing.removeHeader('transfer-encoding');
  outgoing.writeHead(200, {
    ...headOf(context),
    'content-type': event_stream,
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  outgoing.write(`retry: 1000\n\n${parts.opening}`);
  if (parts.over) {
    outgoing.end();
    return RESPONSE_ALREADY_SENT;
  }
  await follow(app, hub, { ...parts, view, outgoing, caller: lastingCaller(context) });
  return RESPONSE_ALREADY_SENT;
};
