import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { baseUrl, maskVendorText, requiredValue } from '../credential-values.ts';
import type { HttpAnswer, HttpRequest } from '../http-port.ts';
import { readJson } from '../json-answer.ts';
import { looseNumber } from '../loose-values.ts';
import { type AdapterContext, AdapterFailure, type CommandOrder, type Credentials, type FailureKind } from '../port.ts';
import { callWithToken, type FetchedToken } from '../token-cache.ts';
import { findOne } from './pointer.ts';
import { fillText } from './profile.ts';

export interface Access {
  credentials: Credentials;
  context: AdapterContext;
  profile: VendorProfile;
}

type Encoding = VendorProfile['command']['encoding'];
type Body = Record<string, string | number | boolean>;

const content_types = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

const encodeBody = (body: Body, encoding: Encoding): string =>
  encoding === 'json'
    ? JSON.stringify(body)
    : new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])).toString();

const detail = (answer: HttpAnswer, credentials: Credentials): string =>
  `HTTP ${answer.status}: ${maskVendorText(answer.text, credentials)}`;

/** For a command, a 5xx or a redirect rules nothing out, whatever an assumed profile calls it. */
const failureKind = (status: number, profile: VendorProfile, purpose: HttpRequest['purpose']): FailureKind => {
  if (purpose === 'command' && (status >= 500 || status < 400)) return 'unknown';
  return profile.errors[String(status)] ?? profile.errors.default ?? 'vendor';
};

const default_token_life_seconds = 3_600;

export const fetchToken = async ({ credentials, context, profile }: Access): Promise<FetchedToken> => {
  const { token } = profile;
  const values = { client_id: requiredValue(credentials, 'client_id'), client_secret: requiredValue(credentials, 'client_secret') };
  const body = Object.fromEntries(Object.entries(token.body).map(([name, text]) => [name, fillText(text, values)]));
  const answer = await context.http.request({
    method: token.method,
    url: `${baseUrl(credentials)}${token.path}`,
    headers: { 'content-type': content_types[token.encoding], accept: 'application/json' },
    body: encodeBody(body, token.encoding),
    purpose: 'token',
  });
  const parsed = readJson(answer.text);
  const access_token = findOne(parsed, token.accessToken);
  if (answer.status === 200 && typeof access_token === 'string' && access_token !== '') {
    return { access_token, expires_in_seconds: looseNumber(findOne(parsed, token.expiresIn)) ?? default_token_life_seconds };
  }
  const kind = token.invalidStatus.includes(answer.status) ? 'rejected' : failureKind(answer.status, profile, 'token');
  throw new AdapterFailure(kind, `NIU gave no access token (${answer.status})`, { vendor_detail: detail(answer, credentials) });
};

export interface ProfileCall {
  method: HttpRequest['method'];
  path: string;
  body?: { encoding: Encoding; fields: Body };
}

/** The code of an ended session comes with HTTP 200: the vendor says that it did not look at the request. */
const isTokenRefused = (answer: HttpAnswer, { envelope }: VendorProfile): boolean => {
  if (answer.status === 401) return true;
  if (answer.status >= 500) return false;
  const code = findOne(readJson(answer.text), envelope.code);
  return envelope.expired.some((expired) => String(expired) === String(code));
};

/** Calls the vendor and opens the envelope; gives its data. With an order the call is a command, else a read. */
export const callNiu = async (access: Access, call: ProfileCall, order?: CommandOrder): Promise<unknown> => {
  const { credentials, context, profile } = access;
  const purpose = order ? 'command' : 'read';
  const answer = await callWithToken(credentials, context, {
    fetchToken: () => fetchToken(access),
    isTokenRefused: (given) => isTokenRefused(given, profile),
    call: (token) =>
      context.http.request({
        method: call.method,
        url: `${baseUrl(credentials)}${call.path}`,
        headers: {
          accept: 'application/json',
          ...(call.body && { 'content-type': content_types[call.body.encoding] }),
          [profile.auth.header]: fillText(profile.auth.value, { token }),
        },
        ...(call.body && { body: encodeBody(call.body.fields, call.body.encoding) }),
        ...(order && { expires_at: order.expires_at }),
        purpose,
      }),
  });
  return openEnvelope(answer, access, purpose);
};

const openEnvelope = (answer: HttpAnswer, { credentials, profile }: Access, purpose: HttpRequest['purpose']): unknown => {
  const vendor_detail = detail(answer, credentials);
  if (answer.status < 200 || answer.status > 299) {
    throw new AdapterFailure(failureKind(answer.status, profile, purpose), `NIU answered ${answer.status}`, { vendor_detail });
  }
  const body = readJson(answer.text);
  const verdict = findOne(body, profile.envelope.ok.pointer);
  // Neither yes nor no: whether the vehicle was told cannot be read from it.
  if (verdict === undefined || typeof verdict === 'object') {
    throw new AdapterFailure(purpose === 'command' ? 'unknown' : 'vendor', 'NIU answered with something unreadable', { vendor_detail });
  }
  if (String(verdict) !== String(profile.envelope.ok.equals))
    throw new AdapterFailure('vendor', 'NIU answered with an error', { vendor_detail });
  return findOne(body, profile.envelope.data);
};
