/**
 * Every problem that a caller can meet: stable type, status, title, and whose fault it is.
 * `detail` may reach the caller: it never carries secrets or third-party text. Those go into `cause`, which stays on the server.
 */
import type { z } from 'zod';
import type { ProblemBody, ProblemError } from './problem-schema.ts';

export type { ProblemBody, ProblemError };

const entry = (status: number, owner: 'client' | 'vehicle' | 'third_party' | 'us', title: string) => ({ status, owner, title });

export const problems = {
  'validation-error': entry(400, 'client', 'Request is not valid'),
  'referenced-resource-not-found': entry(400, 'client', 'Something named in the body is missing'),
  'missing-credentials': entry(401, 'client', 'No access token'),
  'invalid-credentials': entry(401, 'client', 'Access token not accepted'),
  'forbidden-resource': entry(403, 'client', 'Scope missing'),
  'missing-permissions': entry(403, 'client', 'Permission missing'),
  'resource-not-found': entry(404, 'client', 'Not found'),
  'method-not-allowed': entry(405, 'client', 'Method not allowed'),
  'conflicting-resource': entry(409, 'client', 'Conflicts with another resource'),
  'vehicle/command-not-supported': entry(409, 'vehicle', 'Vehicle lacks this command'),
  'vehicle/conflicting-command': entry(409, 'vehicle', 'Another command is running'),
  'vehicle/conflicting-state': entry(409, 'vehicle', 'Vehicle state forbids this'),
  'vehicle/conflicting-setup-status': entry(409, 'vehicle', 'Setup not finished'),
  'vehicle/shared-with-partner': entry(409, 'client', 'Vehicle is shared'),
  'incompatible-telematics-unit-model': entry(409, 'client', 'Unit model lacks this setting'),
  'incompatible-installation-variant': entry(409, 'client', 'Installation lacks this setting'),
  'resource-modified': entry(412, 'client', 'Changed meanwhile'),
  'payload-too-large': entry(413, 'client', 'Body too large'),
  'unsupported-media-type': entry(415, 'client', 'Send JSON'),
  'idempotency-key-reused': entry(422, 'client', 'Key used with another request'),
  'too-many-requests': entry(429, 'client', 'Too many requests'),
  'internal-server-error': entry(500, 'us', 'Internal error'),
  'telematics-unit/error': entry(500, 'vehicle', 'Unit reported an error'),
  'third-party/error': entry(502, 'third_party', 'Manufacturer service failed'),
  'service-unavailable': entry(503, 'us', 'Temporarily unavailable'),
  'vehicle/no-connection': entry(504, 'vehicle', 'No connection to the vehicle'),
  'vehicle/command-outcome-unknown': entry(504, 'vehicle', 'Outcome of the command unknown'),
} as const;

export type ProblemKind = keyof typeof problems;
export type ProblemType = `/problems/${ProblemKind}`;

export interface ProblemExtras {
  errors?: ProblemError[];
  command_id?: string;
  outcome?: 'UNKNOWN' | 'NOT_SENT';
  retry_safe?: boolean;
  retry_after_seconds?: number;
  cause?: unknown;
}

const brand = Symbol.for('motorpool.problem');

/** Thrown by services; every door turns it into its own form of answer. */
export class Problem extends Error {
  readonly [brand] = true;
  readonly kind: ProblemKind;
  readonly extras: ProblemExtras;

  constructor(kind: ProblemKind, detail: string, extras: ProblemExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.extras = extras;
  }

  /** By brand, since Next bundles copies of this class. */
  static is(error: unknown): error is Problem {
    return typeof error === 'object' && error !== null && brand in error;
  }
}

export const problemType = (kind: ProblemKind): ProblemType => `/problems/${kind}`;

/** `/problems/vehicle/no-connection` or `vehicle/no-connection` → the kind; undefined for what this version does not know. */
export const problemKind = (type: string): ProblemKind | undefined => {
  const kind = type.replace(/^\/problems\//, '');
  return Object.hasOwn(problems, kind) ? (kind as ProblemKind) : undefined;
};

export const problemBody = (problem: Problem, flow_id: string, app_url: string): ProblemBody => {
  const { errors, command_id, outcome, retry_safe } = problem.extras;
  return {
    type: problemType(problem.kind),
    type_documentation: `${app_url}/docs${problemType(problem.kind)}`,
    title: problems[problem.kind].title,
    status: problems[problem.kind].status,
    detail: problem.message,
    flow_id,
    ...(errors && { errors }),
    ...(command_id && { command_id }),
    ...(outcome && { outcome }),
    ...(retry_safe !== undefined && { retry_safe }),
  };
};

/** One problem from zod's list of issues, each with a JSON Pointer to the offending place. */
export const validationProblem = (error: z.ZodError, what = 'The request'): Problem => {
  const errors = error.issues.map((issue) => ({
    pointer: issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: issue.code ?? 'invalid',
    message: issue.message,
  }));
  const first = errors[0];
  const where = first?.pointer ? `${first.pointer}: ${first.message}` : (first?.message ?? 'invalid');
  return new Problem('validation-error', `${what} is not valid. ${where}`, { errors });
};
