import { api_path } from '#lib/contract/api-path.ts';
import type { Route } from '#lib/contract/routes.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** A problem that the server answered, or `offline` when no answer came. */
export class ApiFailure extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.detail);
    this.name = 'ApiFailure';
    this.problem = problem;
  }
}

export const no_answer: ProblemBody = {
  type: '/problems/no-answer',
  type_documentation: '',
  title: 'No answer from Motorpool',
  status: 0,
  detail: 'The server could not be reached. Check your network; the page goes on by itself when it is back.',
  flow_id: '',
};

export interface RequestParts {
  body?: unknown;
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
}

/** Asks `/api/v1` with the person's own sign-in, at a path whose parameters are filled in; gives an answer of success, unread. Throws `ApiFailure`. */
export const sendRequest = async ({ method, path }: Route, { body, signal, headers = {} }: RequestParts): Promise<Response> => {
  const answer = await fetch(`${api_path}${path}`, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiFailure(no_answer);
  });
  if (answer.ok) return answer;
  throw new ApiFailure((await answer.json().catch(() => undefined)) ?? { ...no_answer, status: answer.status });
};
