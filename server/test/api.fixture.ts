import { expect } from 'vitest';
import { operationProblems } from '#lib/contract/openapi/operation-problems.ts';
import type { Operation } from '#lib/contract/operation.ts';
import { type OperationId, operations } from '#lib/contract/operations.ts';
import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import { ProblemBody } from '#lib/domain/problem-schema.ts';
import { base_path, createRest } from '#server/rest/rest.ts';
import { createStreamHub } from '#server/streams/sse.ts';
import { app_url, type TestApp } from './app.fixture.ts';
import type { ApiClient, Person } from './fleet.fixture.ts';

export type Caller = Person | ApiClient | undefined;

export interface CallOptions {
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  text?: string;
  headers?: Record<string, string | undefined>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  json: any;
}

export const credentialsOf = (caller: Caller, method: string): Record<string, string> => {
  if (!caller) return {};
  if ('token' in caller) return { authorization: `Bearer ${caller.token}` };
  return { cookie: caller.cookie, ...(!['GET', 'HEAD'].includes(method) && { origin: app_url, 'sec-fetch-site': 'same-origin' }) };
};

const StrictProblem = ProblemBody.strict();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const operation_list = Object.entries(operations) as [OperationId, Operation][];
const matches = (path: string, real: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(real);
export const operationAt = (method: string, path: string): [OperationId, Operation] | undefined =>
  operation_list.find(([, one]) => one.method === method && [one.path, ...(one.aliases ?? [])].some((known) => matches(known, path)));

/** What holds for every answer: traceable, never cached, and of the declared form with nothing besides. */
const checkAnswer = (method: string, path: string, answer: Answer): void => {
  const flow_id = answer.headers.get('x-invers-flow-id');
  expect(flow_id).toMatch(uuid);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const [id, operation] = operationAt(method, path) ?? [];
  if (answer.status >= 400 && !path.startsWith('/auth/')) {
    const problem = StrictProblem.parse(answer.json);
    const kind = problem.type.replace('/problems/', '') as ProblemKind;
    expect(problem).toMatchObject({ status: answer.status, flow_id, type_documentation: `${app_url}/docs${problem.type}` });
    expect(problems[kind]).toMatchObject({ status: answer.status, title: problem.title });
    if (id && operation) expect(operationProblems(id, operation), `${id}: ${problem.detail}`).toContain(kind);
  } else if (operation) {
    expect(answer.status).toBe(operation.status);
    if (operation.status === 204) expect(answer.text).toBe('');
    else if (operation.media) expect(answer.headers.get('content-type')).toBe(`${operation.media}; charset=utf-8`);
    else expect(operation.output.parse(answer.json)).toEqual(answer.json);
  }
  const is_file = operation?.media && answer.status < 400;
  if (answer.text !== '' && !is_file) expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
};

/** The REST API of a test installation, with every answer checked against the contract. */
export const createApi = (test: TestApp) => {
  const rest = createRest(test.app, createStreamHub(test.app));
  const call = async (caller: Caller, method: string, path: string, { body, text, headers = {} }: CallOptions = {}): Promise<Answer> => {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const all = { ...credentialsOf(caller, method), ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const init: RequestInit = { method, headers: given, ...(sent !== undefined && { body: sent }) };
    const response = await rest.fetch(new Request(`http://127.0.0.1${base_path}${path}`, init));
    const received = await response.text();
    const is_json = received !== '' && response.headers.get('content-type')?.startsWith('application/json');
    const answer = { status: response.status, headers: response.headers, text: received, json: is_json ? JSON.parse(received) : undefined };
    checkAnswer(method, path.split('?')[0] ?? path, answer);
    return answer;
  };
  return { rest, call };
};
export type TestApi = ReturnType<typeof createApi>;
