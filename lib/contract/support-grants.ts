import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'People';
export const longest_support_minutes = 480;

export const SupportGrant = z.object({
  id: z.string(),
  email: z.string(),
  reason: z.string(),
  permissions: z.array(Permission),
  granted_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  ended_at: z.iso.datetime().optional().describe('Absent as long as the access stands'),
});
export type SupportGrant = z.infer<typeof SupportGrant>;

export const NewSupportGrant = z.strictObject({
  email: z.email().max(200).describe('Of somebody who has an account here and does not belong to the fleet'),
  reason: z.string().max(500).trim().min(3),
  expires_in_minutes: z.int().min(1).max(longest_support_minutes),
  permissions: z.array(Permission).min(1).max(100).optional().describe('Part of the preset Support; absent: all of it that you hold'),
});

export const support_grant_operations = {
  listSupportGrants: operation({
    ...routes.listSupportGrants,
    summary: 'List support access, newest first',
    area,
    permission: 'users.ro',
    query: z.strictObject(paging),
    output: page(SupportGrant),
    ours: true,
  }),
  createSupportGrant: operation({
    ...routes.createSupportGrant,
    summary: 'Let a support person in for a time',
    area,
    permission: 'users',
    body: NewSupportGrant,
    status: 201,
    output: SupportGrant,
    ours: true,
  }),
  endSupportGrant: operation({
    ...routes.endSupportGrant,
    summary: 'End support access at once',
    area,
    permission: 'users',
    params: z.strictObject({ grant_id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/) }),
    ours: true,
  }),
};
