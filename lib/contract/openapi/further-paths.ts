import { z } from 'zod';
import type { JsonSchema, OperationObject, PathItem, Response } from './document-types.ts';
import { headerReferences } from './headers.ts';
import type { Context } from './operation-object.ts';
import { streamPaths } from './stream-paths.ts';

export const TokenAnswer = z.object({
  access_token: z.string().describe('Opaque'),
  token_type: z.literal('bearer'),
  expires_in: z.int().describe('Seconds'),
  scope: z.string().describe('What the token may do, separated by spaces'),
});

export const TokenError = z.object({
  error: z.enum([
    'invalid_client',
    'invalid_request',
    'invalid_scope',
    'unsupported_grant_type',
    'unauthorized_client',
    'temporarily_unavailable',
  ]),
  error_description: z.string(),
});

const text: JsonSchema = { type: 'string' };

const tokenError = (
  description: string,
  error: z.infer<typeof TokenError>,
  { schemas }: Context,
  further_headers: string[] = [],
): Response => ({
  description,
  headers: headerReferences('X-INVERS-Flow-ID', ...further_headers),
  content: { 'application/json': { schema: schemas.refer(TokenError, 'output', 'TokenError'), example: error } },
});

const tokenForm: JsonSchema = {
  type: 'object',
  properties: { grant_type: { type: 'string', const: 'client_credentials' }, scope: text, client_id: text, client_secret: text },
};

const token = (context: Context): OperationObject => ({
  operationId: 'createToken',
  summary: 'Get an access token',
  description:
    'Client id and secret by HTTP Basic, or as `client_id` and `client_secret` in a form body; `grant_type` and `scope` in the query or the form. Errors follow RFC 6749, not the problem form. A secret in the query is refused.',
  tags: ['Access'],
  security: [{ client_basic: [] }, {}],
  parameters: [
    {
      name: 'grant_type',
      in: 'query',
      required: false,
      schema: { type: 'string', const: 'client_credentials' },
      example: 'client_credentials',
    },
    { name: 'scope', in: 'query', required: false, description: 'Permissions, separated by spaces; all when absent', schema: text },
  ],
  requestBody: { required: false, content: { 'application/x-www-form-urlencoded': { schema: tokenForm } } },
  responses: {
    '200': {
      description: 'The token',
      headers: headerReferences('X-INVERS-Flow-ID'),
      content: {
        'application/json': {
          schema: context.schemas.refer(TokenAnswer, 'output', 'TokenAnswer'),
          example: { access_token: 'q3Vd0w…', token_type: 'bearer', expires_in: 900, scope: 'vehicles vehicle-commands events-trips.ro' },
        },
      },
    },
    '400': tokenError(
      'The request is not right',
      { error: 'invalid_scope', error_description: 'The client does not hold users.' },
      context,
    ),
    '401': tokenError(
      'The client is not known',
      { error: 'invalid_client', error_description: 'The client id or the secret is not right.' },
      context,
      ['WWW-Authenticate'],
    ),
    '429': tokenError(
      'More token requests came from this address than the limit allows; RFC 6749 has no word for it, so `temporarily_unavailable` stands for it',
      { error: 'temporarily_unavailable', error_description: 'Too many token requests from this address.' },
      context,
      ['Retry-After'],
    ),
    ...context.problemResponses(['payload-too-large', 'internal-server-error', 'service-unavailable']),
  },
});

const documentAt = (operationId: string, summary: string, context: Context): OperationObject => ({
  operationId,
  summary,
  tags: ['Documents'],
  security: [],
  responses: {
    '200': {
      description: 'The document',
      headers: headerReferences('X-INVERS-Flow-ID', 'ETag'),
      content: { 'application/json': { schema: { type: 'object' } } },
    },
    '304': { description: 'It is still the one with the ETag of If-None-Match', headers: headerReferences('X-INVERS-Flow-ID', 'ETag') },
    ...context.problemResponses(['validation-error', 'internal-server-error']),
  },
  'x-motorpool-extension': true,
});

/** What is answered beside the table of operations. */
export const furtherPaths = (context: Context): Record<string, PathItem> => ({
  '/auth/oauth/token': { post: token(context) },
  ...streamPaths(context),
  '/openapi.json': { get: documentAt('getOpenApi', 'This document (OpenAPI 3.1)', context) },
  '/auth/.well-known/openid-configuration': { get: documentAt('getDiscovery', 'What a client library must know to get a token', context) },
  '/auth/jwks.json': { get: documentAt('getKeys', 'Keys of tokens: none, since tokens are opaque', context) },
  '/asyncapi.json': { get: documentAt('getAsyncApi', 'The events (AsyncAPI 3)', context) },
});
