import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { joinText, type TextPart } from '#server/services/call.ts';
import { headOf, type RestContext, socketOf } from './environment.ts';
import { lendBytes } from './lend-bytes.ts';

/** Text in parts is put together where it is written. */
export type Content = TextPart | readonly TextPart[] | null;

/** A text shorter than this is short. */
export const text_bytes = 8192;

const joined = (content: Exclude<Content, null>): TextPart =>
  typeof content === 'string' || content instanceof Uint8Array ? content : joinText(content);

const lengthOf = (content: string | readonly TextPart[]): number =>
  typeof content === 'string' ? content.length : content.reduce((sum, part) => sum + part.length, 0);

/** Node sends a short text with the head in one piece; of a long one it would make two more copies in fresh memory. */
const sendable = (outgoing: ServerResponse, content: Exclude<Content, null>): string | Uint8Array => {
  if (content instanceof Uint8Array || lengthOf(content) < text_bytes) return joined(content);
  return lendBytes(outgoing, typeof content === 'string' ? [content] : content);
};

/**
 * The whole answer with the headers that were told. Written to the socket at once, past the web's Response, which costs as much as all else; where
 * there is no socket it is a Response.
 */
export const answer = (context: RestContext, status: number, content: Content = null, media?: string): Response => {
  const head = headOf(context);
  if (media) head['content-type'] = media;
  const { outgoing } = socketOf(context) as { outgoing?: ServerResponse };
  if (!outgoing) return new Response(content && joined(content), { status, headers: head });
  const sent = content === null ? undefined : sendable(outgoing, content);
  if (sent !== undefined) head['content-length'] = String(Buffer.byteLength(sent));
  outgoing.writeHead(status, head).end(sent);
  return RESPONSE_ALREADY_SENT;
};

export const answerJson = (context: RestContext, status: number, value: object): Response =>
  answer(context, status, JSON.stringify(value), 'application/json');
