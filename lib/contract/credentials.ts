import { z } from 'zod';
import { CredentialStatus } from '#lib/domain/telematics.ts';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const area = 'OEM credentials';
const brand_path = z.strictObject({ brand: z.string().min(1).max(32) });
const one_path = brand_path.extend({ credentials_id: z.ulid() });
const value = z.string().min(1).max(4096);

/** Field names depend on the brand; the service checks them against its declaration. */
export const NewCredentials = z.object({ name: z.string().max(100).trim().min(1) }).catchall(value);
export type NewCredentials = z.output<typeof NewCredentials>;
export const CredentialsPatch = z.record(z.string().max(50), value);
export type CredentialsPatch = z.output<typeof CredentialsPatch>;

/** Secrets are never part of it. */
export const StoredCredentials = z.object({
  id: z.string(),
  name: z.string(),
  client_id: z.string().optional(),
  brand: z.string(),
  fields: z.record(z.string(), z.string()),
  status: CredentialStatus,
  status_detail: z.string().optional(),
  checked_at: z.iso.datetime().optional(),
  last_success_at: z.iso.datetime().optional(),
  consecutive_failures: z.int(),
  former_secret_in_use: z.boolean().describe('A replaced secret stays in use until the manufacturer has accepted the new one'),
  vehicle_count: z.int(),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime(),
});
export type StoredCredentials = z.infer<typeof StoredCredentials>;

export const CredentialsCheck = z.object({
  status: CredentialStatus,
  detail: z.string().optional(),
  units_visible: z.int().optional(),
});
export type CredentialsCheck = z.infer<typeof CredentialsCheck>;

export const credentials_operations = {
  createCredentials: operation({
    ...routes.createCredentials,
    summary: 'Store credentials of a manufacturer',
    area,
    permission: 'oem-credentials',
    params: brand_path,
    body: NewCredentials,
    status: 201,
    output: z.object({
      id: z.string(),
      name: z.string(),
      client_id: z.string().optional(),
      push_path: z.string().optional().describe('Path at the gateway for the maker to push to; told only here'),
    }),
  }),
  listCredentials: operation({
    ...routes.listCredentials,
    summary: 'List stored credentials',
    area,
    permission: 'oem-credentials.ro',
    params: brand_path,
    output: items(StoredCredentials),
    ours: true,
  }),
  getCredentials: operation({
    ...routes.getCredentials,
    summary: 'Read stored credentials',
    area,
    permission: 'oem-credentials.ro',
    params: one_path,
    output: StoredCredentials,
    revisioned: true,
    ours: true,
  }),
  updateCredentials: operation({
    ...routes.updateCredentials,
    summary: 'Replace secrets',
    area,
    permission: 'oem-credentials',
    params: one_path,
    body: CredentialsPatch,
    output: StoredCredentials,
    revisioned: true,
    ours: true,
  }),
  testCredentials: operation({
    ...routes.testCredentials,
    summary: 'Ask the manufacturer whether the credentials are accepted',
    area,
    permission: 'oem-credentials',
    params: one_path,
    output: CredentialsCheck,
    ours: true,
  }),
  checkNewCredentials: operation({
    ...routes.checkNewCredentials,
    summary: 'Ask the manufacturer about credentials before they are stored',
    area,
    permission: 'oem-credentials',
    params: brand_path,
    body: CredentialsPatch,
    output: CredentialsCheck,
    ours: true,
  }),
  deleteCredentials: operation({
    ...routes.deleteCredentials,
    summary: 'Delete credentials that no vehicle uses',
    area,
    permission: 'oem-credentials',
    params: one_path,
    ours: true,
  }),
};
