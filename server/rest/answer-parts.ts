import { Readable } from 'node:stream';
import type { App } from '#server/app.ts';
import { toProblem } from '#server/services/flow-error.ts';
import { answer } from './answer.ts';
import { flowIdOf, headOf, type RestContext } from './environment.ts';

const guard = async function* (app: App, parts: AsyncIterable<string>, context: RestContext) {
  try {
    for await (const part of parts) yield Buffer.from(part);
  } catch (error) {
    // The status has left already; who counts on the end of the file sees that it is cut.
    toProblem(app, error, flowIdOf(context), `${context.req.method} ${context.req.path}`);
    throw error;
  }
};

/** Sent as fast as the caller reads, part by part: however long the text is, little of it lies in memory. */
export const answerParts = (app: App, media: string, text: string | AsyncIterable<string>, context: RestContext): Response => {
  const type = `${media}; charset=utf-8`;
  if (typeof text === 'string') return answer(context, 200, text, type);
  const source = Readable.from(guard(app, text, context), { objectMode: false, highWaterMark: 65_536 });
  return new Response(Readable.toWeb(source) as ReadableStream, { headers: { ...headOf(context), 'content-type': type } });
};
