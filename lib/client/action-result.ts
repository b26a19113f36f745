import type { ProblemBody } from '#lib/domain/problem.ts';

/** What every server action returns: never an exception. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: ProblemBody };
