import type { ProblemBody } from '#lib/domain/problem.ts';

/** Messages of a problem by field: the last step of each JSON pointer. */
export const problemFields = (problem: ProblemBody | undefined): Record<string, string> =>
  Object.fromEntries(
    (problem?.errors ?? []).map(({ pointer, message }) => [
      (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~'),
      message,
    ]),
  );
