import { z } from 'zod';
import { Problem, validationProblem } from '#lib/domain/problem.ts';
import { isStorableText } from '#server/store/storable-text.ts';

/** Paths of the texts, keys of objects included, that cannot be stored. */
const findUnstorable = (value: unknown, path: string[] = []): string[][] => {
  if (typeof value === 'string') return isStorableText(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (isStorableText(key) ? findUnstorable(part, [...path, key]) : [path]));
};

/** One part of what a caller sent, as the operation declares it. Both doors come through here. Throws `validation-error` with a pointer per fault. */
export const parseInput = <T extends z.ZodType>(what: string, schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw validationProblem(parsed.error, what);
  const message = 'Contains a character that cannot be stored.';
  const issues = findUnstorable(parsed.data).map((path) => ({ code: 'custom' as const, path, message, input: undefined }));
  if (issues.length > 0) throw validationProblem(new z.ZodError(issues), what);
  return parsed.data;
};

/** The caller's Idempotency-Key, when there is one. */
export const parseIdempotencyKey = (key: unknown): string | undefined => {
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length > 0 && key.length <= 255 && isStorableText(key)) return key;
  throw new Problem('validation-error', 'Idempotency-Key has 1 to 255 characters.');
};
