/** RabbitMQ's management API: https://www.rabbitmq.com/docs/http-api-reference. What it answers beyond what is asked for is left out. */
import { Agent } from 'undici';
import type { z } from 'zod';
import type { Secret } from '#lib/domain/secret.ts';

const timeout_ms = 10_000;
const largest_answer_bytes = 32 * 1024 * 1024;

/** The parts of a path that come from names. */
const pathOf = (parts: readonly string[]): string => parts.map((part) => encodeURIComponent(part)).join('/');

export class BrokerApiError extends Error {
  readonly status: number;

  constructor(method: string, path: string, status: number) {
    super(`The broker's management API answered ${status} to ${method} ${path}.`);
    this.status = status;
  }
}

export interface BrokerApi {
  /** Undefined: there is no such thing. */
  get<T extends z.ZodType>(parts: readonly string[], answer: T, columns?: readonly string[]): Promise<z.output<T> | undefined>;
  put(parts: readonly string[], body: object): Promise<void>;
  post(parts: readonly string[], body: object): Promise<void>;
  /** Nothing to delete is as good as deleted. */
  remove(parts: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export const createBrokerApi = (management_url: Secret): BrokerApi => {
  const { origin, pathname, username, password } = new URL(management_url.reveal());
  const agent = new Agent({ maxResponseSize: largest_answer_bytes, connections: 4 });
  const account = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');

  const call = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', parts: readonly string[], body?: object, query = '') => {
    const path = `${pathname.replace(/\/$/, '')}/api/${pathOf(parts)}`;
    const response = await agent.request({
      origin,
      path: `${path}${query}`,
      method,
      headers: { authorization: `Basic ${account}`, ...(body && { 'content-type': 'application/json' }) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(timeout_ms),
    });
    const text = await response.body.text();
    const { statusCode: status } = response;
    if (status === 404) return { found: false, text };
    if (status >= 300) throw new BrokerApiError(method, path, status);
    return { found: true, text };
  };
  const write = async (method: 'PUT' | 'POST', parts: readonly string[], body: object) => {
    const { found } = await call(method, parts, body);
    if (!found) throw new BrokerApiError(method, pathOf(parts), 404);
  };

  return {
    get: async (parts, answer, columns) => {
      const { found, text } = await call('GET', parts, undefined, columns ? `?columns=${columns.join(',')}` : '');
      return found ? answer.parse(JSON.parse(text)) : undefined;
    },
    put: (parts, body) => write('PUT', parts, body),
    post: (parts, body) => write('POST', parts, body),
    remove: async (parts) => {
      await call('DELETE', parts);
    },
    close: () => agent.destroy(),
  };
};
