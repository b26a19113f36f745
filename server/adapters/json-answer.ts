import type { z } from 'zod';
import type { HttpAnswer } from './http-port.ts';
import { AdapterFailure, type FailureKind } from './port.ts';

const max_depth = 32;

const exceedsDepth = (text: string): boolean => {
  let depth = 0;
  let in_string = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (in_string) {
      if (character === '\\') index += 1;
      else if (character === '"') in_string = false;
    } else if (character === '"') in_string = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > max_depth) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
};

/** JSON of a stranger: undefined when it is no JSON or nested deeper than 32 levels. Depth is checked before anything is built. */
export const readJson = (text: string): unknown => {
  if (exceedsDepth(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * The answer's body in the shape of `schema`. An unreadable body throws `AdapterFailure` of kind `on_unreadable`:
 * `vendor` for reads, `unknown` for the answer to a command, which may have acted all the same.
 */
export const parseJson = <S extends z.ZodType>(answer: HttpAnswer, schema: S, on_unreadable: FailureKind = 'vendor'): z.output<S> => {
  const parsed = schema.safeParse(readJson(answer.text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AdapterFailure(on_unreadable, 'The vendor answered with something unreadable', {
    vendor_detail: `HTTP ${answer.status}, ${answer.text.length} characters, /${issue?.path.join('/') ?? ''}: ${issue?.code ?? 'no JSON'}`,
  });
};
