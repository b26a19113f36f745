import type { ClientInputOf, OutputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
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

type Part<T> = T extends undefined ? never : T;
export type CallInput<K extends OperationId> = Partial<{
  params: Part<ClientInputOf<Operations[K]>['params']>;
  query: Part<ClientInputOf<Operations[K]>['query']>;
  body: Part<ClientInputOf<Operations[K]>['body']>;
}>;

const fillPath = (path: string, params: Record<string, unknown> = {}) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));

const queryString = (query: Record<string, unknown> = {}) => {
  const search = new URLSearchParams();
  const append = (name: string, value: unknown): void => {
    if (value === undefined) return;
    if (Array.isArray(value)) for (const single of value) append(name, single);
    else if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) append(`${name}.${key}`, part);
    else search.append(name, String(value));
  };
  for (const [name, value] of Object.entries(query)) append(name, value);
  const text = search.toString();
  return text ? `?${text}` : '';
};

/** Asks an operation of `/api/v1` with the person's own sign-in; gives an answer of success, unread. Throws `ApiFailure`. */
export const ask = async <K extends OperationId>(
  id: K,
  input: CallInput<K> = {},
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Response> => {
  const { method, path } = routes[id];
  const { params, query, body } = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
  const answer = await fetch(`/api/v1${fillPath(path, params)}${queryString(query)}`, {
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

/** Calls an operation of `/api/v1` with the person's own sign-in. Throws `ApiFailure`. */
export const call = async <K extends OperationId>(
  id: K,
  input: CallInput<K> = {},
  signal?: AbortSignal,
): Promise<OutputOf<Operations[K]>> => {
  const answer = await ask(id, input, signal);
  if (answer.status === 204) return undefined as OutputOf<Operations[K]>;
  return answer.json().catch(() => undefined);
};
