import type { Header, Parameter, Reference } from './document-types.ts';

export const response_headers: Record<string, Header> = {
  'X-INVERS-Flow-ID': {
    description: 'Names this request in our logs and in the events it causes. Quote it when you ask for help.',
    schema: { type: 'string', format: 'uuid' },
  },
  ETag: { description: 'Revision of the writable part of the resource; send it as If-Match.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait before the same request is worth repeating.', schema: { type: 'integer', minimum: 0 } },
  'X-Rate-Limit-Limit': { description: 'Requests that the current window allows.', schema: { type: 'integer' } },
  'X-Rate-Limit-Remaining': { description: 'Requests that are left in it.', schema: { type: 'integer' } },
  'X-Rate-Limit-Reset': { description: 'When it ends, in seconds since 1970.', schema: { type: 'integer' } },
  'X-Motorpool-Command-ID': { description: 'The entry of the command log that this is about.', schema: { type: 'string' } },
  'Idempotent-Replayed': {
    description: 'Present when an earlier request with the same key was answered again.',
    schema: { type: 'string', const: 'true' },
  },
  'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } },
};

/** On every answer to a caller who is known. */
export const rate_limit_headers = ['X-Rate-Limit-Limit', 'X-Rate-Limit-Remaining', 'X-Rate-Limit-Reset'];

export const headerReferences = (...names: string[]): Record<string, Reference> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Request headers, each a component under the name given here. */
export const request_headers: Record<string, Parameter> = {
  FleetId: {
    name: 'x-invers-fleet-id',
    in: 'header',
    required: false,
    description: 'The fleet that is meant: one that a signed-in person belongs to; of an API client none but its own.',
    schema: { type: 'string', pattern: '^[0-9A-Z]{1,16}$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'Writes only while the resource still has this ETag; `*` for any. Otherwise 412.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Your own key for this act, for example the id of the booking. The same key with the same request acts once; kept for 48 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

export const headerParameter = (name: keyof typeof request_headers & string): Reference => ({ $ref: `#/components/parameters/${name}` });
