/** The public REST API as a booking system sees it: an address, a client id and a secret. */
import { z } from 'zod';

export interface ApiAccess {
  /** With the path up to and including `/api/v1`. */
  api_url: string;
  client_id: string;
  client_secret: string;
}

/** An answer other than 2xx; `type` is that of the problem, empty when the answer was none. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, request: string) {
    super(`${request} was answered ${status} ${type}`.trim());
    this.name = 'ApiProblem';
    this.status = status;
    this.type = type;
  }
}

export type CallApi = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<unknown>;

const timeout_ms = 40_000;
/** Renewed so long before it expires. */
const token_margin_ms = 60_000;

const Token = z.object({ access_token: z.string(), expires_in: z.number() });
const ProblemBody = z.object({ type: z.string() });

const readAnswer = async (response: Response, request: string): Promise<unknown> => {
  const text = await response.text();
  const body: unknown = response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : undefined;
  if (response.ok) return body;
  const problem = ProblemBody.safeParse(body);
  throw new ApiProblem(response.status, problem.success ? problem.data.type : '', request);
};

/** Calls the API with a token that is fetched when needed. Throws `ApiProblem`, or what `fetch` throws when nobody answers. */
export const createApiClient = ({ api_url, client_id, client_secret }: ApiAccess, clock: () => number = Date.now): CallApi => {
  let token: { value: string; expires_at: number } | undefined;

  const fetchToken = async (): Promise<string> => {
    const response = await fetch(`${api_url}/auth/oauth/token?grant_type=client_credentials`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      signal: AbortSignal.timeout(timeout_ms),
    });
    const answer = Token.parse(await readAnswer(response, 'POST token'));
    token = { value: answer.access_token, expires_at: clock() + answer.expires_in * 1000 - token_margin_ms };
    return token.value;
  };

  const call = async (method: string, path: string, body: object | undefined): Promise<unknown> => {
    const access_token = token && token.expires_at > clock() ? token.value : await fetchToken();
    const response = await fetch(`${api_url}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeout_ms),
    });
    return readAnswer(response, `${method} ${path}`);
  };

  return async (method, path, body) => {
    try {
      return await call(method, path, body);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      token = undefined;
      return call(method, path, body);
    }
  };
};
