import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { items, operation } from './define.ts';
import { routes } from './routes.ts';

const area = 'Access';

export const PermissionEntry = z.object({
  id: Permission,
  area: z.string(),
  access: z.enum(['READ', 'READ_AND_WRITE']),
  description: z.string(),
  of_api_clients: z.boolean().describe('An API client can hold it'),
});
export type PermissionEntry = z.infer<typeof PermissionEntry>;

export const access_operations = {
  listPermissions: operation({
    ...routes.listPermissions,
    summary: 'All permissions there are',
    area,
    permission: 'any',
    output: items(PermissionEntry),
    ours: true,
  }),
};
