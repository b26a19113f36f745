import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const hash = (text: string) => createHash('sha256').update(text).digest();

/**
 * Metrics name brands and credentials of all fleets, so they are for the operator: asked from this machine without a proxy between, or with the token
 * that the operator set.
 */
export const mayReadMetrics = ({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, token: string | undefined): boolean => {
  const given = /^Bearer (.{1,500})$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined && timingSafeEqual(hash(given), hash(token))) return true;
  const from_here = /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
  return from_here && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
};
