import { z } from 'zod';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { baseUrl, maskVendorText, optionalValue, requiredValue } from '../credential-values.ts';
import type { HttpAnswer, HttpRequest } from '../http-port.ts';
import { parseJson } from '../json-answer.ts';
import { looseNumber } from '../loose-values.ts';
import { type AdapterContext, AdapterFailure, type CommandOrder, type Credentials, type FailureKind } from '../port.ts';
import { callWithToken, type FetchedToken } from '../token-cache.ts';
import type { SegwayCall } from './paths.ts';

export type Access = { credentials: Credentials; context: AdapterContext };

/** Old contracts speak the first generation of the gateway. */
export const generationOf = (credentials: Credentials): 1 | 2 => (optionalValue(credentials, 'generation') === '1' ? 1 : 2);

const TokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.unknown() });
/** The vendor's upper limit; taken when an answer names no time. */
const longest_token_life_seconds = 86_400;

export const fetchToken = async ({ credentials, context }: Access): Promise<FetchedToken> => {
  const body = new URLSearchParams({
    client_id: requiredValue(credentials, 'client_id'),
    client_secret: requiredValue(credentials, 'client_secret'),
    grant_type: 'client_credentials',
  });
  const answer = await context.http.request({
    method: 'POST',
    url: `${baseUrl(credentials)}/oauth/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: body.toString(),
    purpose: 'token',
  });
  if (answer.status !== 200) throw refusal(answer, 'token', credentials, [400, 401, 403]);
  const { access_token, expires_in } = parseJson(answer, TokenAnswer);
  return { access_token, expires_in_seconds: Math.min(looseNumber(expires_in) ?? longest_token_life_seconds, longest_token_life_seconds) };
};

const refusal = (answer: HttpAnswer, purpose: HttpRequest['purpose'], credentials: Credentials, rejected = [401, 403]): AdapterFailure => {
  const silent: FailureKind = purpose === 'command' ? 'unknown' : 'vendor';
  const kind = rejected.includes(answer.status) ? 'rejected' : answer.status >= 400 && answer.status < 500 ? 'vendor' : silent;
  return new AdapterFailure(kind, `Segway answered ${answer.status}`, {
    vendor_detail: `HTTP ${answer.status}: ${maskVendorText(answer.text, credentials)}`,
  });
};

const Envelope = z.looseObject({
  code: z.number().optional(),
  msg: z.string().optional(),
  success: z.boolean().optional(),
  message: z.string().optional(),
  data: z.unknown().optional(),
});
type Envelope = z.infer<typeof Envelope>;

/** Second generation: code 0 and msg `Success`. First generation: `success` true. HTTP 200 alone says nothing. */
const isSuccess = ({ code, msg, success }: Envelope): boolean =>
  success === undefined ? code === 0 && msg === 'Success' : success && (code ?? 0) === 0;

/** An answer with neither form of verdict decides nothing: an unread command's outcome is unknown. */
const hasVerdict = ({ code, success }: Envelope): boolean => code !== undefined || success !== undefined;

/** Calls the vendor with a token and gives the envelope's `data`. Throws `vendor` when the envelope tells of a failure. */
export const callSegway = async (access: Access, { method, path, body }: SegwayCall, order?: CommandOrder): Promise<unknown> => {
  const { credentials, context } = access;
  const purpose = order ? 'command' : 'read';
  const answer = await callWithToken(credentials, context, {
    fetchToken: () => fetchToken(access),
    isTokenRefused: ({ status }) => status === 401,
    call: (token) =>
      context.http.request({
        method,
        url: `${baseUrl(credentials)}${path}`,
        headers: { authorization: `bearer ${token}`, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        ...(order && { expires_at: order.expires_at }),
        purpose,
      }),
  });
  if (answer.status !== 200) throw refusal(answer, purpose, credentials);
  const envelope = parseJson(answer, Envelope, order ? 'unknown' : 'vendor');
  if (isSuccess(envelope)) return envelope.data;
  throw new AdapterFailure(order && !hasVerdict(envelope) ? 'unknown' : 'vendor', 'Segway answered with an error', {
    vendor_detail: maskVendorText(`code ${envelope.code ?? '-'}: ${envelope.msg ?? envelope.message ?? ''}`, credentials),
  });
};

export const unitSettings = (unit: UnitRef): Record<string, unknown> => ({ ...unit.model.settings, ...unit.settings });
