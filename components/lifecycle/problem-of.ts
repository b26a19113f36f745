import { ApiFailure } from '#lib/client/api.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** The problem in a failed read, as `Failed` takes it; nothing when no answer came at all. */
export const problemOf = (error: unknown): { problem?: ProblemBody } =>
  error instanceof ApiFailure && error.problem.status > 0 ? { problem: error.problem } : {};
