import { Problem } from '#lib/domain/problem.ts';
import { type RestContext, requestHeader } from './environment.ts';

const body_limit_bytes = 1_048_576;
const depth_limit = 32;

const readBytes = async (context: RestContext): Promise<Buffer> => {
  const tooLarge = () => new Problem('payload-too-large', 'A body has at most 1 MiB.');
  if (Number(requestHeader(context, 'content-length') ?? 0) > body_limit_bytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = context.req.raw.body;
  if (!stream) return Buffer.alloc(0);
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > body_limit_bytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Deeper nesting than any of our bodies has; counted before parsing, so that no parser recurses into it. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let in_string = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (in_string) {
      if (sign === '\\') index += 1;
      else if (sign === '"') in_string = false;
    } else if (sign === '"') in_string = true;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      if (depth > depth_limit) return true;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return false;
};

/** The body as text, at most 1 MiB; undefined when there is none. Throws 413, and 400 for bytes that are no UTF-8. */
export const readText = async (context: RestContext): Promise<string | undefined> => {
  const bytes = await readBytes(context);
  if (bytes.length === 0) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('validation-error', 'The body is not UTF-8.');
  }
};

/** The body as JSON; undefined when there is none. Throws 413, 415, and 400 for broken or deep JSON. */
export const readJson = async (context: RestContext): Promise<unknown> => {
  const text = await readText(context);
  if (text === undefined || text.trim() === '') return undefined;
  const type = requestHeader(context, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'application/merge-patch+json') {
    throw new Problem('unsupported-media-type', 'Send the body as application/json.');
  }
  if (isTooDeep(text)) throw new Problem('validation-error', `The body is nested deeper than ${depth_limit} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('validation-error', 'The body is not valid JSON.');
  }
};
