import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'API clients';
const client_path = z.strictObject({
  client_id: z
    .string()
    .regex(/^[0-9A-Z]{1,16}#cl[0-9]{1,9}$/)
    .describe('`<fleet>#cl<n>`; in a path the `#` is written `%23`'),
});
const name = z.string().max(100).trim().min(1).describe('Unique within the fleet');
const granted = z.array(Permission).max(100);

/** The secret is never part of it. */
export const ApiClient = z.object({
  id: z.string().describe('The client id'),
  name: z.string(),
  permissions: z.array(Permission),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().optional().describe('To within a minute; absent while it was never used'),
  old_secret_expires_at: z.iso.datetime().optional().describe('Until then the secret before is accepted too'),
});
export type ApiClient = z.infer<typeof ApiClient>;

export const ApiClientWithSecret = ApiClient.extend({ client_secret: z.string().describe('Told only here') });
export type ApiClientWithSecret = z.infer<typeof ApiClientWithSecret>;

export const longest_overlap_in_hours = 72;
export const SecretReplacement = z.strictObject({
  overlap_in_hours: z
    .int()
    .min(0)
    .max(longest_overlap_in_hours)
    .optional()
    .describe('How long the old secret goes on working; without it, not at all'),
});

export const api_client_operations = {
  listApiClients: operation({
    ...routes.listApiClients,
    summary: 'List API clients',
    area,
    permission: 'api-clients.ro',
    query: z.strictObject(paging),
    output: page(ApiClient),
    ours: true,
  }),
  createApiClient: operation({
    ...routes.createApiClient,
    summary: 'Make an API client',
    area,
    permission: 'api-clients',
    body: z.strictObject({ name, permissions: granted }),
    status: 201,
    output: ApiClientWithSecret,
    revisioned: true,
    ours: true,
  }),
  getApiClient: operation({
    ...routes.getApiClient,
    summary: 'Read an API client',
    area,
    permission: 'api-clients.ro',
    params: client_path,
    output: ApiClient,
    revisioned: true,
    ours: true,
  }),
  updateApiClient: operation({
    ...routes.updateApiClient,
    summary: 'Rename an API client or change its permissions',
    area,
    permission: 'api-clients',
    params: client_path,
    body: z.strictObject({ name: name.optional(), permissions: granted.optional() }),
    output: ApiClient,
    revisioned: true,
    ours: true,
  }),
  replaceApiClientSecret: operation({
    ...routes.replaceApiClientSecret,
    summary: 'Give an API client a new secret',
    area,
    permission: 'api-clients',
    params: client_path,
    body: SecretReplacement,
    body_optional: true,
    output: ApiClientWithSecret,
    revisioned: true,
    ours: true,
  }),
  deleteApiClient: operation({
    ...routes.deleteApiClient,
    summary: 'Delete an API client',
    area,
    permission: 'api-clients',
    params: client_path,
    ours: true,
  }),
};
