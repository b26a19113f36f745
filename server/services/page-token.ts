import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '#lib/domain/problem.ts';
import { isStorableText } from '#server/store/storable-text.ts';

const bindingOf = (bound_to: unknown): string => createHash('sha256').update(JSON.stringify(bound_to)).digest('base64url').slice(0, 12);

/** Opaque to callers; only good with the same filters and sort (`bound_to`). */
export const encodePageToken = (position: object, bound_to: unknown): string =>
  Buffer.from(JSON.stringify({ position, binding: bindingOf(bound_to) })).toString('base64url');

const isStorable = (position: unknown): boolean =>
  Object.values(position ?? {}).every((value) => typeof value !== 'string' || isStorableText(value));

/** Throws `validation-error` for anything that `encodePageToken` did not make for the same request. */
export const decodePageToken = <T>(token: string, position: z.ZodType<T>, bound_to: unknown): T => {
  const refused = new Problem('validation-error', 'page_token does not belong to this list with these filters.', {
    errors: [{ pointer: '/page_token', code: 'invalid', message: 'Use next_page_token of the page before, with the same filters.' }],
  });
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  const parsed = z.object({ position, binding: z.string() }).safeParse(content);
  if (!parsed.success || parsed.data.binding !== bindingOf(bound_to) || !isStorable(parsed.data.position)) throw refused;
  return parsed.data.position;
};
