import { createHash, timingSafeEqual } from 'node:crypto';
import { optionalValue, requiredValue } from '../credential-values.ts';
import { readJson } from '../json-answer.ts';
import { looseNumber } from '../loose-values.ts';
import type { AdapterContext, Credentials, HttpAdapter, PushReply, PushRequest } from '../port.ts';
import { generationOf } from './client.ts';
import { translateFields } from './translate.ts';

type Fields = Record<string, unknown>;
type Message = 'status' | 'location' | 'alert' | 'fault';

const messages = new Map<string, Message>([
  ['v2/vehicle/status', 'status'],
  ['v2/vehicle/location', 'location'],
  ['v2/vehicle/alert', 'alert'],
  ['v2/vehicle/fault', 'fault'],
  ['vehicle/status', 'status'],
  ['vehicles/status', 'status'],
]);

const signatureText = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value));

/**
 * MD5 over all fields but `signature`, sorted by key, `k=v` joined by `&`, then `&client_secret=…`; lower-case hex, nothing URL-encoded.
 * One public implementation for the first generation, assumed for the second.
 */
export const signFields = (fields: Fields, client_secret: string): string => {
  const signed = Object.keys(fields)
    .filter((key) => key !== 'signature')
    .toSorted()
    .map((key) => `${key}=${signatureText(fields[key])}`);
  return createHash('md5')
    .update([...signed, `client_secret=${client_secret}`].join('&'))
    .digest('hex');
};

const isSigned = (fields: Fields, client_secret: string): boolean => {
  const expected = Buffer.from(signFields(fields, client_secret));
  const given = Buffer.from(typeof fields.signature === 'string' ? fields.signature : '');
  return expected.length === given.length && timingSafeEqual(expected, given);
};

/** Form-encoded with all values as strings, or JSON. */
const readFields = (request: PushRequest): Fields | undefined => {
  const text = Buffer.from(request.body).toString('utf8');
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(text));
  const parsed = readJson(text);
  return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : undefined;
};

const refuse = (status: number): { reports: []; reply: PushReply } => ({ reports: [], reply: { status } });

const accepted = (credentials: Credentials): PushReply =>
  generationOf(credentials) === 1 ? { status: 200 } : { status: 200, body: '{"code":0}', content_type: 'application/json' };

const noteAlert = (kind: Message, unit_id: string, code: unknown, context: AdapterContext) =>
  context.log.info(
    { flow_id: context.flow_id, unit_id, message: kind, code: looseNumber(code) },
    'a scooter pushed a notice without state',
  );

/**
 * One pushed message. The signature has no nonce, so a repeat looks valid: the report carries a key of unit, message and time by which
 * the store drops it, and an old time never replaces a newer value. A bad signature is answered 400.
 */
export const receivePush: NonNullable<HttpAdapter['receivePush']> = async (request, credentials, context) => {
  const message = messages.get(request.path.replace(/^\/+|\/+$/g, ''));
  if (!message) return refuse(404);
  const fields = readFields(request);
  if (typeof fields?.iotCode !== 'string' || fields.iotCode === '') return refuse(400);
  const must_be_signed = optionalValue(credentials, 'require_signature') !== 'false';
  if (must_be_signed && !isSigned(fields, requiredValue(credentials, 'client_secret'))) {
    context.log.warn({ flow_id: context.flow_id, message }, 'a push without a valid signature was refused');
    return refuse(400);
  }
  if (message === 'alert' || message === 'fault') {
    noteAlert(message, fields.iotCode, fields.code, context);
    return { reports: [], reply: accepted(credentials) };
  }
  const report = translateFields(fields.iotCode, fields, context.clock());
  const measured = fields.statusUtcTime ?? fields.gpsUtcTime ?? fields.gpsUTCTime;
  const keyed = measured === undefined ? report : { ...report, message_key: `${fields.iotCode}:${message}:${String(measured)}` };
  return { reports: [keyed], reply: accepted(credentials) };
};
