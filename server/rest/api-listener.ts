import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { BoundFigures } from '#lib/domain/process-figures.ts';
import type { App } from '#server/app.ts';
import type { StreamHub } from '#server/streams/sse.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { createQuickAnswer } from './quick-answer.ts';
import { createRateLimits } from './rate-limits.ts';
import { createRest } from './rest.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** `/api/v1` on Node's own server. */
export const createApiListener = (app: App, hub: StreamHub) => {
  const limits = createRateLimits(app);
  const kept = createKeptAnswers();
  const answerFully = getRequestListener(createRest(app, hub, { limits, kept }).fetch, { overrideGlobalObjects: false });
  const counts = { quick: 0, full: 0 };
  const answerQuickly = createQuickAnswer(app, limits, kept, counts);
  return {
    answer: (request: IncomingMessage, response: ServerResponse): void =>
      answerQuickly(request, response, () => {
        counts.full += 1;
        setSecurityHeaders(response);
        void answerFully(request, response);
      }),
    /** Requests by the way they took, since the start. */
    counts: counts as Readonly<typeof counts>,
    bounds: (): BoundFigures[] => [...kept.bounds(), ...(app.memory?.bounds() ?? [])],
  };
};
