import { z } from 'zod';
import { maskVendorText, requiredValue } from '../credential-values.ts';
import type { HttpAnswer, HttpRequest } from '../http-port.ts';
import { parseJson, readJson } from '../json-answer.ts';
import { looseNumber } from '../loose-values.ts';
import { type AdapterContext, AdapterFailure, type Credentials, type FailureKind } from '../port.ts';
import { askedPause } from '../retry-after.ts';
import { callWithToken, currentToken, type FetchedToken } from '../token-cache.ts';
import { accountSettings } from './settings.ts';

export interface Access {
  credentials: Credentials;
  context: AdapterContext;
}

const TokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.unknown().optional() });
const default_token_life_seconds = 3_600;

/** Default pause when the vendor is busy and names none. */
const busy_pause_ms = 3_000;

type TokenForm = 'body' | 'basic';
const form_key = 'mercedes_token_form';

const requestToken = ({ credentials, context }: Access, form: TokenForm): Promise<HttpAnswer> => {
  const { token_url, audience } = accountSettings(credentials);
  const client_id = requiredValue(credentials, 'client_id');
  const client_secret = requiredValue(credentials, 'client_secret');
  const fields = { grant_type: 'client_credentials', scope: `openid groups profile ${audience}` };
  const basic = Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`).toString('base64');
  return context.http.request({
    method: 'POST',
    url: token_url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(form === 'basic' && { authorization: `Basic ${basic}` }),
    },
    body: new URLSearchParams(form === 'basic' ? fields : { ...fields, client_id, client_secret }).toString(),
    purpose: 'token',
  });
};

/** The guide shows Basic, a working client sends the form: form first, on 401 once by Basic, and then whichever worked. */
export const fetchToken = async (access: Access): Promise<FetchedToken> => {
  const { credentials, context } = access;
  const remembered = context.cache.get(form_key) as TokenForm | undefined;
  let form = remembered ?? 'body';
  let answer = await requestToken(access, form);
  if (answer.status === 401) {
    form = form === 'body' ? 'basic' : 'body';
    answer = await requestToken(access, form);
  }
  if (answer.status === 200) {
    context.cache.set(form_key, form);
    const { access_token, expires_in } = parseJson(answer, TokenAnswer);
    return { access_token, expires_in_seconds: looseNumber(expires_in) ?? default_token_life_seconds };
  }
  const kind = [400, 401, 403].includes(answer.status) ? 'rejected' : 'vendor';
  throw new AdapterFailure(kind, `Mercedes-Benz gave no access token (${answer.status})`, {
    vendor_detail: `HTTP ${answer.status}: ${maskVendorText(answer.text, credentials)}`,
  });
};

/** For the stream, whose broker asks for the same token. */
export const getToken = (access: Access): Promise<string> => currentToken(access.credentials, access.context, () => fetchToken(access));

const ErrorBody = z.looseObject({ type: z.string().optional(), serviceId: z.unknown().optional(), command: z.unknown().optional() });

/** Three kinds of 404: a service that is not active, a command that is not known, a vehicle that is not ours. */
const kindOf404 = ({ serviceId, command }: z.infer<typeof ErrorBody>): FailureKind =>
  serviceId === undefined && command !== undefined ? 'unsupported' : 'setup';

const failureKind = (answer: HttpAnswer, purpose: HttpRequest['purpose']): FailureKind => {
  const parsed = ErrorBody.safeParse(readJson(answer.text));
  const body = parsed.success ? parsed.data : {};
  const { status } = answer;
  if (status === 403 && body.type?.includes('/vehicle/blacklist')) return 'setup';
  if (status === 401 || status === 403) return 'rejected';
  if (status === 404) return kindOf404(body);
  if (purpose === 'command' && (status < 400 || status >= 500)) return 'unknown';
  return status === 503 ? 'limited' : 'vendor';
};

const explain = (answer: HttpAnswer, purpose: HttpRequest['purpose'], { credentials, context }: Access): AdapterFailure => {
  const kind = failureKind(answer, purpose);
  return new AdapterFailure(kind, `Mercedes-Benz answered ${answer.status}`, {
    vendor_detail: `HTTP ${answer.status}: ${maskVendorText(answer.text, credentials)}`,
    ...(kind === 'limited' && { retry_after_ms: askedPause(answer, context.clock()) ?? busy_pause_ms }),
  });
};

export interface VendorCall {
  method: HttpRequest['method'];
  path: string;
  body?: unknown;
  /** For a command, whose outcome must never be guessed. */
  order?: { expires_at: string };
  /** Statuses that are no failure. */
  accepts: readonly number[];
}

const command_timeout_ms = 20_000;

/** Calls the vendor with a token. Statuses outside `accepts` throw what they mean by the brand's chapter. */
export const callVendor = async (access: Access, { method, path, body, order, accepts }: VendorCall): Promise<HttpAnswer> => {
  const { credentials, context } = access;
  const purpose = order ? 'command' : 'read';
  const answer = await callWithToken(credentials, context, {
    fetchToken: () => fetchToken(access),
    isTokenRefused: ({ status }) => status === 401,
    call: (token) =>
      context.http.request({
        method,
        url: `${accountSettings(credentials).base_url}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(order && { expires_at: order.expires_at, timeout_ms: command_timeout_ms }),
        purpose,
      }),
  });
  if (accepts.includes(answer.status)) return answer;
  throw explain(answer, purpose, access);
};
