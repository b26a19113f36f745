import { EventStreamQuery, stream_alive_interval_ms } from '#lib/contract/public-events.ts';
import type { App } from '#server/app.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { selectEvents } from '#server/services/public-events.ts';
import { noteSupportStream } from '#server/services/support-reads.ts';
import { publicView } from '#server/streams/public-view.ts';
import { resume } from '#server/streams/resume.ts';
import type { StreamHub } from '#server/streams/sse.ts';
import { authenticate } from './authenticate.ts';
import { type RestContext, tellIn } from './environment.ts';
import { answerStream, cursorOf } from './event-stream.ts';
import { queryObject } from './parse-call.ts';
import type { RateLimits } from './rate-limits.ts';

/**
 * `GET /events/stream`: the public events from `after` (or Last-Event-ID) on, else from now. A cursor that is no longer held is answered with `reset`,
 * whose `id:` is where the stream then goes on: a client that obeys server-sent events needs no code of its own for it.
 */
export const answerEventStream = async (app: App, hub: StreamHub, limits: RateLimits, context: RestContext): Promise<Response> => {
  const actor = await authenticate(app, context);
  await limits.spendRequest(tellIn(context), actor);
  const wish = parseInput('The query', EventStreamQuery, queryObject(context));
  selectEvents(actor, wish);
  await noteSupportStream(app, actor, 'events');
  const asked = cursorOf(context);
  const found = await resume(app, actor.fleet_id, asked);
  const after = asked === undefined ? found.newest : found.after;
  const opening = found.reset ? `id: ${after}\nevent: reset\ndata: ${JSON.stringify(found.reset)}\n\n` : ': open\n\n';
  return answerStream(app, hub, context, {
    actor,
    after,
    viewOf: (who) => publicView(selectEvents(who, wish)),
    opening,
    alive_interval_ms: stream_alive_interval_ms,
    // The id moves the cursor of a reader whose filter lets nothing through, so that it does not fall out of what can be resumed.
    aliveFrame: (position) => `: alive\nid: ${position}\n\n`,
  });
};
