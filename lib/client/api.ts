import type { ClientInputOf, OutputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';
import { routes } from '#lib/contract/routes.ts';
import { sendRequest } from './request.ts';

export { ApiFailure, no_answer } from './request.ts';

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

/** Calls an operation of `/api/v1` with the person's own sign-in. Throws `ApiFailure`. */
export const call = async <K extends OperationId>(
  id: K,
  input: CallInput<K> = {},
  signal?: AbortSignal,
): Promise<OutputOf<Operations[K]>> => {
  const { method, path } = routes[id];
  const { params, query, body } = input as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };
  const answer = await sendRequest({ method, path: `${fillPath(path, params)}${queryString(query)}` }, { body, signal });
  if (answer.status === 204) return undefined as OutputOf<Operations[K]>;
  return answer.json().catch(() => undefined);
};
