import { z } from 'zod';
import { baseUrl, maskVendorText, requiredValue } from '../credential-values.ts';
import type { HttpAnswer, HttpRequest } from '../http-port.ts';
import { parseJson, readJson } from '../json-answer.ts';
import { type AdapterContext, AdapterFailure, type CommandOrder, type Credentials, type FailureKind } from '../port.ts';

/** Calls go through to the car and block; other clients wait 30 to 60 s. */
const command_timeout_ms = 60_000;

const Device = z.looseObject({ id: z.string().optional(), qnr: z.string().optional(), last_contact: z.string().optional() });
const DeviceList = z.looseObject({ count: z.number().optional(), data: z.array(Device) });
export const DeviceStatus = z.looseObject({});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export type LockWord = 'locked' | 'unlocked';
export type WantedStatus = { central_lock?: LockWord; immobilizer?: LockWord };

type Access = { credentials: Credentials; context: AdapterContext };
type Call = Pick<HttpRequest, 'method' | 'purpose' | 'timeout_ms' | 'expires_at' | 'body'> & { path: string };

/** What a status other than 200 means. Mapping `assumed` by the brand's chapter; only 200 counts as success. */
const failureKind = (answer: HttpAnswer, is_command: boolean): FailureKind => {
  const { status } = answer;
  if (status === 401 || status === 403) return 'rejected';
  if (status === 404) return 'setup';
  if (status === 408 || status === 504) return is_command ? 'unknown' : 'offline';
  if (status >= 400 && status < 500) return 'unit';
  if (status >= 500 && /incomplete|busy/i.test(errorText(answer))) return 'unit';
  if (is_command) return 'unknown';
  return status >= 500 ? 'unit' : 'vendor';
};

const errorText = (answer: HttpAnswer): string => {
  const body = z.looseObject({ error: z.string() }).safeParse(readJson(answer.text));
  return body.success ? body.data.error : '';
};

const call = async ({ credentials, context }: Access, { path, ...request }: Call): Promise<HttpAnswer> => {
  const answer = await context.http.request({
    ...request,
    url: `${baseUrl(credentials)}${path}`,
    headers: {
      'X-CloudBoxx-ApiKey': requiredValue(credentials, 'api_key'),
      Accept: 'application/json',
      'Content-Type': 'application/json',
    },
  });
  if (answer.status === 200) return answer;
  const kind = failureKind(answer, request.purpose === 'command');
  throw new AdapterFailure(kind, `The CloudBoxx service answered ${answer.status}`, {
    vendor_detail: `HTTP ${answer.status}: ${maskVendorText(errorText(answer) || answer.text, credentials)}`,
  });
};

export const listDevices = async (access: Access, offset: number, limit: number) =>
  parseJson(
    await call(access, { method: 'GET', path: `/devices?active=true&limit=${limit}&offset=${offset}`, purpose: 'read' }),
    DeviceList,
  );

/** Whole status, as the car gives it. `fallback` is the vendor's second delivery path, which has a daily limit. */
export const readStatus = async (access: Access, qnr: string, fallback: boolean): Promise<DeviceStatus> => {
  const path = `/devices/${encodeURIComponent(qnr)}/status${fallback ? '?fallback=true' : ''}`;
  return parseJson(await call(access, { method: 'GET', path, purpose: 'read', timeout_ms: command_timeout_ms }), DeviceStatus);
};

const SingleAnswer = z.looseObject({ state: z.unknown() });

/**
 * One lock by PUT, both by one PATCH: the car gets one order either way. Answers with the status that the car reported;
 * a single lock's `{"state"}` is given under its own name.
 */
export const writeStatus = async (access: Access, qnr: string, wanted: WantedStatus, order: CommandOrder): Promise<DeviceStatus> => {
  const device = `/devices/${encodeURIComponent(qnr)}`;
  const command = { purpose: 'command', timeout_ms: command_timeout_ms, expires_at: order.expires_at } as const;
  const { central_lock, immobilizer } = wanted;
  if (central_lock !== undefined && immobilizer !== undefined) {
    const answer = await call(access, { ...command, method: 'PATCH', path: `${device}/status`, body: JSON.stringify(wanted) });
    return parseJson(answer, DeviceStatus, 'unknown');
  }
  const field = central_lock === undefined ? 'immobilizer' : 'central_lock';
  const path = `${device}/${field.replace('_', '-')}`;
  const answer = await call(access, { ...command, method: 'PUT', path, body: JSON.stringify({ state: wanted[field] }) });
  const { state, ...rest } = parseJson(answer, SingleAnswer, 'unknown');
  return { ...rest, ...(state !== undefined && { [field]: state }) };
};
